import type { Language } from '../safeguards/declaration/declaration.ts';
import { DeclarationInvalid, formatProblems } from '../safeguards/declaration/declaration-invalid.ts';
import { say } from './print.ts';
import { registerWords } from './register-words.ts';

/** Reads a declaration; one that cannot be used is told of on stderr in the language that was asked for, and ends the command. */
export async function tellProblemsIn<Result>(
  language: Language,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    // English is told where every failure is
    if (language === 'en' || !(error instanceof DeclarationInvalid)) throw error;
    for (const line of formatProblems(error.problems, language).split('\n')) say(line);
    say(registerWords[language].cannotBePublished(error.problems.length));
    process.exit(1);
  }
}
