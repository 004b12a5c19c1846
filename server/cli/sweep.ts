import type { Command } from 'commander';
import { readServiceSettings } from './command-settings.ts';
import { print } from './print.ts';
import { useHouse } from './use-storage.ts';

export function addSweep(program: Command): void {
  program
    .command('sweep')
    .description('erase now what is due; the service does it by itself every hour')
    .action(async () => {
      await useHouse(readServiceSettings(), async (house) => {
        const { units } = await house.sweep();
        let staff = 0;
        for (let erased = -1; erased !== 0; staff += erased) erased = await house.staff.closing.eraseDue(200);
        for (let erased = -1; erased !== 0; staff += erased)
          erased = await house.staff.inspections.removeDue(200);
        await house.staff.sessions.removeExpired();
        await house.staff.attempts.removeOld();
        const counts = Object.entries({ ...units, ...(staff > 0 && { staff }) });
        if (counts.length === 0) return print('Nothing was due.');
        print(
          [
            'Erased, because the period had ended:',
            ...counts.map(([kind, count]) => `  ${kind}: ${count}`),
          ].join('\n'),
        );
      });
    });
}
