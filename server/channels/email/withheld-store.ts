import { newId, type Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { TrayMailboxes } from './mail-store.ts';

/** A mail that the server of a mailbox will not give out: what is known of it. */
export interface WithheldRow {
  id: Id<'mail'>;
  mailbox: string;
  uid: number;
  came_at: Date | null;
  size: number | null;
  tries: number;
  tried_at: Date;
  next_try_at: Date;
}

/** Before this many tries it may be a line that broke: nobody is bothered with it. */
const shownAfter = 3;

const columns = 'id, mailbox, uid, came_at, size, tries, tried_at, next_try_at';

/** Those of an older UIDVALIDITY go: their UIDs mean other mails, and all is read again. */
export async function readWithheld(
  db: Db,
  mailbox: string,
  uidValidity: bigint,
): Promise<(WithheldRow & { set_aside: boolean })[]> {
  await db.query('DELETE FROM mail.withheld WHERE mailbox = $1 AND uid_validity <> $2', [
    mailbox,
    uidValidity,
  ]);
  return db.query(`SELECT ${columns}, set_aside FROM mail.withheld WHERE mailbox = $1 ORDER BY uid`, [
    mailbox,
  ]);
}

/** One more try. @returns its tries until now */
export async function noteWithheld(
  tx: Tx,
  mailbox: string,
  uidValidity: bigint,
  mail: { uid: number; cameAt: Date | null; size: number | null; at: Date },
  { firstSeconds, longestSeconds }: { firstSeconds: number; longestSeconds: number },
): Promise<number> {
  const [row] = await tx.query<{ tries: number }>(
    `INSERT INTO mail.withheld AS w (id, mailbox, uid_validity, uid, came_at, size, tries, tried_at, next_try_at)
     VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7::timestamptz + make_interval(secs => $8))
     ON CONFLICT (mailbox, uid_validity, uid) DO UPDATE SET tries = w.tries + 1, tried_at = excluded.tried_at,
       came_at = coalesce(w.came_at, excluded.came_at), size = coalesce(w.size, excluded.size),
       next_try_at = excluded.tried_at + make_interval(secs => least($9::float8, $8::float8 * 5 ^ least(w.tries, 20)))
     RETURNING tries`,
    [
      newId<'mail'>(mail.at),
      mailbox,
      uidValidity,
      mail.uid,
      mail.cameAt,
      mail.size,
      mail.at,
      firstSeconds,
      longestSeconds,
    ],
  );
  return row!.tries;
}

export async function dropWithheld(tx: Tx, mailbox: string, uidValidity: bigint, uid: number): Promise<void> {
  await tx.query('DELETE FROM mail.withheld WHERE mailbox = $1 AND uid_validity = $2 AND uid = $3', [
    mailbox,
    uidValidity,
    uid,
  ]);
}

const shown = `tries >= ${shownAfter} AND (mailbox = ANY ($1) OR mailbox <> ALL ($2))`;

/** Those that wait, the longest untried first; or those set aside, the newest first. */
export function listWithheldRows(
  db: Db,
  { own, declared }: TrayMailboxes,
  aside: boolean,
): Promise<WithheldRow[]> {
  return db.query<WithheldRow>(
    aside
      ? `SELECT ${columns} FROM mail.withheld WHERE ${shown} AND set_aside ORDER BY tried_at DESC LIMIT 500`
      : `SELECT ${columns} FROM mail.withheld WHERE ${shown} AND NOT set_aside ORDER BY tried_at LIMIT 500`,
    [own, declared],
  );
}

export async function countWithheldRows(
  db: Db,
  { own, declared }: TrayMailboxes,
): Promise<{ waiting: number; aside: number }> {
  const [row] = await db.query<{ waiting: number; aside: number }>(
    `SELECT count(*) FILTER (WHERE NOT set_aside) AS waiting, count(*) FILTER (WHERE set_aside) AS aside
     FROM mail.withheld WHERE ${shown}`,
    [own, declared],
  );
  return row!;
}

export async function readWithheldRow(
  db: Db,
  id: Id,
): Promise<(WithheldRow & { set_aside: boolean }) | undefined> {
  const [row] = await db.query<WithheldRow & { set_aside: boolean }>(
    `SELECT ${columns}, set_aside FROM mail.withheld WHERE id = $1`,
    [id],
  );
  return row;
}

/** It is asked for at once, also when it was set aside. */
export async function hurryWithheld(tx: Tx, id: Id, at: Date): Promise<void> {
  await tx.query('UPDATE mail.withheld SET next_try_at = $2, set_aside = false WHERE id = $1', [id, at]);
}

/**
 * Set aside it is asked for no more; the row stays, or it would be found anew.
 * @returns whether it stood in the other list before
 */
export async function moveWithheld(tx: Tx, id: Id, aside: boolean): Promise<boolean> {
  const moved = await tx.query(
    'UPDATE mail.withheld SET set_aside = $2 WHERE id = $1 AND set_aside <> $2 RETURNING id',
    [id, aside],
  );
  return moved.length > 0;
}
