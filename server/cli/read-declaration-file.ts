import { readFile } from 'node:fs/promises';
import type { Declaration } from '../safeguards/declaration/declaration.ts';
import { type DeclarationWarning, findWarnings } from '../safeguards/declaration/find-warnings.ts';
import { parseDeclaration } from '../safeguards/declaration/parse-declaration.ts';

/** @throws DeclarationInvalid; the file system's own error, which names the file */
export async function readDeclarationFile(
  file: string,
): Promise<{ source: string; declaration: Declaration }> {
  const source = await readFile(file, 'utf8');
  return { source, declaration: parseDeclaration(source) };
}

export function describeWarnings(declaration: Declaration): string[] {
  return findWarnings(declaration).map(describeWarning);
}

function describeWarning(warning: DeclarationWarning): string {
  switch (warning.kind) {
    case 'act-without-task':
      return `no task holds the act ${warning.act}, so nobody can do it; add it to the acts of a task if it is wanted`;
    case 'contact-address-without-mailbox':
      return `mail to the notice's own address ${warning.address} reaches no mailbox; add it to mailboxes`;
    case 'queue-without-task':
      return `no task works in the queue ${warning.queue}; add it to the queues of a task`;
  }
}
