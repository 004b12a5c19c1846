import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { digestOfCall, findKnownCall, readCall } from './calls-store.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContactOrHeir } from './find-heir.ts';

/** A call as a recording needs to know it. */
export interface FoundCall {
  readonly direction: CallDirection;
  readonly queue: string;
  readonly beganAt: Date;
  /** Locked until the transaction ends. */
  readonly contact: { readonly id: Id<'contact'>; readonly queue: string };
}

/** The call and the contact it is in now; undefined where it is not known, or is erased. */
export async function findCall(tx: Tx, id: Id<'call'>): Promise<FoundCall | undefined> {
  const call = await readCall(tx, id);
  const contact = call && (await lockContactOrHeir(tx, call.contact_id));
  if (call === undefined || contact === undefined) return undefined;
  return { direction: call.direction, queue: call.queue, beganAt: call.began_at, contact };
}

/** The call that a source names so; undefined where it never told of it, or so long ago that it is forgotten. */
export function findCallOf(
  { db, blindIndex }: Pick<ContactsDeps, 'db' | 'blindIndex'>,
  source: string,
  externalId: string,
): Promise<Id<'call'> | undefined> {
  return findKnownCall(db, digestOfCall(blindIndex, source, externalId));
}

/** Which exchange or trunk told of it, and which way it went; undefined where it is erased. */
export async function describeCallOf(
  db: Db,
  id: Id<'call'>,
): Promise<{ readonly source: string; readonly direction: CallDirection } | undefined> {
  const call = await readCall(db, id);
  return call && { source: call.source, direction: call.direction };
}
