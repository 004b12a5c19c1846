import { constants, createReadStream } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundMail } from './found-mail.ts';
import { type FileKind, readMailFile } from './read-mail-file.ts';

/** Deeper than any mail program nests its folders. */
const mostDeep = 40;

/**
 * The files under a path that may hold mail, in the order of their names' bytes: the messages of a Maildir (`cur` and
 * `new`, with its subfolders), `.eml` files, mbox files. Links are not followed, so that nothing outside is read;
 * neither are devices, pipes and sockets opened. The path itself may be a link: whoever named it meant it.
 */
export async function* findMailFiles(
  path: string,
): AsyncGenerator<{ readonly path: string; readonly kind: FileKind } | { readonly problem: 'not-mail' }> {
  const root = await realpath(path);
  if ((await lstat(root)).isDirectory()) yield* walk(root, 0);
  else yield { path: root, kind: isEml(root) ? 'mail' : 'any' };
}

type Found = { readonly path: string; readonly kind: FileKind } | { readonly problem: 'not-mail' };

async function* walk(folder: string, depth: number, inMaildir = false): AsyncGenerator<Found> {
  if (depth > mostDeep) return yield { problem: 'not-mail' };
  // As bytes: a name need not be text, and the order is then the same everywhere.
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  const has = (name: string) => entries.some((each) => each.name === name && each.isDirectory());
  const isMaildir = has('cur') && has('new');
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      // What was being delivered is not delivered yet.
      if (isMaildir && entry.name === 'tmp') continue;
      yield* walk(path, depth + 1, isMaildir && (entry.name === 'cur' || entry.name === 'new'));
    } else if (entry.isFile()) {
      // Beside its messages a Maildir holds its own lists.
      if (isMaildir) continue;
      yield { path, kind: inMaildir || isEml(entry.name) ? 'mail' : 'any' };
    } else {
      yield { problem: 'not-mail' };
    }
  }
}

const isEml = (name: string) => /\.eml$/i.test(name);

export interface PlacedMail {
  /** Which file, counted from 1. */
  readonly file: number;
  readonly found: FoundMail;
}

/** Every mail under a path. @throws what the file system throws for a path that cannot be read */
export async function* readMailsOf(path: string, limits: { sizeLimit: number }): AsyncGenerator<PlacedMail> {
  let file = 0;
  for await (const each of findMailFiles(path)) {
    file += 1;
    if ('problem' in each) {
      yield { file, found: { number: 1, offset: 0, problem: each.problem } };
      continue;
    }
    // A link put in its place meanwhile is not followed, and a pipe does not hold us.
    const handle = await open(each.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) {
        yield { file, found: { number: 1, offset: 0, problem: 'not-mail' } };
        continue;
      }
      const stream = createReadStream('', { fd: handle, autoClose: false, highWaterMark: 256 * 1024 });
      for await (const found of readMailFile(stream, each.kind, limits)) yield { file, found };
    } finally {
      await handle.close();
    }
  }
}
