import { createHash } from 'node:crypto';
import { canonicalJson } from '../../safeguards/access-log/canonical-leaf.ts';
import { type Signed, signStatement } from '../../safeguards/promises/sign-statement.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Db } from '../../storage/database.ts';
import type { LogStand } from './check-log.ts';
import type { Settled } from './settle-units.ts';

export const reportFormat = 'haltija-restore-1';

export type RestoreKind = 'restore' | 'replay' | 'rehearsal';

/** What a restore brought back, what it did not, and what it made sure of. Ids, numbers and codes; no personal data. */
export interface RestoreStatement {
  readonly kind: RestoreKind;
  readonly product: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly seconds: number;
  /** It was cut short and went on. */
  readonly resumed: boolean;
  readonly backup: { readonly id: string; readonly snapshotAt: string; readonly product: string } | null;
  readonly late: {
    readonly number: number;
    readonly snapshotAt: string;
    /** The operator's word why it is not the newest, or does not reach back. */
    readonly because: string | null;
  } | null;
  readonly rows: number;
  readonly blobs: number;
  /** Blobs that the backup found removed when their turn came. */
  readonly blobsGone: number;
  readonly log: LogStand;
  readonly units: Settled['kinds'];
  /** Of units without key and tombstone. */
  readonly alarming: Settled['alarming'];
  /** Why those were given up, in the operator's word; null: they were not. */
  readonly lossAccepted: string | null;
  readonly replayed: {
    readonly declarationVersions: number;
    /** Erasures known to the witness alone. */
    readonly erasures: number;
    readonly people: number;
    readonly restricted: number;
    readonly mergedContacts: number;
    readonly shortened: number;
    readonly rows: Readonly<Record<string, number>>;
  };
  readonly heldBack: { readonly messages: number; readonly letters: number; readonly webHooks: number };
  readonly mailsInTray: number;
  /** Sealed values that were opened to see that they open, by kind. */
  readonly opened: Readonly<Record<string, number>>;
  /** Contacts whose person is not there: none. */
  readonly dangling: number;
}

export type RestoreReport = Signed<typeof reportFormat, RestoreStatement>;

export function signReport(keeper: Keeper, statement: RestoreStatement): RestoreReport {
  return signStatement(keeper, reportFormat, statement);
}

/** The first 128 bits of the SHA-256 of the statement, as an id: what the line of the access log names it by. */
export function idOfReport(statement: RestoreStatement): string {
  const hex = createHash('sha256').update(canonicalJson(statement)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

export function countOf(kinds: Settled['kinds'], which: 'held' | 'made' | 'resealed' | 'alarms'): number {
  return Object.values(kinds).reduce((sum, kind) => sum + kind[which], 0);
}

export function countErased(kinds: Settled['kinds']): number {
  return Object.values(kinds).reduce(
    (sum, kind) => sum + Object.values(kind.erased).reduce((all, each) => all + each, 0),
    0,
  );
}

/** Whether all is as it should be. What was erased, or came after the backup, is no fault; what is unreadable is. */
export function isWell(statement: RestoreStatement): boolean {
  return (
    (countOf(statement.units, 'alarms') === 0 || statement.lossAccepted !== null) &&
    statement.log.problems === 0 &&
    statement.dangling === 0
  );
}

export async function storeReport(db: Db, report: RestoreReport): Promise<string> {
  const { statement } = report;
  const id = idOfReport(statement);
  await db.query(
    `INSERT INTO operations.restore_report (id, kind, at, ok, backup, late, held, alarms, seconds, signed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      statement.kind,
      statement.finishedAt,
      isWell(statement),
      statement.backup?.id ?? null,
      statement.late?.number ?? null,
      countOf(statement.units, 'held'),
      countOf(statement.units, 'alarms'),
      statement.seconds,
      JSON.stringify(report),
    ],
  );
  return id;
}

/** The last reports, newest first. */
export async function readReports(db: Db, most: number): Promise<RestoreStatement[]> {
  const rows = await db.query<{ signed: string }>(
    'SELECT signed FROM operations.restore_report ORDER BY at DESC, id LIMIT $1',
    [most],
  );
  return rows.map(({ signed }) => (JSON.parse(signed) as RestoreReport).statement);
}
