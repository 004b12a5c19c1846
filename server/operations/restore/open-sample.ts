import { Refusal } from '../../base/errors.ts';
import { type Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import type { Place, SealedColumn } from '../../safeguards/vault/sealed.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { refuseRestore } from './refuse.ts';

/** Of each column that holds sealed values. */
const sampled = 20;

interface Sampled {
  readonly unit: Id;
  readonly row: Id;
  readonly sealed: Buffer;
}

/** The columns of a table by which a sealed value is found: its unit, and itself. */
async function keyColumns(db: Db, table: string): Promise<string[]> {
  const rows = await db.query<{ column: string }>(
    `SELECT a.attname::text AS "column" FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)`,
    [table],
  );
  return rows.map(({ column }) => column);
}

/**
 * Opens a few values of every sealed column of the register, as *system* and with a line each in the access log, and keeps
 * nothing of them: a backup whose values do not open is none. @returns how many opened, by table
 */
export async function openSample(deps: {
  db: Db;
  vault: Vault;
  access: Access;
  holdings: readonly Holding[];
  /** A second log in which it must be durable before anything opens: of the register that is served, where this is a rehearsal. */
  record?: ((units: readonly Id[], category: string) => Promise<unknown>) | undefined;
}): Promise<Record<string, number>> {
  const { db } = deps;
  const opened: Record<string, number> = {};
  const places = new Map<string, Place>();
  for (const holding of deps.holdings)
    for (const place of holding.places) places.set(`${place.table}.${place.column}`, place);
  for (const place of places.values()) {
    const { table, column } = place;
    const [unit, row = unit] = await keyColumns(db, table);
    const values = await db.query<Sampled>(
      `SELECT ${unit} AS unit, ${row} AS row, ${column} AS sealed FROM ${table}
       WHERE ${column} IS NOT NULL ORDER BY random() LIMIT ${sampled}`,
    );
    if (values.length === 0) continue;
    await deps.record?.([...new Set(values.map(({ unit }) => unit))], place.category);
    opened[table] = (opened[table] ?? 0) + (await openValues(deps, place, values));
  }
  return opened;
}

async function openValues(
  { vault, access }: { vault: Vault; access: Access },
  place: Place,
  values: readonly Sampled[],
): Promise<number> {
  const column: SealedColumn<number> = {
    ...place,
    encode: () => Buffer.alloc(0),
    // How long it is, and nothing of what it says.
    decode: (bytes) => bytes.length,
    at: (unit, row, envelope) => ({ place, unit, row, envelope }),
  };
  const grant = access.systemGrant('restore', {
    units: [...new Set(values.map(({ unit }) => unit))],
    categories: [place.category],
  });
  return vault.open(
    grant,
    'view',
    () => Promise.resolve(),
    (opener) => {
      let opened = 0;
      for (const { unit, row, sealed } of values) {
        // What lost its ground gives no key, and is removed by its own job.
        if (!opener.holds(unit)) continue;
        try {
          opener.open(column, column.at(unit, row, sealed));
        } catch (error) {
          if (error instanceof Refusal && error.code === 'internal')
            throw refuseRestore('value-does-not-open', { table: place.table, unit });
          throw error;
        }
        opened += 1;
      }
      return opened;
    },
    { count: values.length },
  );
}
