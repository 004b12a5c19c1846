import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { Db } from '../../storage/database.ts';
import { readPerson } from './people-store.ts';

/** Whether the actor reaches the person at all, without opening anything. @throws Refusal 'not-found', 'task-missing' */
export async function mayReadPerson(
  deps: { db: Db; access: Access },
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<void> {
  if ((await readPerson(deps.db, personId)) === undefined) throw new Refusal('not-found', { what: 'person' });
  await deps.access.authorize(actor, { act: 'open-person', units: [personId], categories: [] });
}
