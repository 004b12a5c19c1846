import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { Db } from '../../storage/database.ts';
import { personNotHere } from './lock-people.ts';
import { readForwardsTo } from './merging-store.ts';
import { readPerson } from './people-store.ts';

/** Whether the actor reaches the person at all, without opening anything. @throws Refusal 'not-found', 'task-missing' */
export async function mayReadPerson(
  deps: { db: Db; access: Access },
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<void> {
  if ((await readPerson(deps.db, personId)) === undefined) throw await personNotHere(deps.db, personId);
  await deps.access.authorize(actor, { act: 'open-person', units: [personId], categories: [] });
}

/** The ids under which a person is in the log: theirs, and those of records merged into it. */
export async function idsOfPerson(deps: { db: Db }, personId: Id<'person'>): Promise<Id<'person'>[]> {
  return [personId, ...(await readForwardsTo(deps.db, personId)).map((row) => row.old_id)];
}
