import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

/** Who of the staff wrote the newest answer on the thread; null where nobody has. */
export async function readLastAnswerer(tx: Tx, contact: Id): Promise<Id<'staff'> | null> {
  const [row] = await tx.query<{ author_id: Id<'staff'> }>(
    `SELECT author_id FROM register.contact_message
     WHERE contact_id = $1 AND direction = 'out' AND author_id IS NOT NULL AND delivery <> 'scheduled'
     ORDER BY at DESC, id DESC LIMIT 1`,
    [contact],
  );
  return row?.author_id ?? null;
}

/** Whether an answer that nobody wrote has been sent on the thread since then. */
export async function hasAutomaticAnswer(tx: Tx, contact: Id, since: Date): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM register.contact_message
     WHERE contact_id = $1 AND direction = 'out' AND author_id IS NULL AND at > $2 LIMIT 1`,
    [contact, since],
  );
  return rows.length > 0;
}

/** What stands openly of a contact that has begun, with the clock it began by. */
export interface BegunRow {
  channel: 'email' | 'phone' | 'chat';
  mailbox: string | null;
  queue: string;
  language: 'sv' | 'fi' | 'en' | null;
  opened_at: Date;
  /** `YYYY-MM-DD`, 1 for Monday, `HH:MM`. */
  day: string;
  weekday: number;
  time: string;
}

/** The newest that began since then. By id, which begins with the moment: no index of its own is needed. */
export function readBegun(
  db: Db,
  asked: { readonly from: Id; readonly since: Date; readonly timeZone: string; readonly most: number },
): Promise<BegunRow[]> {
  return db.query<BegunRow>(
    `SELECT channel, mailbox, queue, language, opened_at, to_char(here, 'YYYY-MM-DD') AS day,
       extract(isodow FROM here)::int AS weekday, to_char(here, 'HH24:MI') AS time
     FROM (SELECT channel, mailbox, queue, language, opened_at, opened_at AT TIME ZONE $3 AS here
       FROM register.contact WHERE id >= $1 ORDER BY id DESC LIMIT $4) newest WHERE opened_at >= $2`,
    [asked.from, asked.since, asked.timeZone, asked.most],
  );
}
