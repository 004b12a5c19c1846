import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type IdentificationOutcome = 'open' | 'matched' | 'not-matched' | 'no-answer';

export interface IdentificationRow {
  contact_id: Id<'contact'>;
  id: Id<'identification'>;
  person_id: Id<'person'>;
  call_id: Id<'call'> | null;
  /** Null: it was looked whose a code is that a customer wrote; that identifies nobody. */
  way: string | null;
  begun_at: Date;
  begun_by: Id<'staff'>;
  outcome: IdentificationOutcome;
  holds_until: Date | null;
  declaration_version: number;
}

export interface NewestTry extends IdentificationRow {
  way: string;
  holds: boolean;
}

const columns =
  'contact_id, id, person_id, call_id, way, begun_at, begun_by, outcome, holds_until, declaration_version';

export async function readIdentification(
  db: Db,
  contact: Id,
  id: Id,
): Promise<IdentificationRow | undefined> {
  const [row] = await db.query<IdentificationRow>(
    `SELECT ${columns} FROM register.identification WHERE contact_id = $1 AND id = $2`,
    [contact, id],
  );
  return row;
}

/** The newest try by a way, and whether it holds: for this person, until then, and only while the call in which it was made goes on. */
export async function readNewest(db: Db, contact: Id, now: Date): Promise<NewestTry | undefined> {
  const [row] = await db.query<NewestTry>(
    `SELECT ${columns}, ${holds('i', '$2')} AS holds FROM register.identification i WHERE contact_id = $1 AND way IS NOT NULL
     ORDER BY ${holds('i', '$2')} DESC, begun_at DESC, id DESC LIMIT 1`,
    [contact, now],
  );
  return row;
}

const holds = (row: string, now: string) => `(${row}.outcome = 'matched' AND ${row}.holds_until > ${now}
  AND ${row}.person_id = (SELECT person_id FROM register.contact c WHERE c.id = ${row}.contact_id AND c.status <> 'closed')
  AND ${row}.call_id IS NOT DISTINCT FROM (SELECT k.id FROM register.contact_call k WHERE k.contact_id = ${row}.contact_id
    AND k.ended_at IS NULL AND k.answered_at IS NOT NULL ORDER BY k.began_at DESC LIMIT 1))`;

/** Whether the person is identified in any contact now. */
export async function personIsIdentified(db: Db, person: Id, now: Date): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM register.identification i WHERE person_id = $1 AND ${holds('i', '$2')} LIMIT 1`,
    [person, now],
  );
  return rows.length > 0;
}

/** The call that goes on in the contact. */
export async function readCallGoingOn(
  db: Db,
  contact: Id,
): Promise<{ id: Id<'call'>; direction: CallDirection } | undefined> {
  const [row] = await db.query<{ id: Id<'call'>; direction: CallDirection }>(
    `SELECT id, direction FROM register.contact_call WHERE contact_id = $1 AND ended_at IS NULL AND answered_at IS NOT NULL
     ORDER BY began_at DESC LIMIT 1`,
    [contact],
  );
  return row;
}

export interface CountedTries {
  readonly ofContact: number;
  readonly ofPerson: number;
  /** Of those that count, the oldest. */
  readonly since: Date | null;
}

/** Tries that came to nothing since then. Both rows are held by the caller, so that of two at once neither is left out. */
export async function countTries(db: Db, contact: Id, person: Id, since: Date): Promise<CountedTries> {
  const [row] = await db.query<CountedTries>(
    `SELECT count(*) FILTER (WHERE contact_id = $1)::integer AS "ofContact", count(*) FILTER (WHERE person_id = $2)::integer AS "ofPerson",
       min(begun_at) AS since
     FROM register.identification WHERE (contact_id = $1 OR person_id = $2) AND begun_at > $3 AND outcome <> 'matched'`,
    [contact, person, since],
  );
  return row!;
}

export function insertTry(tx: Tx, row: Omit<IdentificationRow, 'outcome' | 'holds_until'>): void {
  tx.send(
    `INSERT INTO register.identification (contact_id, id, person_id, call_id, way, begun_at, begun_by, declaration_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.contact_id,
      row.id,
      row.person_id,
      row.call_id,
      row.way,
      row.begun_at,
      row.begun_by,
      row.declaration_version,
    ],
  );
}

/** That it was looked whose a written code is: nobody is identified by it. */
export function insertLook(
  tx: Tx,
  row: Omit<IdentificationRow, 'id' | 'outcome' | 'holds_until' | 'way' | 'call_id'> & { id: Id },
): void {
  tx.send(
    `INSERT INTO register.identification (contact_id, id, person_id, begun_at, begun_by, declaration_version, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, 'not-matched')`,
    [row.contact_id, row.id, row.person_id, row.begun_at, row.begun_by, row.declaration_version],
  );
}

export async function countLooks(db: Db, staff: Id, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM register.identification
     WHERE begun_by = $1 AND begun_at > $2 AND outcome <> 'matched' AND way IS NULL`,
    [staff, since],
  );
  return row!.count;
}

/** @returns false when the contact went, or became another's, meanwhile */
export async function settleTry(
  tx: Tx,
  contact: Id,
  id: Id,
  outcome: Exclude<IdentificationOutcome, 'open'>,
  holdsUntil: Date | null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE register.identification SET outcome = $3, holds_until = $4 WHERE contact_id = $1 AND id = $2 AND outcome = 'open' RETURNING 1`,
    [contact, id, outcome, holdsUntil],
  );
  return rows.length > 0;
}

/** Contacts in which it is refused now, newest first: too many tries came to nothing, of the contact or of its person. */
export function listRefused(
  db: Db,
  asked: { queues: readonly string[]; since: Date; ofContact: number; ofPerson: number; limit: number },
): Promise<{ contact_id: Id<'contact'>; number: number; tries: number; last_at: Date; by: Id<'staff'>[] }[]> {
  return db.query(
    `SELECT t.contact_id, c.number, t.tries, t.last_at, t.by FROM (
       SELECT i.contact_id, i.person_id, count(*)::integer AS tries, max(i.begun_at) AS last_at, array_agg(DISTINCT i.begun_by) AS by,
         sum(count(*)) OVER (PARTITION BY i.person_id) AS of_person
       FROM register.identification i WHERE i.begun_at > $2 AND i.outcome <> 'matched' GROUP BY i.contact_id, i.person_id) t
     JOIN register.contact c ON c.id = t.contact_id
     WHERE c.queue = ANY ($1) AND (t.tries >= $3 OR t.of_person >= $4) ORDER BY t.last_at DESC LIMIT $5`,
    [asked.queues, asked.since, asked.ofContact, asked.ofPerson, asked.limit],
  );
}
