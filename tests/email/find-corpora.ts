import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CorpusMail {
  readonly name: string;
  readonly raw: Buffer;
}

/** The packages of Debian that bring them. */
export const corpusPackages = {
  python: 'libpython3.11-testsuite',
  bounces: 'python3-flufl.bounce',
  spamassassin: 'spamassassin',
} as const;

/** Where Debian's packages keep real and tricky mail. They are read where they are installed, never copied. */
const places = {
  /** libpython3.11-testsuite, or that of another version. */
  python: { folders: listPython(), files: /^msg_.*\.txt$/ },
  /** python3-flufl.bounce: delivery notices of many mail servers. */
  bounces: { folders: ['/usr/lib/python3/dist-packages/flufl/bounce/tests/data'], files: /\.txt$/ },
  spamassassin: { folders: ['/usr/share/doc/spamassassin/examples'], files: /^sample-.*\.txt$/ },
} as const;

function listPython(): string[] {
  if (!existsSync('/usr/lib')) return [];
  return readdirSync('/usr/lib')
    .filter((name) => /^python3\.\d+$/.test(name))
    .map((name) => join('/usr/lib', name, 'test/test_email/data'));
}

/** The mails of a corpus; undefined when its package is not installed here. */
export function findCorpus(corpus: keyof typeof places): readonly CorpusMail[] | undefined {
  const { folders, files } = places[corpus];
  const folder = folders.find((each) => existsSync(each));
  if (folder === undefined) return undefined;
  return readdirSync(folder)
    .filter((name) => files.test(name))
    .toSorted()
    .map((name) => ({ name, raw: readFileSync(join(folder, name)) }));
}
