import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { type Keeper, openKeeper } from './safeguards/vault/keeper.ts';
import { type Blobs, openBlobFolder } from './storage/blobs.ts';
import { createDatabase, type Database, type DatabaseConnection } from './storage/database.ts';
import { findRunningPostgres } from './storage/embedded/find-running-postgres.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './storage/embedded/start-embedded-postgres.ts';
import { logWriterRole, migrate, serviceRole } from './storage/migrate.ts';

export interface StorageHouse {
  readonly keeper: Keeper;
  readonly blobs: Blobs;
  readonly db: Database;
  readonly logDb: Database;
  /** For searching: to make a plan anew for each of two dozen months takes longer than to ask them. */
  readonly searchDb: Database;
  readonly connection: DatabaseConnection;
  /** PostgreSQL's own log, when the server is ours. */
  readonly databaseLog: string | undefined;
  stop(): Promise<void>;
}

/** With `attach`, the house works beside the service that owns the storage: an operator's command. */
export interface StorageSettings extends Settings {
  readonly attach?: boolean;
}

const migrations = join(import.meta.dirname, '../migrations');
const databaseName = 'haltija';

/** Keeper, database and blobs; migrated and ready. @throws Refusal, each saying what to mend */
export async function openStorage(
  settings: StorageSettings,
  deps: { log: Logger; clock: Clock },
): Promise<StorageHouse> {
  if (settings.attach === true) return attachStorage(settings, deps);
  const keeper = await openKeeper(settings.keeperDir, { create: true });
  const blobs = await openBlobFolder(settings.blobDir);
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
      : readUrl(settings.databaseUrl!);
    const applied = await migrate(
      owner,
      { service: secret(serviceRole), logWriter: secret(logWriterRole) },
      migrations,
    );
    if (applied.length > 0) deps.log.info({ migrations: applied.length }, 'database migrated');
    return connect({ keeper, blobs, owner, embedded });
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
export async function attachStorage(
  settings: Settings,
  deps: { log: Logger; clock: Clock },
): Promise<StorageHouse> {
  if (!isStorageMade(settings))
    throw new Refusal('storage-unavailable', { reason: 'no-data-yet', folder: settings.dataDir });
  const keeper = await openKeeper(settings.keeperDir, { create: false });
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
    return connect({ keeper, blobs: await openBlobFolder(settings.blobDir), owner, embedded });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

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
    return { owner: readUrl(settings.databaseUrl), ownerPid: undefined };
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

function connect(given: {
  keeper: Keeper;
  blobs: Blobs;
  owner: DatabaseConnection;
  embedded: EmbeddedPostgres | undefined;
}): StorageHouse {
  const { keeper, blobs, owner, embedded } = given;
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
    blobs,
    db,
    logDb,
    searchDb,
    connection,
    databaseLog: embedded?.logFile,
    async stop() {
      await Promise.allSettled([db.end(), logDb.end(), searchDb.end()]);
      await embedded?.stop();
    },
  };
}

function readUrl(text: string): DatabaseConnection {
  const url = new URL(text);
  const mode = url.searchParams.get('sslmode');
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: Number(url.port) || 5432,
    database: decodeURIComponent(url.pathname.slice(1)) || 'haltija',
    user: decodeURIComponent(url.username) || 'haltija_owner',
    password: decodeURIComponent(url.password),
    ...(mode === null || mode === 'disable'
      ? {}
      : { ssl: mode === 'require' ? { rejectUnauthorized: false } : true }),
  };
}
