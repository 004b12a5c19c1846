import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

export interface ErasureRow {
  readonly rule: string;
  readonly begun_at: Date;
}

/** From the commit on no contact and no mail of theirs gives a key. */
export function insertErasure(tx: Tx, person: Id<'person'>, row: ErasureRow): void {
  tx.send('INSERT INTO register.erasure (person_id, rule, begun_at) VALUES ($1, $2, $3)', [
    person,
    row.rule,
    row.begun_at,
  ]);
}

/** Locked: two processes never take the same person's batches at once. */
export async function lockErasure(tx: Tx, person: Id<'person'>): Promise<ErasureRow | undefined> {
  const [row] = await tx.query<ErasureRow>(
    'SELECT rule, begun_at FROM register.erasure WHERE person_id = $1 FOR UPDATE',
    [person],
  );
  return row;
}

export function deleteErasure(tx: Tx, person: Id<'person'>): void {
  tx.send('DELETE FROM register.erasure WHERE person_id = $1', [person]);
}

export function listErasuresUnderWay(db: Db): Promise<{ person_id: Id<'person'> }[]> {
  return db.query('SELECT person_id FROM register.erasure ORDER BY begun_at');
}
