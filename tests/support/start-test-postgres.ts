import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { silentLogger } from '../../server/base/logger.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { migrate } from '../../server/storage/migrate.ts';
import { makeMemoryDisk } from './memory-disk.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testPostgres: {
      host: string;
      port: number;
      ownerPassword: string;
      servicePassword: string;
      logWriterPassword: string;
      backupPassword: string;
    };
  }
}

/** One real server for the whole run; every test file clones its own database from the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const memoryDisk = makeMemoryDisk();
  // The tests' processes are started after this, and take it over.
  if (memoryDisk !== undefined) process.env['TMPDIR'] = memoryDisk;
  const folder = await mkdtemp(join(tmpdir(), 'haltija-test-'));
  // As root the server runs as another user, who must get through.
  await chmod(folder, 0o711);
  const password = () => randomBytes(18).toString('base64url');
  const passwords = {
    ownerPassword: password(),
    servicePassword: password(),
    logWriterPassword: password(),
    backupPassword: password(),
  };
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword: passwords.ownerPassword,
    databaseName: 'haltija_template',
    log: silentLogger,
  });
  process.env['HALTIJA_TEST_PROGRAMS'] = join(folder, 'postgres', 'native');
  const { connection } = server;
  await migrate(
    { ...connection, password: passwords.ownerPassword },
    {
      service: passwords.servicePassword,
      logWriter: passwords.logWriterPassword,
      backup: passwords.backupPassword,
    },
    join(import.meta.dirname, '../../migrations'),
  );
  project.provide('testPostgres', { host: connection.host, port: connection.port, ...passwords });
  return async () => {
    await server.stop();
    await removeEmbeddedPostgres(join(folder, 'postgres'));
    await rm(memoryDisk ?? folder, { recursive: true, force: true });
  };
}
