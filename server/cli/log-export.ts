import { once } from 'node:events';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { systemClock } from '../base/clock.ts';
import { createAccessLog } from '../safeguards/access-log/append-entries.ts';
import { exportFormats, type ExportFormat } from '../safeguards/access-log/format-entries.ts';
import { createLogReader } from '../safeguards/access-log/read-entries.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import { createTerminalLog, readSettingsForReading } from './command-settings.ts';
import { useStorage } from './use-storage.ts';

interface Options {
  from?: Temporal.PlainDate;
  to?: Temporal.PlainDate;
  format: ExportFormat;
}

export function addLogExport(log: Command): void {
  log
    .command('export')
    .description('print the access log, oldest line first; the export is itself a line of it')
    .option('--from <day>', "first day, such as 2026-11-01, in the register's time zone", readDay)
    .option('--to <day>', 'last day', readDay)
    .addOption(
      new Option('--format <format>', 'a JSON object or a CSV row a line')
        .choices(exportFormats)
        .default('ndjson'),
    )
    .action(async (options: Options) => {
      const settings = readSettingsForReading();
      await useStorage(settings, async ({ db, logDb }) => {
        const declarations = createDeclarations({ db, clock: systemClock });
        await declarations.refresh();
        const { version, declaration } = declarations.current();
        const accessLog = createAccessLog({ logDb, clock: systemClock, log: createTerminalLog(settings) });
        // Durable before the first line leaves.
        await accessLog.record({
          action: 'export',
          actorKind: 'system',
          actor: 'export',
          act: 'export',
          task: 'export',
          purposes: [],
          categories: [],
          units: [],
          subjects: [],
          reason: null,
          refusal: null,
          declarationVersion: version,
          details: { format: options.format, ...logDay('from', options.from), ...logDay('to', options.to) },
        });
        await accessLog.close();
        const { timeZone } = declaration.register;
        const filter = {
          ...(options.from && { from: startOf(options.from, timeZone) }),
          ...(options.to && { to: startOf(options.to.add({ days: 1 }), timeZone) }),
        };
        for await (const text of createLogReader({ db }).export(filter, options.format)) {
          if (!process.stdout.write(text)) await once(process.stdout, 'drain');
        }
      });
    });
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
