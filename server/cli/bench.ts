import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { projectFolder } from './project-folder.ts';
import { say } from './print.ts';

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure against the baselines')
    .argument('[what...]', 'names of measurements; all when left out')
    .option('--quick', 'smaller amounts: a glance, not a result')
    .option('--contacts <sizes>', 'sizes of the register, such as 10000,100000,1000000')
    .option('--keep-in <folder>', 'keep the filled register there, to measure again')
    .action(async (what: string[], options: { quick?: true; contacts?: string; keepIn?: string }) => {
      const file = join(projectFolder, 'bench', 'run-bench.ts');
      if (!existsSync(file)) {
        say('haltija: bench/run-bench.ts is not here. Measure in a complete clone.');
        process.exitCode = 1;
        return;
      }
      // By its path: bench stands outside the server, and the server must not lean on it.
      const { runBench } = (await import(pathToFileURL(file).href)) as {
        runBench(args: readonly string[]): Promise<number | void>;
      };
      const { quick, contacts, keepIn } = options;
      const flags = [
        ...(quick ? ['--quick'] : []),
        ...(contacts === undefined ? [] : ['--contacts', contacts]),
        ...(keepIn === undefined ? [] : ['--keep-in', keepIn]),
      ];
      process.exitCode = (await runBench([...what, ...flags])) ?? 0;
    });
}
