import type { Db } from '../../../storage/database.ts';

export interface CosignatureRow {
  readonly size: number;
  readonly at: Date;
  /** The checkpoint as it was shown to the witness. */
  readonly note: string;
  readonly line: string;
}

export async function newestCosignature(db: Db, witness: string): Promise<CosignatureRow | undefined> {
  const [row] = await db.query<CosignatureRow>(
    'SELECT size, at, note, line FROM log.cosignature WHERE witness = $1 ORDER BY size DESC LIMIT 1',
    [witness],
  );
  return row;
}

export async function addCosignature(db: Db, witness: string, row: CosignatureRow): Promise<void> {
  await db.query(
    'INSERT INTO log.cosignature (size, witness, at, note, line) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [row.size, witness, row.at, row.note, row.line],
  );
}

/** The lines that stand below a checkpoint of this size, each with its line end. */
export async function cosignaturesAt(db: Db, size: number): Promise<string> {
  const rows = await db.query<{ line: string }>(
    'SELECT line FROM log.cosignature WHERE size = $1 ORDER BY witness',
    [size],
  );
  return rows.map(({ line }) => `${line}\n`).join('');
}

/** A checkpoint as it is given out: with what witnesses said of it. */
export interface GivenCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** Those after a size, smallest first; one that a witness signed is among them when its row was thinned out since. */
export function givenCheckpointsAfter(db: Db, size: number, most: number): Promise<GivenCheckpoint[]> {
  return db.query(
    `SELECT c.size, c.note || coalesce((SELECT string_agg(w.line || E'\\n', '' ORDER BY w.witness)
       FROM log.cosignature w WHERE w.size = c.size AND w.note = c.note), '') AS note
     FROM (SELECT size, note FROM log.checkpoint WHERE size > $1
       UNION SELECT size, note FROM log.cosignature WHERE size > $1) c ORDER BY c.size, c.note LIMIT $2`,
    [size, most],
  );
}
