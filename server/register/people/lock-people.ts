import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { readPersonForward, removable } from './merging-store.ts';
import { lockPerson, type PersonRow, removePeople } from './people-store.ts';

/** What to answer for a person that has no row: 'merged' with whom they are now, or 'not-found'. */
export async function personNotHere(db: Db, personId: Id): Promise<Refusal> {
  const heir = await readPersonForward(db, personId);
  return heir === undefined
    ? new Refusal('not-found', { what: 'person' })
    : new Refusal('merged', { personId: heir });
}

/**
 * Locks people, by id so that no two wait in a ring; always after the contacts.
 * @throws Refusal 'not-found', 'merged', 'unit-restricted' (GDPR Art. 18: stored, and nothing else)
 */
export async function lockPeople(tx: Tx, people: readonly Id<'person'>[]): Promise<Map<Id, PersonRow>> {
  const rows = new Map<Id, PersonRow>();
  for (const id of [...new Set(people)].toSorted()) {
    const row = await lockPerson(tx, id);
    if (row === undefined) throw await personNotHere(tx, id);
    if (row.state === 'restricted') throw new Refusal('unit-restricted');
    rows.set(id, row);
  }
  return rows;
}

/** Somebody who was never identified and has no contact left is nobody: key and rows go at once. The person is locked. */
export async function eraseIfLeft(
  deps: { vault: Vault; access: Access },
  tx: Tx,
  personId: Id<'person'>,
): Promise<void> {
  const rule = await removable(tx, personId);
  if (rule === undefined) return;
  await deps.vault.destroy(
    tx,
    deps.access.systemGrant('reseal', { units: [personId], categories: [] }),
    rule,
  );
  await removePeople(tx, [personId]);
}
