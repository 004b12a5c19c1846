import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Command } from 'commander';
import { beginImport } from '../operations/import/begin-import.ts';
import { readMailsOf } from '../operations/import/find-mail-files.ts';
import {
  importClasses,
  type ImportClass,
  type ImportCounts,
  type ImportLine,
} from '../operations/import/import-classes.ts';
import { readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';
import { useHouse } from './use-storage.ts';

const meanings: Readonly<Record<ImportClass, string>> = {
  imported: 'imported',
  'already-there': 'already there',
  'too-old': 'older than the declared period: would be erased at once',
  'from-future': 'dated in the future',
  'not-allowed': 'not allowed by the declaration',
  unreadable: 'unreadable: kept in the tray',
  'too-large': 'too large',
  'not-mail': 'not mail',
};

/** While a person looks on, how far it is is said this often. */
const sayEvery = 2_000;

interface Options {
  readonly mailbox: string;
  readonly dryRun?: true;
  readonly report?: string;
  readonly json?: true;
}

export function addImportMail(group: Command): void {
  group
    .command('mail')
    .description('bring in old mail: an mbox file, a Maildir, or a folder of .eml and mbox files')
    .argument('<PATH>', 'file or folder; links in it are not followed')
    .requiredOption('--mailbox <KEY>', 'the declared mailbox the mail belonged to')
    .option('--dry-run', 'find out what would become of each message, and write nothing')
    .option('--report <FILE>', 'list what is not imported by file, number, byte and code, as CSV')
    .option('--json', 'print the counts as JSON')
    .action(async (path: string, options: Options) => {
      const settings = readServiceSettings();
      const stopping = new AbortController();
      let latest: ImportCounts | undefined;
      const stop = () => {
        if (stopping.signal.aborted) process.exit(130);
        say('haltija: ending after the messages in hand; the same command goes on from there');
        stopping.abort();
      };
      process.on('SIGINT', stop).on('SIGTERM', stop);
      await useHouse(settings, async (house) => {
        const report = options.report === undefined ? undefined : await openReport(options.report);
        const timer = process.stderr.isTTY
          ? setInterval(
              () => latest && say(`haltija: ${total(latest)} looked at, ${latest.imported} imported`),
              sayEvery,
            )
          : undefined;
        try {
          const run = await beginImport(
            { contacts: house.contacts, mail: house.mail.importing, log: house.log },
            undefined,
            {
              mailbox: options.mailbox,
              dryRun: options.dryRun === true,
              signal: stopping.signal,
              onCount: (counts) => (latest = counts),
              onLine: (line) => void report?.write(csvLine(line)),
            },
          );
          const mails = readMailsOf(path, { sizeLimit: settings.mailSizeLimit });
          const counts = await run.bring(report ? pacedBy(report, mails) : mails);
          print(
            options.json
              ? JSON.stringify({ ...counts, ...(options.dryRun && { dryRun: true }) })
              : describe(counts, options),
          );
        } finally {
          clearInterval(timer);
          if (report) await new Promise((resolve) => report.end(resolve));
        }
      });
      if (stopping.signal.aborted) process.exitCode = 130;
    });
}

async function openReport(file: string): Promise<WriteStream> {
  const stream = createWriteStream(file, { mode: 0o600 });
  await once(stream, 'open');
  stream.write('file,number,offset,class,code\n');
  return stream;
}

/** Waits for the report where the disk is slower than the reading, so that it does not pile up. */
async function* pacedBy<T>(report: WriteStream, source: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const each of source) {
    if (report.writableNeedDrain) await once(report, 'drain');
    yield each;
  }
}

const csvLine = ({ file, number, offset, class: end, code }: ImportLine) =>
  `${file},${number},${offset},${end},${code ?? ''}\n`;

const total = (counts: ImportCounts) => importClasses.reduce((sum, each) => sum + counts[each], 0);

function describe(counts: ImportCounts, { dryRun }: Options): string {
  const lines = importClasses
    .filter((each) => counts[each] > 0 || each === 'imported')
    .map((each) => `  ${String(counts[each]).padStart(8)}  ${meanings[each]}`);
  return [dryRun ? 'A dry run; nothing was written. It would be:' : 'Old mail brought in:', ...lines].join(
    '\n',
  );
}
