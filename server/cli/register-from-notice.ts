import { readFile, stat, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { Refusal } from '../base/errors.ts';
import { type Language, languages } from '../safeguards/declaration/declaration.ts';
import { createNoticeReader, largestNotice } from '../safeguards/declaration/reverse/create-notice-reader.ts';
import type { NoticeReading, NoticeSentence } from '../safeguards/declaration/reverse/read-notice.ts';
import { reverseRules } from '../safeguards/declaration/reverse/reverse-rules.ts';
import { print, say } from './print.ts';

const kinds: readonly (readonly [NoticeSentence['kind'], string])[] = [
  ['contradicted', 'contradicted: below the law, or never done here'],
  ['not-understood', 'not understood'],
  ['enforced', 'enforced by the software'],
  ['attested', 'attested: somebody vouches for it'],
  ['not-yet', 'not yet: declared, and kept by people until it is built'],
  ['told', 'told: nothing to keep or break'],
];

interface Options {
  readonly language?: Language;
  readonly words: Language;
  readonly draft?: string;
  readonly json?: true;
}

export function addRegisterFromNotice(register: Command): void {
  register
    .command('from-notice')
    .description('read a present privacy notice: what a declaration would enforce, and a draft to start from')
    .argument('<file>', 'the notice, as text or PDF')
    .addOption(
      new Option('--language <language>', 'language of the notice; found out when left out').choices(
        languages,
      ),
    )
    .addOption(new Option('--words <language>', 'language of the answer').choices(languages).default('en'))
    .option('--draft <file>', 'write a draft declaration to a new file')
    .option('--json', 'print everything as JSON')
    .action(async (file: string, options: Options) => {
      if ((await stat(file)).size > largestNotice)
        throw new Refusal('body-too-large', { most: largestNotice });
      const reading = await createNoticeReader().read(await readFile(file), options.language);
      if (options.draft !== undefined) await writeDraft(options.draft, reading.draft.yaml);
      print(options.json ? JSON.stringify(reading) : describe(reading, options.words));
      if (options.draft !== undefined)
        say(`haltija: ${options.draft} has ${reading.draft.toDecide} places to decide, in <angle brackets>`);
    });
}

async function writeDraft(file: string, yaml: string): Promise<void> {
  try {
    await writeFile(file, yaml, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Refusal('invalid-input', {
      field: '--draft',
      write: 'the name of a file that is not there yet',
    });
  }
}

function describe({ sentences, totals, silent, language }: NoticeReading, words: Language): string {
  const lines = [
    `The notice is in ${language}. Its sentences:`,
    ...kinds.map(([kind, meaning]) => `${String(totals[kind]).padStart(5)}  ${meaning}`),
    '',
  ];
  sentences.forEach((sentence, index) => {
    if (sentence.kind === 'heading') {
      lines.push('', `     ${sentence.text}`);
      return;
    }
    lines.push(`${String(index + 1).padStart(4)} ${sentence.text}`);
    if (sentence.rules.length === 0) lines.push('       ? not understood');
    for (const key of sentence.rules) {
      const { kind, promise, name, how } = reverseRules[key];
      lines.push(`       ${kind}${promise === null ? '' : ` ${promise}`}: ${name[words]}. ${how[words]}`);
    }
  });
  lines.push('', silent.length === 0 ? 'Silent on nothing that the law asks.' : 'Silent on:');
  for (const { article, name } of silent) lines.push(`  GDPR Art. ${article}: ${name[words]}`);
  return lines.join('\n');
}
