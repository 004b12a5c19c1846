import type pg from 'pg';

/** What goes with a contact and with a person, children first; and the column by which. */
const tables = [
  { from: 'search.text', name: 'text', by: 'contact_id', of: 'contact' },
  { from: 'register.contact_message', name: 'contact_message', by: 'contact_id', of: 'contact' },
  { from: 'register.thread_id', name: 'thread_id', by: 'contact_id', of: 'contact' },
  { from: 'mail.raw', name: 'raw', by: 'contact_id', of: 'contact' },
  { from: 'register.contact', name: 'contact', by: 'id', of: 'contact' },
  { from: 'register.identifier', name: 'identifier', by: 'person_id', of: 'person' },
  { from: 'register.name_token', name: 'name_token', by: 'person_id', of: 'person' },
  { from: 'register.person_field', name: 'person_field', by: 'person_id', of: 'person' },
  { from: 'register.person', name: 'person', by: 'id', of: 'person' },
] as const;

/**
 * The register once more without keys, log and tombstones: the same rows in tables of the same columns, indexes and
 * references, and for search one table of words with the indexes that anybody would give it. What is sealed stays the bytes
 * it is: as long as the text it stands for, and nobody reads it here.
 */
export async function copyPlain(owner: pg.Client): Promise<void> {
  await owner.query('DROP SCHEMA IF EXISTS plain CASCADE; CREATE SCHEMA plain');
  await owner.query("SET maintenance_work_mem = '256MB'");
  for (const { from, name } of tables) {
    if (name === 'text') {
      await owner.query(`
        CREATE UNLOGGED TABLE plain.text AS
          SELECT at, contact_id, text_id, array_to_tsvector(tokens::text[]) AS words FROM search.text;
        CREATE INDEX ON plain.text USING gin (words);
        CREATE INDEX ON plain.text (at DESC, contact_id DESC);
        CREATE INDEX ON plain.text (contact_id)`);
      continue;
    }
    await owner.query(
      `CREATE TABLE plain.${name} (LIKE ${from} INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)`,
    );
    const columns = await owner.query<{ list: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS list FROM pg_attribute
       WHERE attrelid = '${from}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    );
    const { list } = columns.rows[0]!;
    await owner.query(`INSERT INTO plain.${name} (${list}) SELECT ${list} FROM ${from}`);
    const indexes = await owner.query<{ definition: string }>(
      `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = '${from}'::regclass`,
    );
    for (const { definition } of indexes.rows)
      await owner.query(definition.replace(/INDEX \S+ ON \S+/, `INDEX ON plain.${name}`));
  }
  await owner.query(`
    ALTER TABLE plain.contact ADD PRIMARY KEY (id);
    ALTER TABLE plain.person ADD PRIMARY KEY (id);
    ALTER TABLE plain.contact_message ADD FOREIGN KEY (contact_id) REFERENCES plain.contact;
    ALTER TABLE plain.thread_id ADD FOREIGN KEY (contact_id) REFERENCES plain.contact;
    ALTER TABLE plain.person_field ADD FOREIGN KEY (person_id) REFERENCES plain.person`);
  // The unique index that each was copied with is the primary key's by now.
  await owner.query('DROP INDEX plain.contact_id_idx, plain.person_id_idx');
  await owner.query(`ANALYZE ${tables.map(({ name }) => `plain.${name}`).join(', ')}`);
  await owner.query('CHECKPOINT');
}

async function deleteRows(owner: pg.Client, of: 'contact' | 'person', ids: readonly string[]): Promise<void> {
  for (const table of tables)
    if (table.of === of)
      await owner.query({
        name: `delete ${table.name}`,
        text: `DELETE FROM plain.${table.name} WHERE ${table.by} = ANY ($1)`,
        values: [ids],
      });
}

async function deleteBatches(
  owner: pg.Client,
  of: 'contact' | 'person',
  next: { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
): Promise<number> {
  for (let deleted = 0; ;) {
    await owner.query('BEGIN');
    const { rows } = await owner.query<{ id: string }>({ ...next, values: [...next.values] });
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await deleteRows(owner, of, ids);
    await owner.query('COMMIT');
    if (ids.length === 0) return deleted;
    deleted += ids.length;
  }
}

/** A bare loop: what is due by a date, in batches. @returns how many contacts and people */
export async function deleteDue(owner: pg.Client, at: Date, batch: number): Promise<number> {
  const contacts = await deleteBatches(owner, 'contact', {
    name: 'due contacts',
    text: 'SELECT id FROM plain.contact WHERE delete_after <= $1 ORDER BY delete_after LIMIT $2 FOR UPDATE SKIP LOCKED',
    values: [at, batch],
  });
  const people = await deleteBatches(owner, 'person', {
    name: 'due people',
    text: `SELECT id FROM plain.person p WHERE delete_after <= $1
       AND NOT EXISTS (SELECT 1 FROM plain.contact c WHERE c.person_id = p.id)
       ORDER BY delete_after LIMIT $2 FOR UPDATE SKIP LOCKED`,
    values: [at, batch],
  });
  return contacts + people;
}

/** All of one person, bare: the same statements for all their contacts, in batches. */
export async function deletePerson(owner: pg.Client, person: string, batch: number): Promise<number> {
  const contacts = await deleteBatches(owner, 'contact', {
    name: 'contacts of one',
    text: 'SELECT id FROM plain.contact WHERE person_id = $1 ORDER BY last_at DESC LIMIT $2 FOR UPDATE SKIP LOCKED',
    values: [person, batch],
  });
  await owner.query('BEGIN');
  await deleteRows(owner, 'person', [person]);
  await owner.query('COMMIT');
  return contacts;
}
