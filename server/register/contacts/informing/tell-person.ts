import type { Id } from '../../../base/new-id.ts';
import type { PublishedDeclaration } from '../../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../../storage/database.ts';
import { type Informed, noteInformed } from '../../people/informed.ts';
import { extendToInformed } from './affected-store.ts';
import { setTold } from './letters-store.ts';

/**
 * Notes that a person has been told of a version, and lets it reach what is held of them, and of nobody else, in the
 * caller's transaction (GDPR Art. 13(3)). Of a version that is in force no longer only the telling is kept: the next has
 * its own. The caller holds the person's contacts and then the person.
 * @returns false when they had been told of it
 */
export async function tellPerson(
  tx: Tx,
  inForce: PublishedDeclaration,
  personId: Id<'person'>,
  told: Informed,
): Promise<boolean> {
  const isNew = await noteInformed(tx, personId, told);
  setTold(tx, { version: told.version }, personId);
  if (isNew && told.version === inForce.version) extendToInformed(tx, personId, inForce);
  return isNew;
}
