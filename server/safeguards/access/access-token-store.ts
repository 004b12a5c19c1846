import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { Language } from '../declaration/declaration.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { Theme } from './sessions.ts';

interface NewTokenRow {
  readonly id: Id<'access-token'>;
  readonly token_digest: Buffer;
  readonly staff_id: Id<'staff'>;
  readonly name_sealed: Buffer;
  readonly tasks: readonly string[];
  readonly may_write: boolean;
  readonly made_at: Date;
  readonly until: CalendarDay;
}

export interface TokenRow extends NewTokenRow {
  readonly last_used_on: CalendarDay | null;
  readonly revoked_at: Date | null;
}

const columns =
  't.id, t.token_digest, t.staff_id, t.name_sealed, t.tasks, t.may_write, t.made_at, t.until, t.last_used_on, t.revoked_at';

/** @returns false when so many live ones are there already */
export async function insertToken(
  tx: Tx,
  row: NewTokenRow,
  limit: { today: CalendarDay; most: number },
): Promise<boolean> {
  await tx.query('SELECT 1 FROM staff.member WHERE id = $1 FOR UPDATE', [row.staff_id]);
  const made = await tx.query(
    `INSERT INTO staff.access_token (id, token_digest, staff_id, name_sealed, tasks, may_write, made_at, until)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE (SELECT count(*) FROM staff.access_token WHERE staff_id = $3 AND revoked_at IS NULL AND until >= $9::date) < $10
     RETURNING id`,
    [
      row.id,
      row.token_digest,
      row.staff_id,
      row.name_sealed,
      row.tasks,
      row.may_write,
      row.made_at,
      row.until,
      limit.today,
      limit.most,
    ],
  );
  return made.length > 0;
}

export async function findToken(
  db: Db,
  digest: Buffer,
  today: CalendarDay,
): Promise<(TokenRow & { language: Language; theme: Theme }) | undefined> {
  const [row] = await db.query<TokenRow & { language: Language; theme: Theme }>(
    `SELECT ${columns}, m.language, m.theme
     FROM staff.access_token t JOIN staff.member m ON m.id = t.staff_id
     WHERE t.token_digest = $1 AND t.revoked_at IS NULL AND t.until >= $2::date AND m.state = 'active'`,
    [digest, today],
  );
  return row;
}

export async function markUsed(db: Db, id: Id<'access-token'>, day: CalendarDay): Promise<void> {
  await db.query(
    'UPDATE staff.access_token SET last_used_on = $2 WHERE id = $1 AND last_used_on IS DISTINCT FROM $2::date',
    [id, day],
  );
}

/** @param page.owner null: everybody's */
export function listTokens(
  db: Db,
  page: { owner: Id<'staff'> | null; before: Id<'access-token'> | null; limit: number },
): Promise<TokenRow[]> {
  return db.query(
    `SELECT ${columns} FROM staff.access_token t
     WHERE ($1::uuid IS NULL OR t.staff_id = $1) AND ($2::uuid IS NULL OR t.id < $2) ORDER BY t.id DESC LIMIT $3`,
    [page.owner, page.before, page.limit],
  );
}

/** @returns undefined for one that is not there (or not the owner's), false for one that was revoked already */
export async function endToken(
  tx: Tx,
  end: { tokenId: Id<'access-token'>; owner: Id<'staff'> | null; at: Date; by: Id<'staff'> },
): Promise<boolean | undefined> {
  const [row] = await tx.query<{ revoked_at: Date | null }>(
    'SELECT revoked_at FROM staff.access_token WHERE id = $1 AND ($2::uuid IS NULL OR staff_id = $2) FOR UPDATE',
    [end.tokenId, end.owner],
  );
  if (row === undefined) return undefined;
  if (row.revoked_at !== null) return false;
  await tx.query('UPDATE staff.access_token SET revoked_at = $2, revoked_by = $3 WHERE id = $1', [
    end.tokenId,
    end.at,
    end.by,
  ]);
  return true;
}

export async function removeEndedTokens(db: Db, now: Date, days: number): Promise<number> {
  const gone = await db.query(
    `DELETE FROM staff.access_token
     WHERE least(coalesce(revoked_at, until + interval '1 day'), until + interval '1 day') < $1::timestamptz - make_interval(days => $2)
     RETURNING id`,
    [now, days],
  );
  return gone.length;
}

/** Ends every token of a member of staff. */
export async function revokeAllTokens(tx: Tx, staffId: Id<'staff'>, at: Date): Promise<void> {
  await tx.query(
    'UPDATE staff.access_token SET revoked_at = $2, revoked_by = $1 WHERE staff_id = $1 AND revoked_at IS NULL',
    [staffId, at],
  );
}
