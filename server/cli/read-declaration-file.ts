import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { systemClock } from '../base/clock.ts';
import { type Declaration, type Language, languages } from '../safeguards/declaration/declaration.ts';
import { findWarnings } from '../safeguards/declaration/checking/find-warnings.ts';
import { parseDeclaration } from '../safeguards/declaration/parse-declaration.ts';
import { formatWarning } from '../safeguards/declaration/checking/warning-words.ts';

/** @throws DeclarationInvalid; the file system's own error, which names the file */
export async function readDeclarationFile(
  file: string,
): Promise<{ source: string; declaration: Declaration }> {
  const source = await readFile(file, 'utf8');
  return { source, declaration: parseDeclaration(source) };
}

/** What is worth a look on this day, a line each. */
export function describeWarnings(declaration: Declaration, language: Language): string[] {
  return findWarnings(declaration, systemClock.now()).map((warning) => formatWarning(warning, language));
}

/** In which language what is wrong, worth a look or changed is told. */
export function languageOption(): Option {
  return new Option('--language <language>', 'language of what is told about the declaration')
    .choices(languages)
    .default('en');
}
