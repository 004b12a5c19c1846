import type { Place } from '../../vault/sealed.ts';
import { codeProbe, found, type Probe, type ProbeContext } from './probe.ts';

/** Rows looked at in each column and run; which ones changes with every run. */
const rowsLookedAt = 20_000;

const columnsSql = `SELECT n.nspname || '.' || c.relname AS "table", a.attname AS "column", a.atttypid = 'bytea'::regtype AS bytes,
     greatest(c.reltuples, 0) AS rows,
     (SELECT k.attname FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
      WHERE i.indrelid = c.oid AND i.indisprimary) AS key
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attname LIKE '%\\_sealed'
     AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
   ORDER BY 1, 2`;

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly bytes: boolean;
  readonly rows: number;
  readonly key: string | null;
}

/** An envelope is its format, a nonce and a tag at least; of a long value the first byte alone is fetched. */
const lookSql = ({
  table,
  column,
  key,
}: ColumnRow) => `SELECT count(*) AS denominator, count(*) FILTER (WHERE plain) AS numerator,
     (array_agg(id) FILTER (WHERE plain))[1:5] AS sample
   FROM (SELECT ${quote(key!)}::text AS id, CASE WHEN octet_length(${quote(column)}) < 29 THEN true
           ELSE substring(${quote(column)} FROM 1 FOR 1) NOT IN ('\\x01'::bytea, '\\x02'::bytea) END AS plain
         FROM ${table.split('.').map(quote).join('.')} TABLESAMPLE SYSTEM ($1) WHERE ${quote(column)} IS NOT NULL) each`;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const here = 'code: server/safeguards/promises/probes/sealing-probes.ts';

/** P4: what stands where values are kept is an envelope, not a text. */
const valuesSealed = codeProbe(
  'P4.values-sealed',
  [columnsSql, lookSql({ table: 'TABLE', column: 'COLUMN', key: 'KEY', bytes: true, rows: 0 }), here],
  async (context) => {
    let numerator = 0;
    let denominator = 0;
    const sample: string[] = [];
    for (const column of await readColumns(context)) {
      if (!column.bytes || column.key === null) continue;
      const [row] = await context.db.query<{
        numerator: number;
        denominator: number;
        sample: string[] | null;
      }>(lookSql(column), [Math.min(100, (100 * rowsLookedAt) / Math.max(1, column.rows))]);
      numerator += row!.numerator;
      denominator += row!.denominator;
      sample.push(...(row!.sample ?? []).map((id) => `${column.table}.${column.column} ${id}`));
    }
    return found(numerator, denominator, sample);
  },
);

/** P4: every column for values holds bytes, is claimed by a part of the program, and every claim is there. */
const columnsClaimed = codeProbe('P4.columns-claimed', [columnsSql, here], async (context) => {
  const columns = await readColumns(context);
  const nameOf = ({ table, column }: Pick<Place, 'table' | 'column'>) => `${table}.${column}`;
  const claimed = new Set(context.sealedPlaces.map(nameOf));
  const there = new Set(columns.map(nameOf));
  const wrong = [
    ...columns.filter((column) => !column.bytes || !claimed.has(nameOf(column))).map(nameOf),
    ...[...claimed].filter((name) => !there.has(name)),
  ];
  return found(wrong.length, columns.length, wrong);
});

function readColumns({ db, once }: ProbeContext): Promise<ColumnRow[]> {
  return once('sealed columns', () => db.query<ColumnRow>(columnsSql));
}

export const sealingProbes: readonly Probe[] = [valuesSealed, columnsClaimed];
