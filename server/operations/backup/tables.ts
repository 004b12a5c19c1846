import type { Db } from '../../storage/database.ts';
import { lateTables } from './late-tables.ts';

/** Why a table stands in no backup. */
export const leftOut: Readonly<Record<string, string>> = {
  'ring.epoch': 'in the late set',
  'ring.unit_key': 'in the late set',
  'ring.index_key': 'in the late set',
  'ring.index_cover': 'in the late set',
  'ring.tombstone': 'in the late set',
  'log.entry': 'in the parts of the log',
  'log.place': 'in the parts of the log',
  'log.tile': 'in the parts of the log',
  'log.checkpoint': 'in the parts of the log',
  'log.waiting': 'a line without a place gets one within seconds, and stands in the next part',
  'live.call_intent': 'calls that somebody is about to make, for ten minutes',
  'live.event': 'told to processes that run; of no use afterwards',
  'live.presence': 'who is at a contact now',
  'search.month': 'made from the texts',
  'search.progress': 'made from the texts',
  'staff.session': 'whoever was signed in signs in again',
  'staff.sign_in_attempt': 'locks of some minutes',
  'promises.process': 'processes that run',
  'operations.import_live': 'imports that run',
  'operations.import_call': 'parts of old mail on their way between processes',
  'operations.backup_run': 'what stands at the place tells it',
  'operations.backup_blob': 'what stands at the place tells it',
  'operations.backup_log': 'what stands at the place tells it',
  'public.haltija_migration': 'in the statement',
  'public.haltija_quarantine': 'the state of a restore itself',
};

/** Whole schemas: search is made anew from the texts, jobs are enqueued anew. */
const leftOutSchemas: Readonly<Record<string, string>> = {
  search: 'made from the texts',
  graphile_worker: 'jobs are enqueued anew by what they are about',
};

export interface TableToCopy {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** Of its heap and what is stored beside it. */
  readonly bytes: number;
  /** Columns that name a blob. */
  readonly blobs: readonly string[];
}

export const nameOf = ({ schema, table }: { schema: string; table: string }): string => `${schema}.${table}`;

export const isLeftOut = (schema: string, table: string): boolean =>
  Object.hasOwn(leftOutSchemas, schema) || Object.hasOwn(leftOut, `${schema}.${table}`);

const tablesSql = `SELECT n.nspname AS schema, c.relname AS table, pg_table_size(c.oid) AS bytes,
    array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns,
    coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname = 'blob' AND a.atttypid = 'uuid'::regtype), '{}') AS blobs
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
  GROUP BY n.nspname, c.relname, c.oid ORDER BY 1, 2`;

const referencesSql = `SELECT DISTINCT from_n.nspname || '.' || from_c.relname AS "from", to_n.nspname || '.' || to_c.relname AS "to"
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class from_c ON from_c.oid = k.conrelid JOIN pg_catalog.pg_namespace from_n ON from_n.oid = from_c.relnamespace
  JOIN pg_catalog.pg_class to_c ON to_c.oid = k.confrelid JOIN pg_catalog.pg_namespace to_n ON to_n.oid = to_c.relnamespace
  WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`;

/** Every table of the database but those of PostgreSQL itself. */
export function readTables(db: Db): Promise<TableToCopy[]> {
  return db.query<TableToCopy>(tablesSql);
}

/** What a backup holds, in an order in which it can be loaded: each table after those it refers to. One that nobody has thought of is in it. */
export async function tablesOfBackup(db: Db): Promise<TableToCopy[]> {
  const tables = (await readTables(db)).filter(({ schema, table }) => !isLeftOut(schema, table));
  const references = await db.query<{ from: string; to: string }>(referencesSql);
  const byName = new Map(tables.map((each) => [nameOf(each), each]));
  const ordered: TableToCopy[] = [];
  const seen = new Set<string>();
  const take = (name: string) => {
    const found = byName.get(name);
    if (found === undefined || seen.has(name)) return;
    seen.add(name);
    for (const { from, to } of references) if (from === name) take(to);
    ordered.push(found);
  };
  for (const name of byName.keys()) take(name);
  return ordered;
}

/** The tables of the late set with their columns as they are now. */
export async function tablesOfLate(db: Db) {
  const byName = new Map((await readTables(db)).map((each) => [nameOf(each), each]));
  return lateTables.map((wanted) => ({ ...byName.get(nameOf(wanted))!, where: wanted.where }));
}

/** Those that the parts of the log hold, with which rows: `haltija.from` and `haltija.to` are places. */
export const logTables: readonly { readonly table: string; readonly where: string }[] = [
  { table: 'place', where: placesBetween('t.index') },
  {
    table: 'entry',
    where: `t.id IN (SELECT p.entry_id FROM log.place p WHERE ${placesBetween('p.index')})`,
  },
  {
    // A tile of 256 hashes of level n covers 256 to the power of n + 1 lines; it is in the part in which it became full.
    table: 'tile',
    where: `(t.index + 1) * (256::numeric ^ (t.level + 1)) > ${setting('from')} AND (t.index + 1) * (256::numeric ^ (t.level + 1)) <= ${setting('to')}`,
  },
  { table: 'checkpoint', where: `t.size > ${setting('from')} AND t.size <= ${setting('to')}` },
];

function setting(name: 'from' | 'to'): string {
  return `current_setting('haltija.${name}')::bigint`;
}

function placesBetween(column: string): string {
  return `${column} >= ${setting('from')} AND ${column} < ${setting('to')}`;
}

export interface MigrationStand {
  readonly name: string;
  readonly digest: string;
}

export function readMigrations(db: Db): Promise<MigrationStand[]> {
  return db.query('SELECT name, digest FROM public.haltija_migration ORDER BY name');
}

export function readSequences(db: Db): Promise<{ name: string; last: number | null }[]> {
  return db.query(
    `SELECT schemaname || '.' || sequencename AS name, last_value AS last FROM pg_catalog.pg_sequences
     WHERE schemaname NOT IN ('live', 'search', 'graphile_worker') ORDER BY 1`,
  );
}
