import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';

/** What a round of letters is about: a version of the declaration (Art. 13(3)), or an incident (Art. 34). */
export type RoundOf = { readonly version: number } | { readonly incidentId: Id<'incident'> };

export interface RoundRow {
  readonly id: Id<'round'>;
  readonly version: number | null;
  readonly incident_id: Id<'incident'> | null;
  readonly started_at: Date;
  readonly started_by: Id<'staff'>;
  readonly paused: boolean;
  readonly listed_at: Date | null;
}

const keysOf = (of: RoundOf) => ('version' in of ? [of.version, null] : [null, of.incidentId]);

export async function readRound(db: Db, of: RoundOf): Promise<RoundRow | undefined> {
  const [row] = await db.query<RoundRow>(
    `SELECT id, version, incident_id, started_at, started_by, paused, listed_at FROM register.inform_round
     WHERE version = $1 OR incident_id = $2`,
    keysOf(of),
  );
  return row;
}

/** @returns its id; undefined when it had begun */
export async function insertRound(
  tx: Tx,
  of: RoundOf,
  row: Pick<RoundRow, 'id' | 'started_at' | 'started_by'>,
): Promise<Id<'round'> | undefined> {
  const [made] = await tx.query<{ id: Id<'round'> }>(
    `INSERT INTO register.inform_round (version, incident_id, id, started_at, started_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [...keysOf(of), row.id, row.started_at, row.started_by],
  );
  return made?.id;
}

/** Continued, whoever has become affected meanwhile is listed as well. */
export async function setPaused(tx: Tx, round: Id<'round'>, paused: boolean): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE register.inform_round SET paused = $2, listed_at = CASE WHEN $2 THEN listed_at END WHERE id = $1 AND paused <> $2 RETURNING 1',
    [round, paused],
  );
  return rows.length > 0;
}

/** Locked, so that of two processes one lists them. */
export async function lockRoundToList(tx: Tx, round: Id<'round'>): Promise<boolean> {
  const rows = await tx.query(
    'SELECT 1 FROM register.inform_round WHERE id = $1 AND listed_at IS NULL FOR UPDATE',
    [round],
  );
  return rows.length > 0;
}

export function setListed(tx: Tx, round: Id<'round'>, at: Date | null): void {
  tx.send('UPDATE register.inform_round SET listed_at = $2 WHERE id = $1', [round, at]);
}

/** The next letter, taken by this process alone before a byte of it leaves; undefined when none is due. */
export async function takeLetter(
  db: Db,
  round: Id<'round'>,
  at: Date,
): Promise<{ person_id: Id<'person'>; attempts: number } | undefined> {
  const [row] = await db.query<{ person_id: Id<'person'>; attempts: number }>(
    `UPDATE register.inform_letter l SET state = 'handing', handing_since = $2, attempts = attempts + 1
     WHERE (round_id, person_id) = (
       SELECT round_id, person_id FROM register.inform_letter w
       WHERE round_id = $1 AND state = 'waiting' AND coalesce(next_try_at, $2) <= $2
         AND NOT EXISTS (SELECT FROM register.inform_round r WHERE r.id = $1 AND r.paused)
       ORDER BY person_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING person_id, attempts`,
    [round, at],
  );
  return row;
}

/** Before it is handed over, so that whatever comes back finds it. */
export async function setDigest(db: Db, round: Id<'round'>, person: Id, digest: Buffer): Promise<void> {
  await db.query(
    'UPDATE register.inform_letter SET mail_digest = $3 WHERE round_id = $1 AND person_id = $2',
    [round, person, digest],
  );
}

export async function setLetter(
  db: Db,
  round: Id<'round'>,
  person: Id,
  became: {
    readonly state: 'waiting' | 'sent' | 'failed' | 'unreachable';
    readonly code?: string;
    readonly sentAt?: Date;
    readonly nextTryAt?: Date;
  },
): Promise<void> {
  await db.query(
    `UPDATE register.inform_letter SET state = $3, code = $4, sent_at = $5, next_try_at = $6
     WHERE round_id = $1 AND person_id = $2 AND state = 'handing'`,
    [round, person, became.state, became.code ?? null, became.sentAt ?? null, became.nextTryAt ?? null],
  );
}

/** @returns whether one of them was a letter of ours */
export async function setReturned(tx: Tx, digests: readonly Buffer[], code: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE register.inform_letter SET state = CASE WHEN state = 'told' THEN state ELSE 'bounced' END, code = $2
     WHERE mail_digest = ANY ($1) RETURNING 1`,
    [digests, code],
  );
  return rows.length > 0;
}

export interface SettledLetter extends Pick<RoundRow, 'version' | 'incident_id'> {
  readonly round_id: Id<'round'>;
  readonly person_id: Id<'person'>;
}

/** Letters that have not come back for long enough. */
export function readSettled(db: Db, before: Date, most: number): Promise<SettledLetter[]> {
  return db.query(
    `SELECT l.round_id, l.person_id, r.version, r.incident_id FROM register.inform_letter l
     JOIN register.inform_round r ON r.id = l.round_id WHERE l.state = 'sent' AND l.sent_at <= $1 ORDER BY l.sent_at LIMIT $2`,
    [before, most],
  );
}

export async function lockSent(tx: Tx, round: Id<'round'>, person: Id): Promise<boolean> {
  const rows = await tx.query(
    "SELECT 1 FROM register.inform_letter WHERE round_id = $1 AND person_id = $2 AND state = 'sent' FOR UPDATE",
    [round, person],
  );
  return rows.length > 0;
}

export function setTold(tx: Tx, of: RoundOf, person: Id): void {
  tx.send(
    `UPDATE register.inform_letter SET state = 'told' WHERE person_id = $3
       AND round_id = (SELECT id FROM register.inform_round WHERE version = $1 OR incident_id = $2)`,
    [...keysOf(of), person],
  );
}

/** A process that ended while it handed one over: nobody can say whether it went, and nobody gets two. */
const unsure = "(state = 'handing' AND handing_since < $2)";

export interface LetterCounts {
  readonly told: number;
  /** Sent, and not yet long enough for it to count. */
  readonly underWay: number;
  readonly left: number;
  readonly bounced: number;
  /** Without an address, refused for good, or nobody can say. */
  readonly notByMail: number;
}

export async function countLetters(db: Db, round: Id<'round'>, longAgo: Date): Promise<LetterCounts> {
  const [row] = await db.query<LetterCounts>(
    `SELECT count(*) FILTER (WHERE state = 'told') AS told,
       count(*) FILTER (WHERE state = 'sent') AS "underWay",
       count(*) FILTER (WHERE state = 'waiting' OR state = 'handing' AND NOT ${unsure}) AS left,
       count(*) FILTER (WHERE state = 'bounced') AS bounced,
       count(*) FILTER (WHERE state IN ('unreachable', 'failed') OR ${unsure}) AS "notByMail"
     FROM register.inform_letter WHERE round_id = $1`,
    [round, longAgo],
  );
  return row!;
}

/** Told of a version by whatever way, with a letter or without. */
export async function countInformed(db: Db, version: number): Promise<number> {
  const [row] = await db.query<{ told: number }>(
    'SELECT count(*) AS told FROM register.person_informed WHERE version = $1',
    [version],
  );
  return row!.told;
}

export interface Untold {
  readonly person_id: Id<'person'>;
  readonly why: 'bounced' | 'failed' | 'unreachable' | 'unsure';
}

/** Who is to be told otherwise, by id after one. */
export function listUntold(
  db: Db,
  round: Id<'round'>,
  longAgo: Date,
  page: { readonly after: Id | undefined; readonly limit: number },
): Promise<Untold[]> {
  return db.query<Untold>(
    `SELECT person_id, CASE WHEN state = 'handing' THEN 'unsure' ELSE state END AS why FROM register.inform_letter
     WHERE round_id = $1 AND (state IN ('bounced', 'failed', 'unreachable') OR ${unsure})
       AND person_id > coalesce($3, '00000000-0000-0000-0000-000000000000'::uuid) ORDER BY person_id LIMIT $4`,
    [round, longAgo, page.after ?? null, page.limit],
  );
}

/** When the next letter is due; undefined when none waits, or the round is paused. */
export async function readNextDue(db: Db, round: Id<'round'>, now: Date): Promise<Date | undefined> {
  const [row] = await db.query<{ due: Date | null }>(
    `SELECT min(coalesce(l.next_try_at, $2)) AS due FROM register.inform_letter l
     JOIN register.inform_round r ON r.id = l.round_id AND NOT r.paused WHERE l.round_id = $1 AND l.state = 'waiting'`,
    [round, now],
  );
  return row?.due ?? undefined;
}
