import type { Command } from 'commander';
import { DeclarationInvalid, formatProblems } from '../safeguards/declaration/declaration-invalid.ts';
import { print } from './print.ts';
import { describeWarnings, readDeclarationFile } from './read-declaration-file.ts';

export function addRegisterCheck(register: Command): void {
  register
    .command('check')
    .description('say what is wrong in a declaration: line, column, what to write instead')
    .argument('<file>', 'the declaration, such as register/kivra-customer-service.yaml')
    .action(async (file: string) => {
      try {
        const { declaration } = await readDeclarationFile(file);
        for (const warning of describeWarnings(declaration)) print(`${file}: worth a look: ${warning}`);
        print(`${file}: can be published.`);
      } catch (error) {
        if (!(error instanceof DeclarationInvalid)) throw error;
        for (const line of formatProblems(error.problems).split('\n')) print(`${file}:${line}`);
        print(
          `${error.problems.length === 1 ? 'One problem' : `${error.problems.length} problems`}; it cannot be published.`,
        );
        process.exitCode = 1;
      }
    });
}
