import type { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import { formatChanges } from '../safeguards/declaration/comparing/change-words.ts';
import { compareDeclarations } from '../safeguards/declaration/comparing/compare-declarations.ts';
import { createDeclarations } from '../safeguards/declaration/create-declarations.ts';
import type { Language } from '../safeguards/declaration/declaration.ts';
import { readServiceSettings } from './command-settings.ts';
import { print } from './print.ts';
import { languageOption, readDeclarationFile } from './read-declaration-file.ts';
import { registerWords } from './register-words.ts';
import { tellProblemsIn } from './tell-problems-in.ts';
import { useStorage } from './use-storage.ts';

export function addRegisterDiff(register: Command): void {
  register
    .command('diff')
    .description('say what publishing a declaration would change')
    .argument('<file>', 'the declaration')
    .addOption(languageOption())
    .action(async (file: string, { language }: { language: Language }) => {
      const settings = readServiceSettings();
      const words = registerWords[language];
      const { declaration } = await tellProblemsIn(language, () => readDeclarationFile(file));
      await useStorage(settings, async ({ db }) => {
        const declarations = createDeclarations({ db, clock: systemClock });
        await declarations.refresh();
        const current = declarations.current();
        const changes = compareDeclarations(current.declaration, declaration);
        if (changes.length === 0) {
          print(words.same(file, current.version));
          return;
        }
        print(words.against(file, current.version));
        for (const line of formatChanges(changes, current.declaration, declaration, language)) {
          print(`  ${line}`);
        }
      });
    });
}
