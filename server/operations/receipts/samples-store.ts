import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { SampleRow } from './sample.ts';

const columns = 'id, population, size, commitment, checkpoint, committed_at, seed, drawn, drawn_at';

/** @returns false when the inspection has as many as it may */
export async function insertSample(
  db: Db,
  inspectionId: Id<'inspection'>,
  row: Omit<SampleRow, 'seed' | 'drawn' | 'drawn_at'>,
  most: number,
): Promise<boolean> {
  const made = await db.query(
    `INSERT INTO staff.inspection_sample (inspection_id, id, population, size, commitment, checkpoint, committed_at)
     SELECT $1, $2, $3, $4, $5, $6, $7
     WHERE (SELECT count(*) FROM staff.inspection_sample WHERE inspection_id = $1) < $8 RETURNING id`,
    [inspectionId, row.id, row.population, row.size, row.commitment, row.checkpoint, row.committed_at, most],
  );
  return made.length > 0;
}

/** Newest first. */
export function listSamples(db: Db, inspectionId: Id<'inspection'>): Promise<SampleRow[]> {
  return db.query(
    `SELECT ${columns} FROM staff.inspection_sample WHERE inspection_id = $1 ORDER BY committed_at DESC, id DESC`,
    [inspectionId],
  );
}

export async function readSample(
  db: Db,
  inspectionId: Id<'inspection'>,
  id: Id<'sample'>,
): Promise<SampleRow | undefined> {
  const [row] = await db.query<SampleRow>(
    `SELECT ${columns} FROM staff.inspection_sample WHERE inspection_id = $1 AND id = $2`,
    [inspectionId, id],
  );
  return row;
}

/** Once: of two seeds at once one is taken. */
export async function drawOnce(
  db: Db,
  inspectionId: Id<'inspection'>,
  id: Id<'sample'>,
  given: { seed: string; drawn: number; at: Date },
): Promise<boolean> {
  const done = await db.query(
    `UPDATE staff.inspection_sample SET seed = $3, drawn = $4, drawn_at = $5
     WHERE inspection_id = $1 AND id = $2 AND seed IS NULL RETURNING id`,
    [inspectionId, id, given.seed, given.drawn, given.at],
  );
  return done.length > 0;
}
