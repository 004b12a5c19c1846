import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { AccessLog } from '../../safeguards/access-log/append-entries.ts';
import type { AnchorFolder } from '../../safeguards/access-log/tree/anchor-folder.ts';
import type { CheckpointSigner } from '../../safeguards/access-log/tree/checkpoint.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { DatabaseConnection, Tx } from '../../storage/database.ts';
import type { RolePasswords } from '../../storage/migrate.ts';
import type { LogStand } from './check-log.ts';
import type { SetReader } from './read-sets.ts';
import type { RestoreKind } from './report.ts';

/** What a restore asks of the house over the restored database. */
export interface RestoredHouse {
  readonly contacts: ContactsDeps;
  readonly accessLog: AccessLog;
  readonly holdings: readonly Holding[];
  version(version: number): Promise<PublishedDeclaration>;
  /** What stands under the unit of a member whose name was erased. */
  forgetStaff(tx: Tx, staff: readonly Id<'staff'>[]): Promise<void>;
  sequence(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface RestoreDeps {
  readonly owner: DatabaseConnection;
  readonly passwords: RolePasswords;
  readonly migrations: string;
  readonly keeper: Keeper;
  readonly keeperDir: string;
  readonly signer: CheckpointSigner;
  readonly anchors: AnchorFolder | undefined;
  readonly reader: SetReader;
  /** Undefined: they are only checked. */
  readonly blobs: Blobs | undefined;
  readonly clock: Clock;
  readonly product: string;
  readonly kind: RestoreKind;
  /** Of a rehearsal: into the log of the register that is served. */
  readonly recordOpening?: ((units: readonly Id[], category: string) => Promise<unknown>) | undefined;
  /** Told of each step as it begins: a code of ours. */
  readonly tell: (step: string) => void;
  /** The house over the restored database, with nothing started. */
  openHouse(): Promise<RestoredHouse>;
}

/** What is known of the restore at each of its steps; it stands in the database, so that a killed one goes on. */
export interface Standing {
  readonly startedAt: string;
  readonly backup: string;
  readonly late: number;
  readonly because: string | null;
  readonly resumed: boolean;
  readonly rows: number;
  readonly lines: number;
  readonly brought: Readonly<Record<string, number>>;
  readonly erasures: number;
  readonly mergedContacts: number;
  readonly letters: number;
  readonly webHooks: number;
  readonly quiet: boolean;
  readonly blobs: number;
  /** What was found of the log before this restore wrote its own lines into it. */
  readonly log?: LogStand;
}
