import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import { type Informed, insertInformed } from './informed-store.ts';
import { lockContactsOf } from './merging-store.ts';
import { lockPerson, type PersonRow } from './people-store.ts';

export type { Informed, OtherWay } from './informed-store.ts';

/** A person with all their contacts, these first as everywhere; undefined when they are merged or erased. */
export async function lockWithContacts(tx: Tx, personId: Id<'person'>): Promise<PersonRow | undefined> {
  await lockContactsOf(tx, [personId]);
  return lockPerson(tx, personId);
}

/** @returns false when they had been told of that version */
export function noteInformed(tx: Tx, personId: Id<'person'>, told: Informed): Promise<boolean> {
  return insertInformed(tx, personId, told);
}
