import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import type { PublishedDeclaration } from '../../server/safeguards/declaration/declaration.ts';
import { changeRegister } from './change-register.ts';

/** The example as if it were in force. */
export function readExample(): PublishedDeclaration {
  const declaration = parseDeclaration(changeRegister(() => undefined));
  return { version: 1, publishedAt: new Date('2026-01-01'), declaration };
}
