import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import { readDatabaseUrl } from './base/database-url.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { keyServiceOf, openKeys } from './compose-keeper.ts';
import { keepCopied } from './safeguards/vault/copy-keeper.ts';
import type { KeyService } from './safeguards/vault/key-service.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import { keepBlobsInBucket } from './storage/blob-bucket.ts';
import { openBlobFolder } from './storage/blob-folder.ts';
import type { Blobs } from './storage/blobs.ts';
import type { MayConnect } from './storage/bucket/ask-before-connecting.ts';
import { createDatabase, type Database, type DatabaseConnection } from './storage/database.ts';
import { findRunningPostgres } from './storage/embedded/find-running-postgres.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './storage/embedded/start-embedded-postgres.ts';
import { backupRole, logWriterRole, migrate, type RolePasswords, serviceRole } from './storage/migrate.ts';

export interface StorageHouse {
  readonly keeper: Keeper;
  /** Undefined: none is set. */
  readonly keyService: KeyService | undefined;
  readonly blobs: Blobs;
  readonly db: Database;
  readonly logDb: Database;
  /** For searching: to make a plan anew for each of two dozen months takes longer than to ask them. */
  readonly searchDb: Database;
  readonly connection: DatabaseConnection;
  /** By which a backup reads. */
  readonly backupConnection: DatabaseConnection;
  /** PostgreSQL's own log, when the server is ours. */
  readonly databaseLog: string | undefined;
  /** For the few acts that are the owner's, on a connection that lasts as long as the work. */
  asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** With `attach`, the house works beside the service that owns the storage: an operator's command. */
export interface StorageSettings extends Settings {
  readonly attach?: boolean;
}

export interface StorageDeps {
  readonly log: Logger;
  readonly clock: Clock;
  /** Asked before each connection to the bucket; without it every host may be reached. */
  readonly mayConnect?: MayConnect | undefined;
  /** Asked before each connection to the key service; without it, it may be reached. */
  readonly mayAskKeys?: MayConnect | undefined;
}

export const migrations = join(import.meta.dirname, '../migrations');
export const databaseName = 'haltija';

/** Keeper, database and blobs; migrated and ready. @throws Refusal, each saying what to mend */
export async function openStorage(settings: StorageSettings, deps: StorageDeps): Promise<StorageHouse> {
  if (settings.attach === true) return attachStorage(settings, deps);
  const mayConnect = deps.mayAskKeys;
  const keeper = await openCopiedKeeper(settings, { create: true, mayConnect });
  const blobs = await openBlobs(settings, keeper, deps.mayConnect);
  const secret = secretsOf(keeper);
  const embedded =
    settings.databaseUrl === undefined
      ? await startEmbeddedPostgres({
          dataDir: embeddedFolder(settings),
          ownerPassword: secret('owner'),
          databaseName,
          log: deps.log,
          clock: deps.clock,
        })
      : undefined;
  try {
    const owner = embedded
      ? { ...embedded.connection, password: secret('owner') }
      : readDatabaseUrl(settings.databaseUrl!);
    const applied = await migrate(owner, rolePasswords(keeper), migrations);
    if (applied.length > 0) deps.log.info({ migrations: applied.length }, 'database migrated');
    return connect({ keeper, keyService: keyServiceOf(settings, mayConnect), blobs, owner, embedded });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/**
 * The storage as a command of the operator uses it: through the running service's server, or one that is
 * started for as long as the command lasts. Makes and migrates nothing.
 * @throws Refusal `storage-unavailable` (`no-data-yet`, `migration-pending`, `database-of-newer-release`), and those of `openStorage`
 */
export async function attachStorage(settings: Settings, deps: StorageDeps): Promise<StorageHouse> {
  if (!isStorageMade(settings))
    throw new Refusal('storage-unavailable', { reason: 'no-data-yet', folder: settings.dataDir });
  const mayConnect = deps.mayAskKeys;
  const keeper = await openCopiedKeeper(settings, { create: false, mayConnect });
  const found = await findDatabase(settings, () => Promise.resolve(keeper));
  const embedded =
    found === undefined
      ? await startEmbeddedPostgres({
          dataDir: embeddedFolder(settings),
          ownerPassword: secretsOf(keeper)('owner'),
          databaseName,
          log: deps.log,
          clock: deps.clock,
        })
      : undefined;
  try {
    const owner = found?.owner ?? { ...embedded!.connection, password: secretsOf(keeper)('owner') };
    const { pending, unknown } = await findPendingMigrations(owner);
    if (unknown.length > 0) throw new Refusal('storage-unavailable', { reason: 'database-of-newer-release' });
    if (pending.length > 0)
      throw new Refusal('storage-unavailable', { reason: 'migration-pending', pending: pending.length });
    const blobs = await openBlobs(settings, keeper, deps.mayConnect);
    return connect({ keeper, keyService: keyServiceOf(settings, mayConnect), blobs, owner, embedded });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The keeper's folder, and the copy of it where one is to be kept. The very first epoch begins before there can be one. */
async function openCopiedKeeper(
  settings: Settings,
  options: { create: boolean; mayConnect: MayConnect | undefined },
): Promise<Keeper> {
  const { keeperDir, keeperCopyDir } = settings;
  const isNew = !existsSync(join(keeperDir, 'root.key'));
  const keeper = await openKeys(settings, options);
  return keeperCopyDir === undefined || isNew ? keeper : keepCopied(keeper, keeperDir, keeperCopyDir);
}

/** Where the database is, when it is reached by URL. */
export function databasePlace(settings: Settings): { host: string; port: number } | undefined {
  if (settings.databaseUrl === undefined) return undefined;
  const { host, port } = readDatabaseUrl(settings.databaseUrl);
  return { host, port };
}

/** Of whoever has no gate to ask: no command that is without one touches a blob. */
const refuseAll: MayConnect = () =>
  Promise.reject(new Refusal('connection-not-declared', { way: 'storage' }));

/** In the folder, or in the bucket of the settings; a bucket is not asked anything yet. */
export async function openBlobs(
  { blobDir, bucket: setting }: Settings,
  keeper: Keeper,
  mayConnect: MayConnect = refuseAll,
): Promise<Blobs> {
  if (setting === undefined) return openBlobFolder(blobDir);
  // Its library is read only where there is a bucket: it costs 60 ms and 30 MB.
  const { openBucket } = await import('./storage/bucket/open-bucket.ts');
  return keepBlobsInBucket(openBucket(setting, { mayConnect }), setting.prefix, blobOwner(keeper));
}

/** By which the blobs of a bucket are known to be this register's. */
export const blobOwner = (keeper: Keeper): string => keeper.derive('blobs/owner', 16).toString('hex');

/** Whether there may be a database already: one by URL counts as made. */
export function isStorageMade(settings: Settings): boolean {
  return settings.databaseUrl !== undefined || existsSync(join(embeddedFolder(settings), 'location.json'));
}

/** The database as its owner reaches it right now: by URL, or the embedded one of another process of ours. */
export async function findDatabase(
  settings: Settings,
  openKeys: () => Promise<Keeper>,
): Promise<{ owner: DatabaseConnection; ownerPid: number | undefined } | undefined> {
  if (settings.databaseUrl !== undefined)
    return { owner: readDatabaseUrl(settings.databaseUrl), ownerPid: undefined };
  const running = await findRunningPostgres(embeddedFolder(settings));
  return (
    running && {
      owner: { ...running.connection, password: secretsOf(await openKeys())('owner') },
      ownerPid: running.ownerPid,
    }
  );
}

/** Names of migrations of this release that the database has not, and of those it has beyond this release. */
export async function findPendingMigrations(
  owner: DatabaseConnection,
): Promise<{ pending: string[]; unknown: string[] }> {
  const db = createDatabase(owner, { max: 1, applicationName: 'haltija-command' });
  try {
    const [table] = await db.query<{ there: boolean }>(
      "SELECT to_regclass('public.haltija_migration') IS NOT NULL AS there",
    );
    const rows = table?.there
      ? await db.query<{ name: string }>('SELECT name FROM public.haltija_migration')
      : [];
    const applied = new Set(rows.map((row) => row.name));
    const ours = (await readdir(migrations)).filter((file) => file.endsWith('.sql')).toSorted();
    return {
      pending: ours.filter((name) => !applied.has(name)),
      unknown: [...applied].filter((name) => !ours.includes(name)),
    };
  } finally {
    await db.end();
  }
}

export function embeddedFolder(settings: Settings): string {
  return join(settings.dataDir, 'postgres');
}

/** Passwords of the database roles, the same at every start. */
export function secretsOf(keeper: Keeper): (role: string) => string {
  return (role) => keeper.derive(`database/${role}`).toString('base64url');
}

/** Of the roles that the owner makes. */
export function rolePasswords(keeper: Keeper): RolePasswords {
  const secret = secretsOf(keeper);
  return { service: secret(serviceRole), logWriter: secret(logWriterRole), backup: secret(backupRole) };
}

function connect(given: {
  keeper: Keeper;
  keyService: KeyService | undefined;
  blobs: Blobs;
  owner: DatabaseConnection;
  embedded: EmbeddedPostgres | undefined;
}): StorageHouse {
  const { keeper, keyService, blobs, owner, embedded } = given;
  const secret = secretsOf(keeper);
  const connection = { ...owner, user: serviceRole, password: secret(serviceRole) };
  const db = createDatabase(connection, { max: 12 });
  const searchDb = createDatabase(connection, {
    max: 4,
    applicationName: 'haltija-search',
    keepPlans: true,
  });
  const logDb = createDatabase(
    { ...owner, user: logWriterRole, password: secret(logWriterRole) },
    { max: 2, applicationName: 'haltija-log' },
  );
  return {
    keeper,
    keyService,
    blobs,
    db,
    logDb,
    searchDb,
    connection,
    backupConnection: { ...owner, user: backupRole, password: secret(backupRole) },
    databaseLog: embedded?.logFile,
    async asOwner(work) {
      const asked = createDatabase(owner, { max: 1, applicationName: 'haltija-owner' });
      try {
        return await work(asked);
      } finally {
        await asked.end();
      }
    },
    async stop() {
      await Promise.allSettled([db.end(), logDb.end(), searchDb.end()]);
      await embedded?.stop();
    },
  };
}
