import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface Follower {
  readonly staff_id: Id<'staff'>;
  readonly watching: boolean;
  readonly mentioned_at: Date | null;
}

export function readFollowers(db: Db, contact: Id): Promise<Follower[]> {
  return db.query<Follower>(
    'SELECT staff_id, watching, mentioned_at FROM register.contact_follower WHERE contact_id = $1 ORDER BY staff_id',
    [contact],
  );
}

export async function setWatching(db: Db, contact: Id, staff: Id<'staff'>, watching: boolean): Promise<void> {
  await db.query(
    `INSERT INTO register.contact_follower (contact_id, staff_id, watching) SELECT id, $2, $3 FROM register.contact WHERE id = $1 FOR KEY SHARE
     ON CONFLICT (contact_id, staff_id) DO UPDATE SET watching = excluded.watching`,
    [contact, staff, watching],
  );
}

/**
 * One statement, a transaction by itself, and not waited for to be durable: what a crash forgets is unread again. A mention
 * is done with once its contact was seen; a later one begins anew.
 * @param at the newest moment the colleague has seen; never moves back
 */
export async function setSeen(db: Db, contact: Id, staff: Id<'staff'>, at: Date): Promise<void> {
  await db.query(
    `WITH soon AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
       done AS (UPDATE register.contact_follower f SET mentioned_at = NULL FROM soon
         WHERE f.contact_id = $1 AND f.staff_id = $2 AND f.mentioned_at <= $3)
     INSERT INTO register.contact_seen (contact_id, staff_id, seen_at)
     SELECT c.id, $2, $3 FROM register.contact c, soon WHERE c.id = $1 FOR KEY SHARE OF c
     ON CONFLICT (contact_id, staff_id) DO UPDATE SET seen_at = greatest(register.contact_seen.seen_at, excluded.seen_at)`,
    [contact, staff, at],
  );
}

export async function clearSeen(db: Db, contact: Id, staff: Id<'staff'>): Promise<void> {
  await db.query('DELETE FROM register.contact_seen WHERE contact_id = $1 AND staff_id = $2', [
    contact,
    staff,
  ]);
}

export function forgetSeen(tx: Tx, contact: Id): void {
  tx.send('DELETE FROM register.contact_seen WHERE contact_id = $1', [contact]);
}

/** A colleague was named in a note of the contact. */
export function markMentioned(tx: Tx, contact: Id, staff: Id<'staff'>, at: Date): void {
  tx.send(
    `INSERT INTO register.contact_follower (contact_id, staff_id, watching, mentioned_at) VALUES ($1, $2, false, $3)
     ON CONFLICT (contact_id, staff_id) DO UPDATE SET mentioned_at = excluded.mentioned_at`,
    [contact, staff, at],
  );
}
