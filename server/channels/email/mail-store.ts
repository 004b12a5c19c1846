import type { Id } from '../../base/new-id.ts';
import type { Digests } from '../../safeguards/vault/blind-index.ts';
import type { Db, Tx } from '../../storage/database.ts';

export type MailState = 'kept' | 'done' | 'unreadable' | 'set-aside';

export interface RawRow {
  id: Id<'mail'>;
  mailbox: string;
  source: 'imap' | 'smtp' | 'import';
  received_at: Date;
  size: number;
  state: MailState;
  problem: string | null;
  contact_id: Id<'contact'> | null;
  raw_sealed: Buffer | null;
  blob: Id<'blob'> | null;
}

const columns = 'id, mailbox, source, received_at, size, state, problem, contact_id, raw_sealed, blob';

/** Takes the digests for this mail. @returns the mail that had one of them before, if any */
export async function takeDigests(
  tx: Tx,
  digests: readonly Buffer[],
  id: Id<'mail'>,
  at: Date,
): Promise<Id<'mail'> | undefined> {
  // In one order for everybody, so that two that bring the same mail wait for each other and not in a ring.
  const sorted = digests.toSorted((a, b) => a.compare(b));
  const taken = await tx.query<{ digest: Buffer }>(
    'INSERT INTO mail.known (digest, mail_id, seen_at) SELECT unnest($1::bytea[]), $2, $3 ON CONFLICT DO NOTHING RETURNING digest',
    [sorted, id, at],
  );
  if (taken.length === sorted.length) return undefined;
  const [before] = await tx.query<{ mail_id: Id<'mail'> }>(
    'SELECT mail_id FROM mail.known WHERE digest = ANY ($1) AND mail_id <> $2 LIMIT 1',
    [sorted, id],
  );
  if (before) await tx.query('UPDATE mail.known SET mail_id = $2 WHERE mail_id = $1', [id, before.mail_id]);
  return before?.mail_id;
}

export function insertRaw(
  tx: Tx,
  row: Omit<RawRow, 'state' | 'problem' | 'contact_id'> & {
    delete_after: Date;
    delete_rule: string;
    declaration_version: number;
    next_try_at: Date;
  },
): void {
  tx.send(
    `INSERT INTO mail.raw (id, mailbox, source, received_at, size, state, raw_sealed, blob, delete_after, delete_rule, declaration_version, next_try_at)
     VALUES ($1, $2, $3, $4, $5, 'kept', $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.mailbox,
      row.source,
      row.received_at,
      row.size,
      row.raw_sealed,
      row.blob,
      row.delete_after,
      row.delete_rule,
      row.declaration_version,
      row.next_try_at,
    ],
  );
}

export async function readRawRow(db: Db, id: Id): Promise<RawRow | undefined> {
  const [row] = await db.query<RawRow>(`SELECT ${columns} FROM mail.raw WHERE id = $1`, [id]);
  return row;
}

/** Without the mail itself. */
export async function lockRawIn(
  tx: Tx,
  id: Id,
  states: readonly MailState[],
): Promise<Pick<RawRow, 'id' | 'mailbox'> | undefined> {
  const [row] = await tx.query<Pick<RawRow, 'id' | 'mailbox'>>(
    'SELECT id, mailbox FROM mail.raw WHERE id = $1 AND state = ANY ($2) FOR UPDATE',
    [id, states],
  );
  return row;
}

export function setRawState(
  tx: Tx,
  id: Id,
  state: MailState,
  problem: string | null,
  contactId: Id<'contact'> | null,
): void {
  tx.send(
    `UPDATE mail.raw SET state = $2, problem = $3, contact_id = $4,
       attempts = CASE WHEN $2 = 'kept' THEN 0 ELSE attempts + 1 END WHERE id = $1`,
    [id, state, problem, contactId],
  );
}

/** Kept, not processed and due to be tried, the longest waiting first; the youngest are in the hands of who kept them. */
export function listKept(db: Db, at: Date, most: number): Promise<{ rawId: Id<'mail'>; bytes: number }[]> {
  return db.query(
    `SELECT id AS "rawId", size AS bytes FROM mail.raw WHERE state = 'kept' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2`,
    [at, most],
  );
}

/** A mail that could not be processed steps back. @returns its tries until now that were the mail's own fault */
export async function stepBack(
  db: Db,
  id: Id,
  at: Date,
  { counts, longestSeconds }: { counts: boolean; longestSeconds: number },
): Promise<number> {
  const [row] = await db.query<{ attempts: number }>(
    `UPDATE mail.raw SET attempts = attempts + $3::int,
       next_try_at = $2::timestamptz + make_interval(secs => least($4::float8, 15 * 2 ^ least(attempts, 20)))
     WHERE id = $1 AND state = 'kept' RETURNING attempts`,
    [id, at, counts ? 1 : 0, longestSeconds],
  );
  return row?.attempts ?? 0;
}

/** Of each mailbox: when it last had mail, and how many wait to be processed. */
export function readMailboxRows(
  db: Db,
  mailboxes: readonly string[],
): Promise<{ mailbox: string; last_at: Date | null; waiting: number }[]> {
  return db.query(
    `SELECT mailbox,
       (SELECT received_at FROM mail.raw WHERE raw.mailbox = asked.mailbox ORDER BY received_at DESC LIMIT 1) AS last_at,
       (SELECT count(*) FROM mail.raw WHERE raw.mailbox = asked.mailbox AND state = 'kept') AS waiting
     FROM unnest($1::text[]) AS asked (mailbox)`,
    [mailboxes],
  );
}

/**
 * Forgets digests first seen before a moment whose mail is gone, and notes up to when mail has been forgotten.
 * @returns how many
 */
export async function forgetKnown(tx: Tx, before: Date): Promise<number> {
  const [row] = await tx.query<{ count: number; until: Date | null }>(
    `WITH gone AS (
       DELETE FROM mail.known WHERE seen_at < $1 AND NOT EXISTS (SELECT 1 FROM mail.raw WHERE raw.id = mail_id)
       RETURNING seen_at
     ) SELECT count(*) AS count, max(seen_at) AS until FROM gone`,
    [before],
  );
  if (!row || row.until === null) return 0;
  await tx.query(
    `INSERT INTO mail.forgotten (until) VALUES ($1)
     ON CONFLICT (one) DO UPDATE SET until = greatest(mail.forgotten.until, excluded.until)`,
    [row.until],
  );
  return row.count;
}

/** Mailboxes of one's queues; mail of a mailbox that is declared no more is shown to all who may open a tray. */
export interface TrayMailboxes {
  readonly own: readonly string[];
  readonly declared: readonly string[];
}

/** What waits for somebody, or was set aside. */
export type TrayState = 'unreadable' | 'set-aside';

export interface TrayRow extends Omit<RawRow, 'raw_sealed' | 'blob'> {
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

/** What waits oldest first, as it should be dealt with; what was set aside newest first, as it is looked for. */
export function listTrayRows(
  db: Db,
  { own, declared }: TrayMailboxes,
  page: {
    readonly state: TrayState;
    readonly after: { readonly at: Date; readonly id: Id } | undefined;
    readonly limit: number;
  },
): Promise<TrayRow[]> {
  const [sign, order] = page.state === 'unreadable' ? ['>', 'ASC'] : ['<', 'DESC'];
  return db.query<TrayRow>(
    `SELECT id, mailbox, source, received_at, size, state, problem, contact_id, delete_after, delete_rule, declaration_version
     FROM mail.raw WHERE state = $3 AND (mailbox = ANY ($1) OR mailbox <> ALL ($2))
       AND ($4::timestamptz IS NULL OR (received_at, id) ${sign} ($4, $5::uuid))
     ORDER BY received_at ${order}, id ${order} LIMIT $6`,
    [own, declared, page.state, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
}

export async function countTrayRows(
  db: Db,
  { own, declared }: TrayMailboxes,
): Promise<{ waiting: number; aside: number }> {
  const [row] = await db.query<{ waiting: number; aside: number }>(
    `SELECT count(*) FILTER (WHERE state = 'unreadable') AS waiting, count(*) FILTER (WHERE state = 'set-aside') AS aside
     FROM mail.raw WHERE state IN ('unreadable', 'set-aside') AND (mailbox = ANY ($1) OR mailbox <> ALL ($2))`,
    [own, declared],
  );
  return row!;
}

export interface CursorRow {
  uid_validity: number;
  last_uid: number;
  modseq: string | null;
  forgotten_until: Date | null;
}

export async function readCursor(db: Db, mailbox: string): Promise<CursorRow | undefined> {
  const [row] = await db.query<CursorRow>(
    `SELECT uid_validity, last_uid, modseq, (SELECT until FROM mail.forgotten) AS forgotten_until
     FROM mail.cursor WHERE mailbox = $1`,
    [mailbox],
  );
  return row;
}

export async function writeCursor(
  db: Db,
  mailbox: string,
  cursor: { uidValidity: bigint; lastUid: number; modseq?: bigint },
): Promise<void> {
  await db.query(
    `INSERT INTO mail.cursor (mailbox, uid_validity, last_uid, modseq) VALUES ($1, $2, $3, $4)
     ON CONFLICT (mailbox) DO UPDATE
     SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, modseq = excluded.modseq`,
    [mailbox, cursor.uidValidity, cursor.lastUid, cursor.modseq ?? null],
  );
}

/** @returns false when the same was remembered after `since` already */
export async function rememberAutoReply(tx: Tx, digests: Digests, at: Date, since: Date): Promise<boolean> {
  const [digest, ...others] = digests;
  // Remembered under the cover before, while the index turns.
  if (others.length > 0)
    tx.send('UPDATE mail.auto_reply SET digest = $1 WHERE digest = ANY ($2::bytea[])', [digest, others]);
  const rows = await tx.query(
    `INSERT INTO mail.auto_reply (digest, at) VALUES ($1, $2)
     ON CONFLICT (digest) DO UPDATE SET at = excluded.at WHERE auto_reply.at <= $3 RETURNING 1`,
    [digest, at, since],
  );
  return rows.length > 0;
}

export async function forgetAutoReplies(db: Db, before: Date): Promise<void> {
  await db.query('DELETE FROM mail.auto_reply WHERE at <= $1', [before]);
}

/** Taken until the transaction ends, in one order for everybody. Keys are halves of digests: two threads that share one only wait. */
export async function lockThreads(tx: Tx, keys: readonly bigint[]): Promise<void> {
  await tx.query(
    'SELECT pg_advisory_xact_lock(key) FROM (SELECT unnest($1::bigint[]) AS key ORDER BY 1) sorted',
    [keys.map(String)],
  );
}

/** Whether any of these digests is known. */
export async function readKnown(db: Db, digests: readonly Buffer[]): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM mail.known WHERE digest = ANY ($1) LIMIT 1', [digests]);
  return rows.length > 0;
}
