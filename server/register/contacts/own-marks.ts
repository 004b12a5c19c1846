import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { type OwnMark, readOwnMarks } from './inbox-store.ts';

/** How far the actor has read these contacts, and whether they watch them: nothing of anybody else's. */
export function ownMarksOf(
  deps: ContactsDeps,
  actor: StaffActor,
  contacts: readonly Id[],
): Promise<ReadonlyMap<Id, OwnMark>> {
  return readOwnMarks(deps.db, actor.staffId, contacts);
}
