import type { Command } from 'commander';
import { Refusal } from '../base/errors.ts';
import { readServiceSettings } from './command-settings.ts';
import { compareDeclarations } from './compare-declarations.ts';
import { print } from './print.ts';
import { describeWarnings, readDeclarationFile } from './read-declaration-file.ts';
import { useHouse } from './use-storage.ts';

export function addRegisterPublish(register: Command): void {
  register
    .command('publish')
    .description('put a declaration in force: notice and rules change at once')
    .argument('<file>', 'the declaration')
    .action(async (file: string) => {
      const settings = readServiceSettings();
      const { source, declaration } = await readDeclarationFile(file);
      await useHouse(settings, async (house) => {
        const before = house.declarations.current();
        try {
          const version = await house.publish(source, null);
          for (const line of compareDeclarations(before.declaration, declaration)) print(`  ${line}`);
          for (const warning of describeWarnings(declaration)) print(`  worth a look: ${warning}`);
          print(`Version ${version} is in force.`);
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'already-done') throw error;
          print(`Version ${before.version}, in force, is this very file. Nothing changed.`);
        }
      });
    });
}
