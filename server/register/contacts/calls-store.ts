import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { CallLeg, CallOutcome } from './call-event.ts';

export const wrapUps = [
  'resolved',
  'follow-up',
  'call-back',
  'passed-on',
  'wrong-number',
  'no-answer',
  'other',
] as const;
export type WrapUp = (typeof wrapUps)[number];

export type NumberState = 'known' | 'withheld' | 'unknown' | 'not-kept' | 'removed';

export interface CallRow {
  contact_id: Id<'contact'>;
  id: Id<'call'>;
  source: string;
  direction: CallDirection;
  queue: string;
  began_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  refused: boolean;
  /** As the database computes it. */
  outcome: CallOutcome | null;
  number_state: NumberState;
  numbers_sealed: Buffer | null;
  wrap_up: WrapUp | null;
  wrapped_at: Date | null;
  wrapped_by: Id<'staff'> | null;
}

export const callColumns =
  'contact_id, id, source, direction, queue, began_at, answered_at, ended_at, refused, outcome, number_state, numbers_sealed, wrap_up, wrapped_at, wrapped_by';

/** By which a call is known, of whichever source it comes. */
export function digestOfCall(
  blindIndex: { lastingDigest(kind: 'call', value: string): Buffer },
  source: string,
  externalId: string,
): Buffer {
  return blindIndex.lastingDigest('call', `${source}\u0000${externalId}`);
}

export async function findKnownCall(db: Db, digest: Buffer): Promise<Id<'call'> | undefined> {
  const [row] = await db.query<{ call_id: Id<'call'> }>(
    'SELECT call_id FROM register.known_call WHERE digest = $1',
    [digest],
  );
  return row?.call_id;
}

/**
 * Takes the digest of a call for it, or tells which call has it. Others that tell of the same call wait until the transaction ends.
 * @returns the call, and whether it is new
 */
export async function takeCall(
  tx: Tx,
  digest: Buffer,
  fresh: Id<'call'>,
  at: Date,
): Promise<{ id: Id<'call'>; isNew: boolean }> {
  const taken = await tx.query(
    'INSERT INTO register.known_call (digest, call_id, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
    [digest, fresh, at],
  );
  if (taken.length > 0) return { id: fresh, isNew: true };
  const [row] = await tx.query<{ call_id: Id<'call'> }>(
    'SELECT call_id FROM register.known_call WHERE digest = $1 FOR UPDATE',
    [digest],
  );
  return { id: row!.call_id, isNew: false };
}

export async function readCall(db: Db, id: Id): Promise<CallRow | undefined> {
  const [row] = await db.query<CallRow>(`SELECT ${callColumns} FROM register.contact_call WHERE id = $1`, [
    id,
  ]);
  return row;
}

export function insertCall(
  tx: Tx,
  row: Omit<CallRow, 'outcome' | 'wrap_up' | 'wrapped_at' | 'wrapped_by'>,
): void {
  tx.send(
    `INSERT INTO register.contact_call (contact_id, id, source, direction, queue, began_at, answered_at, ended_at, refused, number_state, numbers_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.contact_id,
      row.id,
      row.source,
      row.direction,
      row.queue,
      row.began_at,
      row.answered_at,
      row.ended_at,
      row.refused,
      row.number_state,
      row.numbers_sealed,
    ],
  );
}

export function updateCall(
  tx: Tx,
  row: Pick<
    CallRow,
    'id' | 'began_at' | 'answered_at' | 'ended_at' | 'refused' | 'number_state' | 'numbers_sealed'
  >,
): void {
  tx.send(
    `UPDATE register.contact_call SET began_at = $2, answered_at = $3, ended_at = $4, refused = $5, number_state = $6, numbers_sealed = $7
     WHERE id = $1`,
    [row.id, row.began_at, row.answered_at, row.ended_at, row.refused, row.number_state, row.numbers_sealed],
  );
}

export function wrapUp(
  tx: Tx,
  call: Id,
  done: { readonly code: WrapUp; readonly at: Date; readonly by: Id<'staff'> },
): void {
  tx.send('UPDATE register.contact_call SET wrap_up = $2, wrapped_at = $3, wrapped_by = $4 WHERE id = $1', [
    call,
    done.code,
    done.at,
    done.by,
  ]);
}

export interface LegRow {
  readonly call_id: Id<'call'>;
  readonly staff_id: Id<'staff'>;
  readonly began_at: Date;
  readonly ended_at: Date | null;
}

export function writeLegs(tx: Tx, contact: Id, call: Id, legs: readonly CallLeg[]): void {
  if (legs.length === 0) return;
  tx.send(
    `INSERT INTO register.contact_call_leg (contact_id, call_id, staff_id, began_at, ended_at)
     SELECT $1, $2, * FROM unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT (contact_id, call_id, staff_id, began_at) DO UPDATE SET ended_at = excluded.ended_at`,
    [
      contact,
      call,
      legs.map(({ staffId }) => staffId),
      legs.map(({ beganAt }) => beganAt),
      legs.map(({ endedAt }) => endedAt),
    ],
  );
}

/** With calls that are moved to another contact. */
export function moveLegs(tx: Tx, from: Id, to: Id, calls: readonly Id[]): void {
  tx.send(
    'UPDATE register.contact_call_leg SET contact_id = $2 WHERE contact_id = $1 AND call_id = ANY ($3)',
    [from, to, calls],
  );
}

export function readLegs(db: Db, calls: readonly Id[]): Promise<LegRow[]> {
  return db.query<LegRow>(
    `SELECT call_id, staff_id, began_at, ended_at FROM register.contact_call_leg
     WHERE call_id = ANY ($1) ORDER BY call_id, began_at, staff_id`,
    [calls],
  );
}

/** Of one contact, oldest first. */
export function readCallsOf(db: Db, contact: Id): Promise<CallRow[]> {
  return db.query<CallRow>(
    `SELECT ${callColumns} FROM register.contact_call WHERE contact_id = $1 ORDER BY began_at, id`,
    [contact],
  );
}

export async function countCallsOf(db: Db, contact: Id): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.contact_call WHERE contact_id = $1',
    [contact],
  );
  return row!.count;
}

/** A contact of the person in which they wait to be called back. */
export async function findWaitingFor(tx: Tx, person: Id, queue: string): Promise<Id<'contact'> | undefined> {
  const [row] = await tx.query<{ id: Id<'contact'> }>(
    `SELECT id FROM register.contact WHERE person_id = $1 AND channel = 'phone' AND queue = $2 AND status <> 'closed'
       AND waiting_since IS NOT NULL ORDER BY last_at DESC, id DESC LIMIT 1`,
    [person, queue],
  );
  return row?.id;
}

/** So long nobody tells of a call again. */
export async function forgetKnownCalls(db: Db, before: Date): Promise<number> {
  const rows = await db.query(
    `DELETE FROM register.known_call k WHERE seen_at < $1
       AND NOT EXISTS (SELECT FROM register.contact_call c WHERE c.id = k.call_id) RETURNING 1`,
    [before],
  );
  return rows.length;
}
