import type { Command } from 'commander';
import { Refusal } from '../base/errors.ts';
import { dayOf } from '../safeguards/access/calendar-day.ts';
import { formatChanges } from '../safeguards/declaration/comparing/change-words.ts';
import { compareDeclarations } from '../safeguards/declaration/comparing/compare-declarations.ts';
import type { Language } from '../safeguards/declaration/declaration.ts';
import { findRefused } from '../safeguards/processors/configured.ts';
import { readServiceSettings } from './command-settings.ts';
import { print } from './print.ts';
import { describeWarnings, languageOption, readDeclarationFile } from './read-declaration-file.ts';
import { registerWords } from './register-words.ts';
import { tellProblemsIn } from './tell-problems-in.ts';
import { useHouse } from './use-storage.ts';

export function addRegisterPublish(register: Command): void {
  register
    .command('publish')
    .description('put a declaration in force: notice and rules change at once')
    .argument('<file>', 'the declaration')
    .addOption(languageOption())
    .action(async (file: string, { language }: { language: Language }) => {
      const settings = readServiceSettings();
      const words = registerWords[language];
      const { source, declaration } = await tellProblemsIn(language, () => readDeclarationFile(file));
      await useHouse(settings, async (house) => {
        const before = house.declarations.current();
        try {
          const version = await house.publish(source, null);
          const changes = compareDeclarations(before.declaration, declaration);
          for (const line of formatChanges(changes, before.declaration, declaration, language)) {
            print(`  ${line}`);
          }
          for (const warning of describeWarnings(declaration, language)) {
            print(`  ${words.worthALook}: ${warning}`);
          }
          const today = dayOf(house.clock.now(), declaration.register.timeZone);
          for (const { way, host } of findRefused(declaration, today, await house.connections.configured())) {
            print(`  ${words.worthALook}: ${words.refused(way, host)}`);
          }
          print(words.inForce(version));
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'already-done') throw error;
          print(words.inForceAlready(before.version));
        }
      });
    });
}
