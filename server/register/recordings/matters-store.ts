import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ExtensionGround } from './recording-period.ts';

/** What a complaint and a quality project have in common. */
export interface MatterRow {
  id: Id;
  queue: string;
  owner_id: Id<'staff'>;
  opened_at: Date;
  opened_by: Id<'staff'>;
  /** ISO. */
  ends_on: string;
  closed_at: Date | null;
  closed_by: Id<'staff'> | null;
  version: number;
  account_sealed: Buffer;
}

export interface ComplaintRow extends MatterRow {
  contact_id: Id<'contact'>;
  /** Given by the database. */
  number: number;
}

export interface ProjectRow extends MatterRow {
  delete_after: Date;
  delete_rule: string;
  declaration_version: number;
}

export interface MatterRows {
  readonly complaint: ComplaintRow;
  readonly 'quality-project': ProjectRow;
}

interface Table {
  readonly name: string;
  readonly from: string;
  readonly queue: string;
  /** Beside those of both. */
  readonly own: readonly string[];
  readonly inserted: readonly string[];
  readonly changed: readonly string[];
}

const shared = [
  'id',
  'owner_id',
  'opened_at',
  'opened_by',
  'ends_on',
  'closed_at',
  'closed_by',
  'version',
  'account_sealed',
];
const given = ['id', 'owner_id', 'opened_at', 'opened_by', 'ends_on', 'account_sealed'];
const changed = ['owner_id', 'ends_on', 'closed_at', 'closed_by', 'account_sealed'];
const term = ['delete_after', 'delete_rule', 'declaration_version'];

const tables: Readonly<Record<ExtensionGround, Table>> = {
  complaint: {
    name: 'register.complaint',
    // A complaint is worked on where its contact is.
    from: 'register.complaint m JOIN register.contact c ON c.id = m.contact_id',
    queue: 'c.queue',
    own: ['contact_id', 'number'],
    inserted: ['contact_id', ...given],
    changed,
  },
  'quality-project': {
    name: 'register.quality_project',
    from: 'register.quality_project m',
    queue: 'm.queue',
    own: term,
    inserted: ['queue', ...given, ...term],
    changed: [...changed, ...term],
  },
};

const columnsOf = ({ own, queue }: Table) =>
  [...[...shared, ...own].map((column) => `m.${column}`), `${queue} AS queue`].join(', ');
const valuesOf = (row: object, columns: readonly string[]) =>
  columns.map((column) => (row as Record<string, unknown>)[column]);

type Given<Row extends MatterRow> = Omit<Row, 'version' | 'closed_at' | 'closed_by' | 'number'>;

/** @returns false when one with that id stands already */
export async function insertMatter<Ground extends ExtensionGround>(
  tx: Tx,
  ground: Ground,
  row: Given<MatterRows[Ground]>,
): Promise<boolean> {
  const { name, inserted } = tables[ground];
  const rows = await tx.query(
    `INSERT INTO ${name} (${inserted.join(', ')}) VALUES (${inserted.map((_, at) => `$${at + 1}`).join(', ')})
     ON CONFLICT DO NOTHING RETURNING 1`,
    valuesOf(row, inserted),
  );
  return rows.length > 0;
}

export async function readMatter<Ground extends ExtensionGround>(
  db: Db,
  ground: Ground,
  id: Id,
): Promise<MatterRows[Ground] | undefined> {
  const table = tables[ground];
  const [row] = await db.query<MatterRows[Ground]>(
    `SELECT ${columnsOf(table)} FROM ${table.from} WHERE m.id = $1`,
    [id],
  );
  return row;
}

/** Of a complaint the contact is held by the caller, where it is changed. */
export async function lockMatter<Ground extends ExtensionGround>(
  tx: Tx,
  ground: Ground,
  id: Id,
): Promise<MatterRows[Ground] | undefined> {
  const table = tables[ground];
  const [row] = await tx.query<MatterRows[Ground]>(
    `SELECT ${columnsOf(table)} FROM ${table.from} WHERE m.id = $1 FOR UPDATE OF m`,
    [id],
  );
  return row;
}

export async function updateMatter<Ground extends ExtensionGround>(
  tx: Tx,
  ground: Ground,
  row: MatterRows[Ground],
): Promise<number> {
  const { name, changed: columns } = tables[ground];
  const [after] = await tx.query<{ version: number }>(
    `UPDATE ${name} SET version = version + 1, ${columns.map((column, at) => `${column} = $${at + 2}`).join(', ')}
     WHERE id = $1 RETURNING version`,
    [row.id, ...valuesOf(row, columns)],
  );
  return after!.version;
}

export interface MattersAsked {
  readonly queues: readonly string[];
  readonly open: boolean;
  readonly after: { readonly at: Date; readonly id: Id } | undefined;
  readonly limit: number;
  /** Complaints made in this contact, or that are about it too. */
  readonly contact?: Id<'contact'> | undefined;
}

/** Newest first. */
export function listMatterRows<Ground extends ExtensionGround>(
  db: Db,
  ground: Ground,
  { queues, open, after, limit, contact }: MattersAsked,
): Promise<MatterRows[Ground][]> {
  const table = tables[ground];
  const ofContact =
    contact === undefined
      ? ''
      : `AND (m.contact_id = $6 OR EXISTS (SELECT FROM register.complaint_contact l WHERE l.complaint_id = m.id AND l.contact_id = $6))`;
  return db.query<MatterRows[Ground]>(
    `SELECT ${columnsOf(table)} FROM ${table.from}
     WHERE ${table.queue} = ANY ($1) AND (m.closed_at IS NULL) = $2
       AND ($3::timestamptz IS NULL OR (m.opened_at, m.id) < ($3, $4::uuid)) ${ofContact}
     ORDER BY m.opened_at DESC, m.id DESC LIMIT $5`,
    [queues, open, after?.at ?? null, after?.id ?? null, limit, ...(contact === undefined ? [] : [contact])],
  );
}
