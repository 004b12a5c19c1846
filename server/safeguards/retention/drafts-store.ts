import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface DraftRow {
  readonly id: Id<'draft'>;
  readonly name: string;
  /** The version in force when it was begun. */
  readonly based_on: number;
  /** Counts its savings. */
  readonly version: number;
  readonly saved_at: Date;
  readonly saved_by: Id<'staff'>;
}

const columns = 'id, name, based_on, version, saved_at, saved_by';

export function selectDrafts(db: Db): Promise<DraftRow[]> {
  return db.query<DraftRow>(`SELECT ${columns} FROM declaration.draft ORDER BY saved_at DESC, id`);
}

export async function selectDraft(
  db: Db,
  id: Id<'draft'>,
): Promise<(DraftRow & { readonly source: string }) | undefined> {
  const [row] = await db.query<DraftRow & { readonly source: string }>(
    `SELECT ${columns}, source FROM declaration.draft WHERE id = $1`,
    [id],
  );
  return row;
}

export type HeldDraft = Pick<DraftRow, 'version' | 'saved_at' | 'saved_by'>;

/** All of them, so that their number holds: they are few, and written seldom. */
export async function lockDrafts(tx: Tx): Promise<ReadonlyMap<string, HeldDraft>> {
  await tx.query('LOCK TABLE declaration.draft IN SHARE ROW EXCLUSIVE MODE');
  const rows = await tx.query<HeldDraft & { id: string }>(
    'SELECT id, version, saved_at, saved_by FROM declaration.draft',
  );
  return new Map(rows.map(({ id, ...held }) => [id, held]));
}

export function upsertDraft(tx: Tx, row: Omit<DraftRow, 'version'> & { readonly source: string }): void {
  tx.send(
    `INSERT INTO declaration.draft (id, name, source, based_on, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, source = excluded.source, saved_at = excluded.saved_at,
       saved_by = excluded.saved_by, version = declaration.draft.version + 1`,
    [row.id, row.name, row.source, row.based_on, row.saved_at, row.saved_by],
  );
}

export function deleteDraft(tx: Tx, id: Id<'draft'>): void {
  tx.send('DELETE FROM declaration.draft WHERE id = $1', [id]);
}
