import type { Id } from '../../../base/new-id.ts';
import type { Clock } from '../../../base/clock.ts';
import { hasGround } from '../../../safeguards/declaration/ground.ts';
import type { Database, Db, Tx } from '../../../storage/database.ts';

export interface IndexedText {
  readonly contactId: Id<'contact'>;
  readonly textId: Id;
  readonly kind: number;
  readonly at: Date;
  readonly tokens: readonly number[];
  readonly cover: number;
}

/** By database: the months of late that are known to be there. */
const madeMonths = new WeakMap<Database, Set<string>>();
/** Empty months are dropped when they are past by two; within this nobody drops one. */
const undroppedMilliseconds = 31 * 86_400_000;

export function insertText({ db, clock }: { db: Database; clock: Clock }, tx: Tx, text: IndexedText): void {
  const month = text.at.toISOString().slice(0, 7);
  const made = madeMonths.get(db) ?? new Set();
  madeMonths.set(db, made);
  const isOfLate = +text.at > +clock.now() - undroppedMilliseconds;
  if (!isOfLate || !made.has(month)) {
    tx.send('SELECT search.make_month($1)', [text.at]);
    if (isOfLate) tx.afterCommit(() => void made.add(month));
  }
  tx.send(
    'INSERT INTO search.text (at, contact_id, text_id, kind, tokens, cover) VALUES ($1, $2, $3, $4::smallint, $5::int[], $6::int)',
    [text.at, text.contactId, text.textId, text.kind, text.tokens, text.cover],
  );
}

export function deleteTextsOf(tx: Tx, contacts: readonly Id[]): void {
  tx.send('DELETE FROM search.text WHERE contact_id = ANY ($1)', [contacts]);
}

export function deleteTexts(tx: Tx, contacts: readonly Id[], texts: readonly Id[]): void {
  tx.send('DELETE FROM search.text WHERE contact_id = ANY ($1) AND text_id = ANY ($2)', [contacts, texts]);
}

/** With it what says how far it reaches: without that it is made from the newest text on. */
export async function deleteIndex(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM search.text');
  await tx.query('DELETE FROM search.progress');
}

export function moveTexts(tx: Tx, from: Id, to: Id, texts: readonly Id[] | null): void {
  tx.send(
    'UPDATE search.text SET contact_id = $2 WHERE contact_id = $1 AND ($3::uuid[] IS NULL OR text_id = ANY ($3))',
    [from, to, texts],
  );
}

export async function makeMonth(db: Db, at: Date): Promise<void> {
  await db.query('SELECT search.make_month($1)', [at]);
}

/** Months that are past, and were not made just now for mail that is being brought in. */
export async function listEmptyCandidates(db: Db, before: Date): Promise<string[]> {
  const rows = await db.query<{ month: string }>(
    `SELECT month FROM search.month WHERE month < date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC')
       AND made_at < now() - interval '1 day' ORDER BY month LIMIT 24`,
    [before],
  );
  return rows.map((row) => row.month);
}

export async function dropEmptyMonth(db: Db, month: string): Promise<void> {
  await db.query('SELECT search.drop_empty_month($1)', [month]);
}

export interface Progress {
  readonly at: Date;
  readonly id: Id;
  readonly whole: boolean;
}

/** Locked until the transaction ends: of several processes one goes on at a time. */
export async function lockProgress(tx: Tx): Promise<Progress | undefined> {
  const [row] = await tx.query<Progress>('SELECT at, id, whole FROM search.progress FOR UPDATE');
  return row;
}

/** Where a rebuild begins: after everything. Does nothing when another process has begun. */
export async function beginProgress(db: Db): Promise<void> {
  await db.query(
    "INSERT INTO search.progress (at, id, whole) VALUES ('2200-01-01T00:00:00Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff', false) ON CONFLICT DO NOTHING",
  );
}

export function setProgress(tx: Tx, progress: Progress): void {
  tx.send('UPDATE search.progress SET at = $1, id = $2, whole = $3', [
    progress.at,
    progress.id,
    progress.whole,
  ]);
}

export interface TextToRebuild {
  readonly kind: 'message' | 'note';
  readonly contact_id: Id<'contact'>;
  readonly id: Id;
  readonly at: Date;
  readonly sealed: Buffer;
  /** The contact's first message: what it quotes stands nowhere else. */
  readonly first: boolean;
  readonly language: 'sv' | 'fi' | 'en' | null;
}

/** The next older texts, newest first. Their contacts stay until the transaction ends. */
export function readTextsBefore(tx: Tx, before: Progress, most: number): Promise<TextToRebuild[]> {
  return tx.query(
    `WITH next AS (
       (SELECT 'message' AS kind, contact_id, id, at, body_sealed AS sealed FROM register.contact_message
        WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3)
       UNION ALL
       (SELECT 'note', contact_id, id, at, text_sealed FROM register.contact_note n
        WHERE ${hasGround('n', 'notes')} AND (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3)
       ORDER BY at DESC, id DESC LIMIT $3)
     SELECT next.*, c.language,
       next.id = (SELECT m.id FROM register.contact_message m WHERE m.contact_id = c.id ORDER BY m.at, m.id LIMIT 1) AS first
     FROM next JOIN register.contact c ON c.id = next.contact_id ORDER BY next.at DESC, next.id DESC FOR KEY SHARE OF c`,
    [before.at, before.id, most],
  );
}

export interface FileToRebuild {
  readonly contact_id: Id<'contact'>;
  readonly id: Id;
  readonly message_id: Id;
  readonly description_sealed: Buffer;
}

export function readFilesOf(
  tx: Tx,
  contacts: readonly Id[],
  messages: readonly Id[],
): Promise<FileToRebuild[]> {
  return tx.query(
    `SELECT contact_id, id, message_id, description_sealed FROM register.contact_file f
     WHERE contact_id = ANY ($1) AND message_id = ANY ($2) AND ${hasGround('f', 'files')}`,
    [contacts, messages],
  );
}
