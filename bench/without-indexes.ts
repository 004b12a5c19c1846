import type pg from 'pg';

/**
 * Does the work with the schemas' secondary indexes and references taken away, and puts them back, on all the
 * connections at once: a bulk load into them costs several times their making.
 */
export async function withoutIndexes(
  owners: readonly pg.Client[],
  schemas: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const owner = owners[0]!;
  const references = await owner.query<{ of: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace::regnamespace::text = ANY ($1)`,
    [schemas],
  );
  // The largest first: what is left for the end is small.
  const indexes = await owner.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
     WHERE c.relnamespace::regnamespace::text = ANY ($1) AND NOT i.indisunique AND c.relkind = 'i'
       AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
     ORDER BY a.amname = 'gin' DESC, i.indrelid`,
    [schemas],
  );
  for (const { of, name } of references.rows)
    await owner.query(`ALTER TABLE ${of} DROP CONSTRAINT "${name}"`);
  for (const { name } of indexes.rows) await owner.query(`DROP INDEX ${name}`);
  try {
    await work();
  } finally {
    const queue = [...indexes.rows];
    await Promise.all(
      owners.map(async (each) => {
        await each.query("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off");
        await each.query('SET max_parallel_maintenance_workers = 0');
        for (let index = queue.shift(); index; index = queue.shift()) await each.query(index.definition);
      }),
    );
    for (const { of, name, definition } of references.rows)
      await owner.query(`ALTER TABLE ${of} ADD CONSTRAINT "${name}" ${definition}`);
  }
}
