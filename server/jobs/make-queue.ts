import { Logger as WorkerLogger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { DatabaseConnection } from '../storage/database.ts';

/** Makes the queue's tables before anything runs, so that a restore can ask for what is to be done. */
export async function makeQueue(connection: DatabaseConnection): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1, application_name: 'haltija-restore' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new WorkerLogger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
