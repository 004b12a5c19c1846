import { type Command, Option } from 'commander';
import { printableToMarkdown } from '../base/printable-to-markdown.ts';
import { writeCsv } from '../register/figures/write-csv.ts';
import { type Language, languages } from '../safeguards/declaration/declaration.ts';
import { makeRecord } from '../safeguards/declaration/record/make-record.ts';
import { tabulateRecord } from '../safeguards/declaration/record/tabulate-record.ts';
import { writeRecord } from '../safeguards/declaration/record/write-record.ts';
import { readSettingsForReading } from './command-settings.ts';
import { print } from './print.ts';
import { readPublished, readVersion } from './read-published.ts';
import { writePdf } from './write-pdf.ts';

interface Options {
  lang: Language;
  version?: number;
  format: 'md' | 'csv' | 'json' | 'pdf';
}

export function addRecord(program: Command): void {
  program
    .command('record')
    .description('print the record of processing activities (GDPR Art. 30)')
    .addOption(
      new Option('--lang <language>', 'language of the record').choices(languages).makeOptionMandatory(),
    )
    .option('--version <number>', 'an older version; the newest when left out', readVersion)
    .addOption(
      new Option('--format <format>', 'Markdown, a CSV row for each fact, JSON, or tagged PDF')
        .choices(['md', 'csv', 'json', 'pdf'])
        .default('md'),
    )
    .action(async ({ lang, version, format }: Options, command: Command) => {
      const published = await readPublished(readSettingsForReading(), version);
      const record = makeRecord(published, lang);
      const written = writeRecord(record, published);
      if (format === 'pdf') await writePdf(written, command);
      else if (format === 'json') print(JSON.stringify(record, null, 2));
      else if (format === 'csv') process.stdout.write(writeCsv(tabulateRecord(written), { bom: false }));
      else process.stdout.write(printableToMarkdown(written));
    });
}
