import { createHash } from 'node:crypto';
import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { Place, SealedColumn } from '../../safeguards/vault/sealed.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database, Db } from '../../storage/database.ts';
import { nameOf, tablesOfBackup } from '../backup/tables.ts';

/** What a register holds, as numbers and hashes: two that are equal hold the same. */
export interface RegisterPrint {
  readonly entries: readonly PrintEntry[];
}

interface PrintEntry {
  /** `rows register.contact`, `values register.contact.card_sealed`, `blobs`. */
  readonly what: string;
  readonly count: number;
  readonly digest: string;
}

/** What a restore writes of itself. */
const ownMarks: ReadonlySet<string> = new Set([
  'operations.restore_report',
  'mail.restored',
  // Links that were handed out have ended.
  'staff.link',
  'log.anchoring',
]);
const page = 500;

/**
 * Every row of every table, every sealed value as it opens, every blob. Opens as *system*, with a line for each page.
 * @param deps.owner the owner of the database
 */
export async function takePrint(deps: {
  owner: Database;
  db: Db;
  vault: Vault;
  access: Access;
  blobs: Blobs;
  places: readonly Place[];
}): Promise<RegisterPrint> {
  const entries: PrintEntry[] = [];
  for (const table of await tablesOfBackup(deps.owner)) {
    const name = nameOf(table);
    if (ownMarks.has(name)) continue;
    const columns = table.columns.map((column) => `t."${column}"`).join(', ');
    // The sum of the rows' hashes: the order does not count, and nothing is held.
    const [row] = await deps.owner.query<{ rows: number; digest: string }>(
      `SELECT count(*) AS rows, coalesce(sum(('x' || left(encode(sha256(convert_to(ROW(${columns})::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint::numeric), 0)::text AS digest
       FROM "${table.schema}"."${table.table}" t`,
    );
    entries.push({ what: `rows ${name}`, count: row!.rows, digest: row!.digest });
  }
  const seen = new Set<string>();
  for (const place of deps.places) {
    const name = `${place.table}.${place.column}`;
    // Of people's fields all categories stand in one column.
    if (seen.has(name)) continue;
    seen.add(name);
    entries.push(await printValues(deps, place, name));
  }
  entries.push(await printBlobs(deps.blobs));
  return { entries };
}

async function keyOf(db: Db, table: string): Promise<readonly string[]> {
  const rows = await db.query<{ column: string }>(
    `SELECT a.attname::text AS "column" FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)`,
    [table],
  );
  return rows.map(({ column }) => column);
}

async function printValues(
  deps: { db: Db; vault: Vault; access: Access },
  place: Place,
  name: string,
): Promise<PrintEntry> {
  const [unit, row = unit] = await keyOf(deps.db, place.table);
  const column: SealedColumn<Uint8Array> = {
    ...place,
    encode: (value) => value,
    decode: (bytes) => bytes,
    at: (of, at, envelope) => ({ place, unit: of, row: at, envelope }),
  };
  const hash = createHash('sha256');
  let count = 0;
  for (let after = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000']; ;) {
    const rows = await deps.db.query<{ unit: Id; row: Id; sealed: Buffer }>(
      `SELECT ${unit} AS unit, ${row} AS row, ${place.column} AS sealed FROM ${place.table}
       WHERE ${place.column} IS NOT NULL AND (${unit}, ${row}) > ($1::uuid, $2::uuid) ORDER BY ${unit}, ${row} LIMIT ${page}`,
      after,
    );
    if (rows.length > 0) count += await hashPage(deps, column, rows, hash);
    const last = rows.at(-1);
    if (rows.length < page || last === undefined) break;
    after = [last.unit, last.row];
  }
  return { what: `values ${name}`, count, digest: hash.digest('hex') };
}

function hashPage(
  { vault, access }: { vault: Vault; access: Access },
  column: SealedColumn<Uint8Array>,
  rows: readonly { unit: Id; row: Id; sealed: Buffer }[],
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  const grant = access.systemGrant('restore', {
    units: [...new Set(rows.map((each) => each.unit))],
    categories: [column.category],
  });
  return vault.open(
    grant,
    'view',
    () => Promise.resolve(),
    (opener) => {
      let opened = 0;
      for (const each of rows) {
        if (!opener.holds(each.unit)) continue;
        hash.update(`${each.unit}${each.row}`);
        hash.update(
          createHash('sha256')
            .update(opener.open(column, column.at(each.unit, each.row, each.sealed)))
            .digest(),
        );
        opened += 1;
      }
      return opened;
    },
    { count: rows.length },
  );
}

async function printBlobs(blobs: Blobs): Promise<PrintEntry> {
  const ids: Id<'blob'>[] = [];
  for await (const { id } of blobs.list()) ids.push(id);
  const hash = createHash('sha256');
  for (const id of ids.toSorted()) {
    hash.update(id);
    const size = await blobs.size(id);
    for (let from = 0; from < size; from += blobs.bestRead)
      hash.update(await blobs.read(id, from, blobs.bestRead));
  }
  return { what: 'blobs', count: ids.length, digest: hash.digest('hex') };
}

export interface Compared {
  readonly what: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly same: boolean;
}

export function comparePrints(before: RegisterPrint, after: RegisterPrint): Compared[] {
  const then = new Map(before.entries.map((each) => [each.what, each]));
  const now = new Map(after.entries.map((each) => [each.what, each]));
  return [...new Set([...then.keys(), ...now.keys()])].map((what) => {
    const [one, other] = [then.get(what), now.get(what)];
    return {
      what,
      before: one?.count ?? null,
      after: other?.count ?? null,
      same:
        one !== undefined && other !== undefined && one.count === other.count && one.digest === other.digest,
    };
  });
}
