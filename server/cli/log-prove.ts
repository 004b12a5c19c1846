import type { Command } from 'commander';
import type { Id } from '../base/new-id.ts';
import { proveEntry } from '../safeguards/access-log/tree/prove-entry.ts';
import { readSettingsForReading } from './command-settings.ts';
import { readLineId } from './read-line-id.ts';
import { recordExport } from './record-export.ts';
import { useStorage } from './use-storage.ts';

export function addLogProve(log: Command): void {
  log
    .command('prove')
    .description('print a line with the proof that it is in the log: a .tlog-proof that anybody can check')
    .argument('<id>', 'the line', readLineId)
    .action(async (id: Id<'log-entry'>) => {
      const settings = readSettingsForReading();
      await useStorage(settings, async (storage) => {
        const proof = await proveEntry(storage.db, id);
        await recordExport(storage, settings, { format: 'proof', entry: id });
        process.stdout.write(proof);
      });
    });
}
