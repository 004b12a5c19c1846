import type { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import { readServiceSettings } from './command-settings.ts';
import { compareDeclarations } from './compare-declarations.ts';
import { print } from './print.ts';
import { readDeclarationFile } from './read-declaration-file.ts';
import { useStorage } from './use-storage.ts';

export function addRegisterDiff(register: Command): void {
  register
    .command('diff')
    .description('say what publishing a declaration would change')
    .argument('<file>', 'the declaration')
    .action(async (file: string) => {
      const settings = readServiceSettings();
      const { declaration } = await readDeclarationFile(file);
      await useStorage(settings, async ({ db }) => {
        const declarations = createDeclarations({ db, clock: systemClock });
        await declarations.refresh();
        const current = declarations.current();
        const lines = compareDeclarations(current.declaration, declaration);
        if (lines.length === 0) print(`${file} says what version ${current.version} says.`);
        else
          print(
            [
              `${file} against version ${current.version}, in force:`,
              ...lines.map((line) => `  ${line}`),
            ].join('\n'),
          );
      });
    });
}
