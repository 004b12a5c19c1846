import type { Id } from '../../base/new-id.ts';
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
): Promise<Id<'mail'> | undefined> {
  // In one order for everybody, so that two that bring the same mail wait for each other and not in a ring.
  const sorted = digests.toSorted((a, b) => a.compare(b));
  const taken = await tx.query<{ digest: Buffer }>(
    'INSERT INTO mail.known (digest, mail_id) SELECT unnest($1::bytea[]), $2 ON CONFLICT DO NOTHING RETURNING digest',
    [sorted, id],
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
  },
): void {
  tx.send(
    `INSERT INTO mail.raw (id, mailbox, source, received_at, size, state, raw_sealed, blob, delete_after, delete_rule, declaration_version)
     VALUES ($1, $2, $3, $4, $5, 'kept', $6, $7, $8, $9, $10)`,
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
    'UPDATE mail.raw SET state = $2, problem = $3, contact_id = $4, attempts = attempts + 1 WHERE id = $1',
    [id, state, problem, contactId],
  );
}

/** Kept and not processed, oldest first; the youngest are in the hands of who kept them. */
export async function listKept(db: Db, before: Date, most: number): Promise<Id<'mail'>[]> {
  const rows = await db.query<{ id: Id<'mail'> }>(
    "SELECT id FROM mail.raw WHERE state = 'kept' AND received_at < $1 ORDER BY received_at LIMIT $2",
    [before, most],
  );
  return rows.map((row) => row.id);
}

export function listTrayRows(db: Db, mailboxes: readonly string[]): Promise<RawRow[]> {
  return db.query<RawRow>(
    `SELECT id, mailbox, source, received_at, size, state, problem, contact_id, NULL::bytea AS raw_sealed, blob
     FROM mail.raw WHERE state = 'unreadable' AND mailbox = ANY ($1) ORDER BY received_at LIMIT 500`,
    [mailboxes],
  );
}

export async function countTrayRows(db: Db, mailboxes: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "SELECT count(*) AS count FROM mail.raw WHERE state = 'unreadable' AND mailbox = ANY ($1)",
    [mailboxes],
  );
  return row!.count;
}

export async function readCursor(
  db: Db,
  mailbox: string,
): Promise<{ uid_validity: number; last_uid: number } | undefined> {
  const [row] = await db.query<{ uid_validity: number; last_uid: number }>(
    'SELECT uid_validity, last_uid FROM mail.cursor WHERE mailbox = $1',
    [mailbox],
  );
  return row;
}

export async function writeCursor(
  db: Db,
  mailbox: string,
  uidValidity: bigint,
  lastUid: number,
): Promise<void> {
  await db.query(
    `INSERT INTO mail.cursor (mailbox, uid_validity, last_uid) VALUES ($1, $2, $3)
     ON CONFLICT (mailbox) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`,
    [mailbox, uidValidity, lastUid],
  );
}
