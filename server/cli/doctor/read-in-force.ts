import { readFile } from 'node:fs/promises';
import { systemClock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { createDeclarations } from '../../safeguards/declaration/create-declarations.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../../safeguards/declaration/parse-declaration.ts';
import { withDatabase } from './with-database.ts';

/** The declaration in force; where none can be asked for, what the file says; undefined where that cannot be read either. */
export async function readInForce(settings: Settings): Promise<PublishedDeclaration | undefined> {
  try {
    const published = await withDatabase(settings, async (db) => {
      const declarations = createDeclarations({ db, clock: systemClock });
      return (await declarations.refresh()) ? declarations.current() : undefined;
    }).catch(() => undefined);
    if (published !== undefined) return published;
    const declaration = parseDeclaration(await readFile(settings.registerFile, 'utf8'));
    return { version: 1, publishedAt: systemClock.now(), declaration };
  } catch {
    return undefined;
  }
}
