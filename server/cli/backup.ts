import type { Command } from 'commander';
import { Refusal } from '../base/errors.ts';
import type { House } from '../compose.ts';
import type { Progress } from '../operations/backup/runs.ts';
import { timeOfBackup } from '../operations/backup/format.ts';
import { readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';
import { useHouse } from './use-storage.ts';

export function addBackup(program: Command): void {
  const backup = program
    .command('backup')
    .helpCommand(false)
    .description('make a backup now; the service makes one a day by itself, where a place is set')
    .action(make);
  backup
    .command('list')
    .description('what stands at the place of the backups')
    .option('--json', 'answer as JSON')
    .action(list);
  backup
    .command('remove-old')
    .description('remove backups older than HALTIJA_BACKUP_KEEP_DAYS, and what only they needed')
    .action(removeOld);
}

async function useBackups<T>(work: (backups: House['backups']) => Promise<T>): Promise<T> {
  const settings = readServiceSettings();
  if (settings.backup === undefined)
    throw new Refusal('settings-invalid', { setting: 'HALTIJA_BACKUP_DIR', reason: 'no-backup-place' });
  return useHouse(settings, ({ backups }) => work(backups));
}

async function make(): Promise<void> {
  await useBackups(async (backups) => {
    const line = progressLine();
    const made = await backups.make(line.tell).finally(line.end);
    const { progress } = made;
    print(`Backup ${made.id} is whole.`);
    print(
      `${count(progress.tables)} tables, ${count(progress.rows)} rows; ${count(progress.blobs)} blobs; ${size(progress.bytes)} written.`,
    );
    print(`Late set ${made.late} is the newest.`);
    if (made.removed.backups + made.removed.blobs > 0)
      print(
        `Removed, too old: ${count(made.removed.backups)} backups, ${count(made.removed.blobs)} blobs that only those needed.`,
      );
  });
}

async function list({ json }: { json?: true }): Promise<void> {
  await useBackups(async (backups) => {
    const found = await backups.list();
    if (json) return print(JSON.stringify(found, undefined, 2));
    if (found.length === 0) return print('There is no backup yet.');
    for (const { id, finished, files, bytes } of found)
      print(
        `${timeOfBackup(id).toISOString().slice(0, 16).replace('T', ' ')} UTC  ${id}  ${
          finished ? `${count(files)} files, ${size(bytes)}` : 'UNFINISHED: cut short, or being written'
        }`,
      );
    const late = await backups.newestLate();
    if (late) say(`The newest late set is ${late.name}, of ${late.startedAt.toISOString()}.`);
  });
}

async function removeOld(): Promise<void> {
  await useBackups(async (backups) => {
    const { backups: gone, blobs } = await backups.removeOld();
    print(
      gone + blobs === 0
        ? 'Nothing was too old.'
        : `Removed: ${count(gone)} backups, ${count(blobs)} blobs that only those needed.`,
    );
  });
}

/** One line that is written over; a terminal alone is told. */
function progressLine(): { tell: (progress: Progress) => void; end: () => void } {
  const { stderr } = process;
  let told = false;
  return {
    tell({ tables, tablesDone, blobs, blobsDone, bytes }) {
      if (stderr.isTTY !== true) return;
      told = true;
      stderr.write(
        `\r\u001B[KTables ${tablesDone}/${tables}, blobs ${count(blobsDone)}/${count(blobs)}, ${size(bytes)}`,
      );
    },
    end() {
      if (told) stderr.write('\r\u001B[K');
    },
  };
}

const count = (number: number): string => number.toLocaleString('en');

function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
}
