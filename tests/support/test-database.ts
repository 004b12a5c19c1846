import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database, type DatabaseConnection } from '../../server/storage/database.ts';

export interface TestDatabase {
  readonly service: Database;
  readonly logWriter: Database;
  readonly owner: Database;
  readonly connections: {
    readonly service: DatabaseConnection;
    readonly logWriter: DatabaseConnection;
    readonly owner: DatabaseConnection;
    readonly backup: DatabaseConnection;
  };
  drop(): Promise<void>;
}

/** A database of its own for a test file, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testPostgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = {
    host: server.host,
    port: server.port,
    user: 'haltija_owner',
    password: server.ownerPassword,
  };
  const client = new pg.Client({ ...admin, database: 'postgres' });
  await client.connect();
  // Two files may clone at once; the template takes one copier at a time.
  await client.query('SELECT pg_advisory_lock(1)');
  await client.query(`CREATE DATABASE ${name} TEMPLATE haltija_template`);
  await client.query('SELECT pg_advisory_unlock(1)');
  const parts = { host: server.host, port: server.port, database: name };
  const connections = {
    service: { ...parts, user: 'haltija_service', password: server.servicePassword },
    logWriter: { ...parts, user: 'haltija_log_writer', password: server.logWriterPassword },
    owner: { ...parts, user: 'haltija_owner', password: server.ownerPassword },
    backup: { ...parts, user: 'haltija_backup', password: server.backupPassword },
  };
  const service = createDatabase(connections.service);
  const logWriter = createDatabase(connections.logWriter, { max: 2 });
  const owner = createDatabase(connections.owner, { max: 2 });
  return {
    service,
    logWriter,
    owner,
    connections,
    async drop() {
      await Promise.all([service.end(), logWriter.end(), owner.end()]);
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}
