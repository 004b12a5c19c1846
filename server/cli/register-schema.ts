import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { formatDeclarationJsonSchema } from '../safeguards/declaration/declaration-json-schema.ts';
import { projectFolder } from './project-folder.ts';
import { print } from './print.ts';

const ownSchema = join(projectFolder, 'register', 'declaration.schema.json');

export function addRegisterSchema(register: Command): void {
  register
    .command('schema')
    .description('write the JSON Schema by which an editor completes and explains a declaration')
    .argument('[file]', 'where to; beside the declarations that come with Haltija when left out', ownSchema)
    .action(async (file: string) => {
      await writeFile(file, formatDeclarationJsonSchema());
      print(`${file} is written. An editor finds it by the first line of a declaration beside it:`);
      print(`  # yaml-language-server: $schema=./${basename(file)}`);
    });
}
