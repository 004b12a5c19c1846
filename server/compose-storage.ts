import { join } from 'node:path';
import type { Clock } from './base/clock.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { type Keeper, openKeeper } from './safeguards/vault/keeper.ts';
import { type Blobs, openBlobFolder } from './storage/blobs.ts';
import { createDatabase, type Database, type DatabaseConnection } from './storage/database.ts';
import { startEmbeddedPostgres } from './storage/embedded/start-embedded-postgres.ts';
import { logWriterRole, migrate, serviceRole } from './storage/migrate.ts';

export interface StorageHouse {
  readonly keeper: Keeper;
  readonly blobs: Blobs;
  readonly db: Database;
  readonly logDb: Database;
  readonly connection: DatabaseConnection;
  /** PostgreSQL's own log, when the server is ours. */
  readonly databaseLog: string | undefined;
  stop(): Promise<void>;
}

const migrations = join(import.meta.dirname, '../migrations');

/** Keeper, database and blobs; migrated and ready. @throws Refusal, each saying what to mend */
export async function openStorage(settings: Settings, deps: { log: Logger; clock: Clock }): Promise<StorageHouse> {
  const keeper = await openKeeper(settings.keeperDir, { create: true });
  const blobs = await openBlobFolder(settings.blobDir);
  const secret = (role: string) => keeper.derive(`database/${role}`).toString('base64url');
  const embedded =
    settings.databaseUrl === undefined
      ? await startEmbeddedPostgres({
          dataDir: join(settings.dataDir, 'postgres'),
          ownerPassword: secret('owner'),
          databaseName: 'haltija',
          log: deps.log,
          clock: deps.clock,
        })
      : undefined;
  try {
    const owner = embedded ? { ...embedded.connection, password: secret('owner') } : readUrl(settings.databaseUrl!);
    const applied = await migrate(owner, { service: secret(serviceRole), logWriter: secret(logWriterRole) }, migrations);
    if (applied.length > 0) deps.log.info({ migrations: applied.length }, 'database migrated');
    const connection = { ...owner, user: serviceRole, password: secret(serviceRole) };
    const db = createDatabase(connection, { max: 16 });
    const logDb = createDatabase({ ...owner, user: logWriterRole, password: secret(logWriterRole) }, { max: 2, applicationName: 'haltija-log' });
    return {
      keeper,
      blobs,
      db,
      logDb,
      connection,
      databaseLog: embedded?.logFile,
      async stop() {
        await Promise.allSettled([db.end(), logDb.end()]);
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
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
    ...(mode === null || mode === 'disable' ? {} : { ssl: mode === 'require' ? { rejectUnauthorized: false } : true }),
  };
}
