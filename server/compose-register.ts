import { readFile } from 'node:fs/promises';
import type { Clock } from './base/clock.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { StorageSettings } from './compose-storage.ts';
import { mustHaveFoundations } from './compose-ways-out.ts';
import { dayOf } from './safeguards/access/calendar-day.ts';
import type { Declarations } from './safeguards/declaration/create-declarations.ts';
import { parseDeclaration } from './safeguards/declaration/parse-declaration.ts';

/**
 * The declaration that the house begins with: the one in force, or at the very first start the file of the settings, which is
 * published. @throws Refusal where it does not have the database, or the key service, that the service is to run on
 */
export async function beginRegister(deps: {
  settings: StorageSettings;
  declarations: Declarations;
  publish(source: string, publisher: null): Promise<number>;
  clock: Clock;
  log: Logger;
}): Promise<void> {
  const { settings, declarations, clock } = deps;
  const register = (await declarations.refresh()) ? undefined : await readRegister(settings.registerFile);
  // Commands work all the same: they mend the declaration.
  if (settings.attach !== true) {
    const declaration =
      register === undefined ? declarations.current().declaration : parseDeclaration(register);
    mustHaveFoundations(settings, declaration, dayOf(clock.now(), declaration.register.timeZone));
  }
  if (register === undefined) return;
  await deps.publish(register, null);
  deps.log.info({ version: 1 }, 'register published for the first time');
}

async function readRegister(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Refusal('declaration-missing', { setting: 'HALTIJA_REGISTER', reason: 'cannot-read' });
  }
}
