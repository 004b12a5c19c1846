import { once } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { systemClock } from '../base/clock.ts';
import { logSigner } from '../compose-log.ts';
import { exportFormats, type ExportFormat } from '../safeguards/access-log/format-entries.ts';
import { createLogReader } from '../safeguards/access-log/read-entries.ts';
import { exportTree } from '../safeguards/access-log/tree/export-tree.ts';
import { readSettingsForReading } from './command-settings.ts';
import { recordExport } from './record-export.ts';
import { useStorage } from './use-storage.ts';

interface Options {
  from?: Temporal.PlainDate;
  to?: Temporal.PlainDate;
  format: ExportFormat | 'tree';
}

export function addLogExport(log: Command): void {
  log
    .command('export')
    .description('print the access log, oldest line first; the export is itself a line of it')
    .option('--from <day>', "first day, such as 2026-11-01, in the register's time zone", readDay)
    .option('--to <day>', 'last day', readDay)
    .addOption(
      new Option(
        '--format <format>',
        'a JSON object or a CSV row a line; tree: all of it, for verifier/verify-log.mjs',
      )
        .choices([...exportFormats, 'tree'])
        .default('ndjson'),
    )
    .action(async (options: Options) => {
      if (options.format === 'tree' && (options.from || options.to))
        log.error("error: the tree is exported whole: leave out '--from' and '--to'");
      const settings = readSettingsForReading();
      await useStorage(settings, async (storage) => {
        const { db, keeper } = storage;
        const { register } = await recordExport(storage, settings, {
          format: options.format,
          ...logDay('from', options.from),
          ...logDay('to', options.to),
        });
        if (options.format === 'tree') {
          await printParts(exportTree({ db, clock: systemClock, signer: logSigner(keeper) }));
          return;
        }
        const filter = {
          ...(options.from && { from: startOf(options.from, register.timeZone) }),
          ...(options.to && { to: startOf(options.to.add({ days: 1 }), register.timeZone) }),
        };
        await printParts(createLogReader({ db }).export(filter, options.format));
      });
    });
}

async function printParts(parts: AsyncIterable<string>): Promise<void> {
  for await (const text of parts) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function readDay(text: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    // The same answer as for another shape.
  }
  throw new InvalidArgumentError('Write a day such as 2026-11-30.');
}

function startOf(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The log takes days of this product's time only. */
function logDay(key: 'from' | 'to', day: Temporal.PlainDate | undefined): { from?: string; to?: string } {
  return day !== undefined && day.year >= 2020 && day.year < 2100 ? { [key]: day.toString() } : {};
}
