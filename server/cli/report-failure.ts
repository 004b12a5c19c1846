import { Refusal } from '../base/errors.ts';
import { describeError } from '../base/logger.ts';
import { SettingsInvalid } from '../base/settings.ts';
import { DeclarationInvalid, formatProblems } from '../safeguards/declaration/declaration-invalid.ts';
import { DatabaseError } from '../storage/database.ts';
import { explainRefusal } from './explain-refusal.ts';
import { say } from './print.ts';

/**
 * Tells on stderr what is wrong and what to do. Never a stack and never a library's message, which may
 * quote what it choked on. @returns the exit code
 */
export function reportFailure(error: unknown): 1 | 2 {
  for (const line of explainFailure(error)) say(`haltija: ${line}`);
  if (process.env['HALTIJA_LOG_LEVEL'] === 'debug')
    for (const frame of describeError(error).frames) say(`  ${frame}`);
  return error instanceof SettingsInvalid ? 2 : 1;
}

/** One sentence or more a line. */
export function explainFailure(error: unknown): string[] {
  if (error instanceof SettingsInvalid)
    return error.problems.map(({ setting, problem, write }) => `${setting} ${problem}. ${write}.`);
  if (error instanceof DeclarationInvalid) {
    return [
      'the declaration cannot be used; line:column, what is wrong, what to write:',
      ...formatProblems(error.problems).split('\n'),
    ];
  }
  if (error instanceof Refusal) return [explainRefusal(error)];
  if (error instanceof DatabaseError) return [explainDatabaseError(error.code)];
  return [explainOther(error)];
}

function explainDatabaseError(code: string): string {
  if (code === '28P01' || code === '28000') {
    return 'The database does not know the password. With HALTIJA_DATABASE_URL, check the password in it; and HALTIJA_KEEPER_DIR must be the folder this database was set up with.';
  }
  if (code === '3D000')
    return 'There is no database of that name on the server. Make it (createdb), or mend the name in HALTIJA_DATABASE_URL.';
  if (code === '42P01' || code === '3F000')
    return 'The database is not set up. Start the service once (haltija start).';
  if (code === '42501')
    return 'The database role may not do this. The role in HALTIJA_DATABASE_URL must own the database and may make roles (CREATEROLE).';
  return `The database refused with ${code} (PostgreSQL's error codes tell what it is). haltija doctor looks for the cause.`;
}

function explainOther(error: unknown): string {
  const { code } = describeError(error);
  const path = (error as { path?: unknown } | null)?.path;
  const file = typeof path === 'string' ? path : undefined;
  if (file !== undefined) {
    if (code === 'ENOENT') return `${file} is not there. Check the path.`;
    if (code === 'EISDIR') return `${file} is a folder. Name a file in it.`;
    if (code === 'EACCES' || code === 'EPERM')
      return `This user may not use ${file}. Run as the user the service runs as, or change its owner.`;
    if (code === 'EROFS') return `${file} lies on a disk that cannot be written. Choose another folder.`;
    if (code === 'ENOTDIR' || code === 'EEXIST')
      return `${file} is a file where a folder is needed. Choose another path.`;
  }
  if (code === 'ENOSPC') return 'The disk is full. Make room, then do the same again: nothing was lost.';
  return `Stopped on a fault of Haltija itself (${code}). HALTIJA_LOG_LEVEL=debug shows where; please report it.`;
}
