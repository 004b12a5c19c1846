import type { Command } from 'commander';
import type { Language } from '../safeguards/declaration/declaration.ts';
import { DeclarationInvalid, formatProblems } from '../safeguards/declaration/declaration-invalid.ts';
import { print } from './print.ts';
import { describeWarnings, languageOption, readDeclarationFile } from './read-declaration-file.ts';
import { registerWords } from './register-words.ts';

export function addRegisterCheck(register: Command): void {
  register
    .command('check')
    .description('say what is wrong in a declaration: line, column, what to write instead')
    .argument('<file>', 'the declaration, such as register/kivra-customer-service.yaml')
    .addOption(languageOption())
    .action(async (file: string, { language }: { language: Language }) => {
      const words = registerWords[language];
      try {
        const { declaration } = await readDeclarationFile(file);
        for (const warning of describeWarnings(declaration, language)) {
          print(`${file}: ${words.worthALook}: ${warning}`);
        }
        print(`${file}: ${words.canBePublished}`);
      } catch (error) {
        if (!(error instanceof DeclarationInvalid)) throw error;
        for (const line of formatProblems(error.problems, language).split('\n')) print(`${file}:${line}`);
        print(words.cannotBePublished(error.problems.length));
        process.exitCode = 1;
      }
    });
}
