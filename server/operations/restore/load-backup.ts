import type { Loading } from '../../storage/load-rows.ts';
import {
  backupSet,
  lateSet,
  logPartSet,
  type LateStatement,
  type SequenceStand,
  type TableFile,
} from '../backup/format.ts';
import { type LateTable, lateTables } from '../backup/late-tables.ts';
import type { Chosen } from './choose-sets.ts';
import type { SetReader } from './read-sets.ts';
import { refuseRestore } from './refuse.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const nameOf = ({ schema, table }: { schema: string; table: string }) => `${quote(schema)}.${quote(table)}`;

/**
 * The data of a backup and the lines of the log, into tables that its migrations have just made: all of it, or nothing when a
 * file is not the one that was signed. @returns how many rows
 */
export async function loadBackup(
  loading: Loading,
  reader: SetReader,
  { backup, log, linesFrom }: Pick<Chosen, 'backup' | 'log' | 'linesFrom'>,
  onTable?: (name: string) => void,
): Promise<{ rows: number; lines: number }> {
  // What a migration put there of itself is in the backup, or is none of it: search begins anew.
  for (const table of [...backup.tables].toReversed()) await loading.query(`DELETE FROM ${nameOf(table)}`);
  await loading.query('DELETE FROM search.progress');
  let rows = 0;
  for (const file of backup.tables) {
    onTable?.(`${file.schema}.${file.table}`);
    rows += await loadFile(loading, reader, backupSet(backup.id), file);
  }
  let lines = 0;
  for (const part of log) {
    onTable?.('log');
    for (const file of part.tables) {
      // Of lines that are pruned only the tiles are there: they prove what is left.
      if (part.to <= linesFrom && file.table !== 'tile') continue;
      const loaded = await loadFile(loading, reader, logPartSet(part.from, part.to), file);
      if (file.table === 'entry') lines += loaded;
    }
  }
  await pruneLines(loading, linesFrom);
  await setSequences(loading, backup.sequences);
  return { rows, lines };
}

async function loadFile(
  loading: Loading,
  reader: SetReader,
  set: string,
  file: TableFile,
  into: { schema: string; table: string } = file,
): Promise<number> {
  const rows = await loading.copyIn({ ...into, columns: file.columns }, reader.read(set, file));
  if (rows !== file.rows) throw refuseRestore('rows-differ', { file: `${set}${file.name}` });
  return rows;
}

/** A part may begin before lines whose period has ended and end after them: they do not come back either. */
async function pruneLines(loading: Loading, linesFrom: number): Promise<void> {
  await loading.query(
    `WITH gone AS (DELETE FROM log.place p WHERE p.index < $1 RETURNING p.entry_id)
     DELETE FROM log.entry e USING gone WHERE e.id = gone.entry_id`,
    [linesFrom],
  );
}

/** A number that was given out is never given out again. */
async function setSequences(loading: Loading, sequences: readonly SequenceStand[]): Promise<void> {
  for (const { name, last } of sequences) {
    if (last === null) continue;
    const [schema, sequence] = name.split('.') as [string, string];
    await loading.query(
      `SELECT setval(s.oid::regclass, greatest($3::bigint, (SELECT coalesce(last_value, 0) FROM pg_sequences p
         WHERE p.schemaname = $1 AND p.sequencename = $2)))
       FROM pg_class s JOIN pg_namespace n ON n.oid = s.relnamespace WHERE n.nspname = $1 AND s.relname = $2 AND s.relkind = 'S'`,
      [schema, sequence, last],
    );
  }
}

/** How many rows of the late set stand in each table now. */
export type BroughtUp = Readonly<Record<string, number>>;

const ofPeople = new Set(['person_field', 'identifier', 'name_token', 'identifier_variant']);
/** Rows that are of somebody who may be erased since: they go with them. */
const needsPerson = new Set([
  'person_field',
  'person_forward',
  'person_informed',
  'inform_letter',
  'person_distinct',
  'incident_person',
]);

/** Rows that are of a recording which came after the backup: it is lost with its call. */
const needsRecording = new Set(['recording_extension', 'recording_hold']);

/**
 * What happened after the backup and must not be undone: the ring, the declaration, who may do what, and what was put right,
 * restricted, merged or told since. The late set is read into tables beside those of the database, and takes their place.
 */
export async function bringUp(loading: Loading, reader: SetReader, late: LateStatement): Promise<BroughtUp> {
  const set = lateSet(late.number);
  const brought: Record<string, number> = {};
  const files = new Map(late.tables.map((file) => [`${file.schema}.${file.table}`, file]));
  const staged: Staged[] = [];
  for (const [index, table] of lateTables.entries()) {
    const file = files.get(`${table.schema}.${table.table}`);
    // A set of an older release has not what came with this one.
    if (file === undefined) continue;
    const stage = `late_${index}`;
    await loading.query(`CREATE TEMP TABLE ${stage} (LIKE ${nameOf(table)}) ON COMMIT DROP`);
    brought[`${table.schema}.${table.table}`] = await loadFile(loading, reader, set, file, {
      schema: 'pg_temp',
      table: stage,
    });
    staged.push({
      table,
      file,
      stage,
      key: await readKey(loading, table),
      given: await readGiven(loading, table),
    });
  }
  const stageOf = (name: string) =>
    staged.find(({ table }) => `${table.schema}.${table.table}` === name)?.stage;
  const people = stageOf('register.person');
  if (people !== undefined)
    for (const table of ofPeople)
      await loading.query(
        `DELETE FROM register.${table} WHERE person_id IN (SELECT id FROM pg_temp.${people})`,
      );
  for (const each of staged) await putInPlace(loading, each);
  for (const each of staged.toReversed()) if (each.table.whole) await removeGone(loading, each);
  if (people !== undefined)
    await loading.query(
      `UPDATE register.person SET state = 'active' WHERE state = 'restricted' AND id NOT IN (SELECT id FROM pg_temp.${people})`,
    );
  await setSequences(loading, late.sequences);
  return brought;
}

async function readKey(loading: Loading, { schema, table }: LateTable): Promise<string[]> {
  const rows = await loading.query<{ column: string }>(
    `SELECT a.attname::text AS "column" FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)`,
    [`${quote(schema)}.${quote(table)}`],
  );
  return rows.map(({ column }) => column);
}

async function readGiven(loading: Loading, { schema, table }: LateTable): Promise<string[]> {
  const rows = await loading.query<{ column: string }>(
    `SELECT attname::text AS "column" FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''`,
    [`${quote(schema)}.${quote(table)}`],
  );
  return rows.map(({ column }) => column);
}

interface Staged {
  readonly table: LateTable;
  readonly file: TableFile;
  readonly stage: string;
  readonly key: readonly string[];
  /** Numbers that the database gave a row: they never change. */
  readonly given: readonly string[];
}

/** Changed rows before new ones: a user name that was given up is then free for who took it. */
async function putInPlace(loading: Loading, { table, file, stage, key, given }: Staged): Promise<void> {
  const target = nameOf(table);
  const columns = file.columns.map(quote);
  const rest = file.columns.filter((column) => !key.includes(column) && !given.includes(column)).map(quote);
  const matches = key.map((column) => `t.${quote(column)} = s.${quote(column)}`).join(' AND ');
  if (rest.length > 0)
    await loading.query(
      `UPDATE ${target} t SET ${rest.map((column) => `${column} = s.${column}`).join(', ')} FROM pg_temp.${stage} s WHERE ${matches}`,
    );
  const only = needsRecording.has(table.table)
    ? 'AND EXISTS (SELECT FROM register.recording r WHERE r.id = s.recording_id)'
    : needsPerson.has(table.table)
      ? table.table === 'person_distinct'
        ? 'AND EXISTS (SELECT FROM register.person p WHERE p.id = s.lower_id) AND EXISTS (SELECT FROM register.person p WHERE p.id = s.higher_id)'
        : 'AND EXISTS (SELECT FROM register.person p WHERE p.id = s.person_id)'
      : '';
  await loading.query(
    `INSERT INTO ${target} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${columns.map((column) => `s.${column}`).join(', ')} FROM pg_temp.${stage} s
     WHERE NOT EXISTS (SELECT FROM ${target} t WHERE ${matches}) ${only}`,
  );
}

/** Of a table that the late set has whole, what is not in it is gone since. What was destroyed stays destroyed. */
async function removeGone(loading: Loading, { table, stage, key }: Staged): Promise<void> {
  const matches = key.map((column) => `t.${quote(column)} = s.${quote(column)}`).join(' AND ');
  if (table.table === 'endpoint')
    await loading.query(
      `DELETE FROM connections.delivery d WHERE NOT EXISTS (SELECT FROM pg_temp.${stage} s WHERE s.id = d.endpoint_id)`,
    );
  if (table.table === 'tombstone') return;
  await loading.query(
    `DELETE FROM ${nameOf(table)} t WHERE NOT EXISTS (SELECT FROM pg_temp.${stage} s WHERE ${matches})`,
  );
}

/**
 * People who were merged since: their contacts are the kept person's, and their log pseudonyms follow by the usual job.
 * @returns how many contacts
 */
export async function repointMerged(loading: Loading): Promise<number> {
  const [row] = await loading.query<{ contacts: number }>(
    `WITH moved AS (
       UPDATE register.contact c SET person_id = f.person_id FROM register.person_forward f WHERE f.old_id = c.person_id
       RETURNING c.id, c.person_id
     ), noted AS (
       INSERT INTO register.person_repoint (contact_id, person_id) SELECT id, person_id FROM moved
       ON CONFLICT (contact_id) DO UPDATE SET person_id = excluded.person_id RETURNING 1
     ) SELECT count(*) AS contacts FROM noted`,
  );
  return row!.contacts;
}
