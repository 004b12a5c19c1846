import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Db } from '../../storage/database.ts';
import { type OwnMark, readOwnMarks } from './inbox-store.ts';

/** How far the actor has read these contacts, and whether they watch them: nothing of anybody else's. */
export function ownMarksOf(
  db: Db,
  actor: StaffActor,
  contacts: readonly Id[],
): Promise<ReadonlyMap<Id, OwnMark>> {
  return readOwnMarks(db, actor.staffId, contacts);
}
