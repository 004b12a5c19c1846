import { normalisePhone } from '../../base/normalise-contact.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import type { CallEvent } from './call-event.ts';
import type { ContactsDeps } from './contacts.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';

/** So long after the number was pressed a call to it is that call; people look for a headset first. */
const lastsMinutes = 10;
/** An exchange's clock may be behind ours. */
const earlyMinutes = 1;

/**
 * A colleague is about to call this number out of this contact: the next call out to it, by them where it is known whose it is,
 * joins the contact. One at a time: the next takes its place.
 * @throws Refusal 'not-found', 'task-missing', 'value-not-valid' (field `number`)
 */
export async function intendCall(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  number: string,
): Promise<void> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  const ask = {
    act: 'answer-contact',
    queue: row.queue,
    units: [contactId],
    categories: ['phone'],
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('phone')) return deps.access.refuse(actor, ask, 'task-missing');
  const normal = normalisePhone(number);
  if (normal === undefined) throw new Refusal('value-not-valid', { field: 'number' });
  await deps.db.transaction(async (tx) => {
    await deps.vault.change(tx, grant, 'change', { details: { change: 'call-out', channel: 'phone' } });
    const [digest] = (await deps.blindIndex.hold(tx)).digests('phone', normal);
    const now = deps.clock.now();
    tx.send('DELETE FROM live.call_intent WHERE at < $1', [minutesFrom(now, -lastsMinutes - earlyMinutes)]);
    tx.send(
      `INSERT INTO live.call_intent (staff_id, contact_id, digest, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (staff_id) DO UPDATE SET contact_id = excluded.contact_id, digest = excluded.digest, at = excluded.at`,
      [actor.staffId, contactId, digest, now],
    );
  });
}

export interface TakenIntent {
  readonly staffId: Id<'staff'>;
  readonly contactId: Id<'contact'>;
}

/** What a call out was meant for, if somebody said so; from then on it is nobody's. */
export async function takeIntent(
  { blindIndex }: Pick<ContactsDeps, 'blindIndex'>,
  tx: Tx,
  event: Pick<CallEvent, 'direction' | 'at' | 'customers' | 'legs'>,
): Promise<TakenIntent | undefined> {
  const number = event.customers[0] === undefined ? undefined : normalisePhone(event.customers[0]);
  if (event.direction !== 'outgoing' || number === undefined) return undefined;
  const colleagues = event.legs?.map(({ staffId }) => staffId) ?? [];
  const [row] = await tx.query<{ staff_id: Id<'staff'>; contact_id: Id<'contact'> }>(
    `DELETE FROM live.call_intent WHERE staff_id =
       (SELECT staff_id FROM live.call_intent WHERE digest = ANY ($1::bytea[]) AND at BETWEEN $2 AND $3
          AND (cardinality($4::uuid[]) = 0 OR staff_id = ANY ($4)) ORDER BY at DESC LIMIT 1 FOR UPDATE)
     RETURNING staff_id, contact_id`,
    [
      (await blindIndex.hold(tx)).digests('phone', number),
      minutesFrom(event.at, -lastsMinutes),
      minutesFrom(event.at, earlyMinutes),
      colleagues,
    ],
  );
  return row && { staffId: row.staff_id, contactId: row.contact_id };
}

const minutesFrom = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);
