import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import type { Db } from '../../storage/database.ts';
import type { CallOutcome } from './call-event.ts';
import { callColumns, type CallRow } from './calls-store.ts';

export interface CallPlace {
  readonly at: Date;
  readonly id: Id;
}

export interface LoggedCallRow extends CallRow {
  readonly person_id: Id<'person'>;
  readonly assignee_id: Id<'staff'> | null;
  /** Nobody took it, and whoever called waits. */
  readonly to_return: boolean;
}

/** As in wrap-up-call.ts: a call that nobody took, in a contact that waits since such a call. */
const toReturn = `k.direction = 'incoming' AND k.outcome IN ('missed', 'refused') AND c.status <> 'closed' AND c.waiting_since IS NOT NULL
         AND k.began_at >= c.waiting_since AND EXISTS (SELECT FROM register.contact_call f WHERE f.contact_id = c.id AND f.began_at = c.waiting_since)`;
const select = `SELECT ${callColumns
  .split(', ')
  .map((column) => `k.${column}`)
  .join(', ')}, c.person_id, c.assignee_id, coalesce(${toReturn}, false) AS to_return
     FROM register.contact_call k JOIN register.contact c ON c.id = k.contact_id`;
/** Of its contact; said in the words of the index of lost calls. */
const isNewestLost = `NOT EXISTS (SELECT FROM register.contact_call n WHERE n.contact_id = k.contact_id AND n.direction = 'incoming'
         AND n.outcome IN ('missed', 'refused') AND (n.began_at, n.id) > (k.began_at, k.id))`;
const isOn = (staff: string) =>
  `EXISTS (SELECT FROM register.contact_call_leg l WHERE l.contact_id = k.contact_id AND l.call_id = k.id AND l.staff_id = ${staff})`;

/** A page of the log of calls, newest first, along the index of its queues. */
export function listCallRows(
  db: Db,
  ask: {
    readonly queues: readonly string[];
    readonly outcome: CallOutcome | 'going-on' | undefined;
    readonly direction: CallDirection | undefined;
    readonly staff: Id<'staff'> | undefined;
    /** Of each contact the newest that waits to be returned. */
    readonly toReturn: boolean;
    /** From the one to before the other. */
    readonly between: readonly [Date, Date] | undefined;
    readonly after: CallPlace | undefined;
    readonly limit: number;
  },
): Promise<LoggedCallRow[]> {
  return db.query<LoggedCallRow>(
    `${select}
     WHERE k.queue = ANY ($1) AND c.queue = ANY ($1)
       AND ($2::text IS NULL OR coalesce(k.outcome, 'going-on') = $2) AND ($3::text IS NULL OR k.direction = $3)
       AND ($4::uuid IS NULL OR ${isOn('$4')})
       AND ($5::timestamptz IS NULL OR (k.began_at, k.id) < ($5, $6::uuid))
       AND ($8::timestamptz IS NULL OR (k.began_at >= $8 AND k.began_at < $9::timestamptz))
       ${ask.toReturn ? `AND ${toReturn} AND ${isNewestLost}` : ''}
     ORDER BY k.began_at DESC, k.id DESC LIMIT $7`,
    [
      ask.queues,
      ask.outcome ?? null,
      ask.direction ?? null,
      ask.staff ?? null,
      ask.after?.at ?? null,
      ask.after?.id ?? null,
      ask.limit,
      ask.between?.[0] ?? null,
      ask.between?.[1] ?? null,
    ],
  );
}

/**
 * The calls that concern a colleague now: those that they are on; those at nobody's known telephone, which ring for all of the queue,
 * and answered are whose the contact is, or all's while it is nobody's; and their own that ended since `lately` and are not wrapped up. Newest first.
 */
export function readCallsAround(
  db: Db,
  ask: {
    readonly queues: readonly string[];
    readonly staff: Id<'staff'>;
    /** What began before is no call any more, whatever its exchange did not tell. */
    readonly since: Date;
    readonly lately: Date;
    readonly limit: number;
  },
): Promise<LoggedCallRow[]> {
  return db.query<LoggedCallRow>(
    `${select}
     WHERE k.queue = ANY ($1) AND c.queue = ANY ($1) AND k.began_at > $3 AND (
       (k.ended_at IS NULL AND (
         EXISTS (SELECT FROM register.contact_call_leg l WHERE l.contact_id = k.contact_id AND l.call_id = k.id AND l.staff_id = $2 AND l.ended_at IS NULL)
         OR (NOT EXISTS (SELECT FROM register.contact_call_leg l WHERE l.contact_id = k.contact_id AND l.call_id = k.id AND l.ended_at IS NULL)
           AND (c.assignee_id = $2 OR (k.direction = 'incoming' AND (k.answered_at IS NULL OR c.assignee_id IS NULL))))))
       OR (k.ended_at > $4 AND k.outcome = 'answered' AND k.wrap_up IS NULL AND ${isOn('$2')}))
     ORDER BY k.began_at DESC, k.id DESC LIMIT $5`,
    [ask.queues, ask.staff, ask.since, ask.lately, ask.limit],
  );
}

/** Calls that go on in these queues, the longest first; of none more is told than the log of calls does. */
export function readGoingOn(
  db: Db,
  ask: { readonly queues: readonly string[]; readonly since: Date; readonly limit: number },
): Promise<LoggedCallRow[]> {
  return db.query<LoggedCallRow>(
    `${select} WHERE k.queue = ANY ($1) AND c.queue = ANY ($1) AND k.ended_at IS NULL AND k.began_at > $2
     ORDER BY k.began_at, k.id LIMIT $3`,
    [ask.queues, ask.since, ask.limit],
  );
}

/** Contacts in which somebody waits to be called back. */
export async function countToReturn(db: Db, queues: readonly string[], since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(DISTINCT k.contact_id) AS count FROM register.contact_call k JOIN register.contact c ON c.id = k.contact_id
     WHERE k.queue = ANY ($1) AND c.queue = ANY ($1) AND k.began_at > $2 AND ${toReturn}`,
    [queues, since],
  );
  return row!.count;
}
