import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { createTerminalLog, readSettingsForReading } from '../command-settings.ts';
import { print, say } from '../print.ts';

const steps: Readonly<Record<string, string>> = {
  copy: 'Copying the register: the drill touches nothing of it',
  backup: 'Backing up the copy, and reading all that is in it',
  fire: 'The fire: its data are destroyed',
  restore: 'Restoring',
  compare: 'Comparing every row, value and blob',
};

export function addDrillFire(drill: Command): void {
  drill
    .command('fire')
    .description('back up a copy of the register, destroy its data, restore it, and compare everything')
    .option('--keep', 'leave the copy, its backup and its key where they are')
    .action(async ({ keep }: { keep?: true }) => {
      const settings = readSettingsForReading();
      const { drillFire } = await import('../../compose-drill-fire.ts');
      const { compared, report, kept } = await drillFire(settings, {
        keep: keep === true,
        log: createTerminalLog(settings),
        clock: systemClock,
        tell: (step) => say(`${steps[step] ?? step} …`),
      });
      const width = Math.max(...compared.map(({ what }) => what.length));
      for (const { what, before, after, same } of compared)
        if (!same || (before ?? 0) > 0)
          print(
            `${same ? 'same     ' : 'DIFFERENT'}  ${what.padEnd(width)}  ${String(before ?? '-').padStart(9)}  ${String(after ?? '-').padStart(9)}`,
          );
      const different = compared.filter(({ same }) => !same);
      print(
        different.length === 0
          ? `All is as it was, restored in ${report.statement.seconds} s.`
          : `${different.length} of ${compared.length} are not as they were.`,
      );
      if (kept !== undefined) say(`Kept: ${kept}`);
      if (different.length > 0) process.exitCode = 1;
    });
}
