import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClone } from './make-clone.ts';
import { killOwner, makeTestFolder, query, startOwner, stopOwner } from './owner-process.ts';

const asRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const users = asRoot
  ? [
      { name: 'root under a 0700 home', user: undefined },
      { name: 'an ordinary user', user: nobody },
    ]
  : [{ name: 'an ordinary user under a 0700 home', user: undefined }];

describe.each(users)('a clone installed without scripts, as $name, in a deep folder', ({ user }) => {
  const place = makeTestFolder(0o700);
  const clone = join(place.folder, 'deep-'.repeat(30).slice(0, 160 - place.folder.length), 'clone');
  const dataDir = join(clone, '.haltija', 'postgres');
  let runs: { node: string; script: string };

  beforeAll(() => {
    runs = makeClone(clone);
    expect(clone.length).toBeGreaterThanOrEqual(150);
    mkdirSync(join(clone, '.haltija'));
    if (user) {
      chmodSync(place.folder, 0o755);
      chownSync(join(clone, '.haltija'), user.uid, user.gid);
    }
  }, 30_000);

  afterAll(async () => {
    const { removeEmbeddedPostgres } =
      await import('../../server/storage/embedded/remove-embedded-postgres.ts');
    await removeEmbeddedPostgres(dataDir);
    await place.remove();
  }, 30_000);

  test('starts, with its own libraries, keeps its data over kill -9, and runs without privilege', async () => {
    const first = await startOwner({ dataDir, ...runs, ...(user ? { user } : {}) });
    expect(first.refusal).toBeUndefined();
    const { connection } = first.server;
    expect(connection.host.length).toBeLessThan(80);
    await query(connection, "CREATE TABLE kept AS SELECT 'stays' AS name");
    const [row] = await query(connection, "SELECT current_setting('data_directory') AS folder");
    const cluster = String(row?.['folder']);
    const found = statSync(cluster);
    expect(found.uid).not.toBe(0);
    expect(found.mode & 0o777).toBe(0o700);
    const [library] = await query(connection, 'SELECT pg_read_file($1) AS maps', ['/proc/self/maps']);
    // Without the links the loader would take the system's, or none.
    const icu = String(library?.['maps'])
      .split('\n')
      .find((line) => line.includes('libicuuc'));
    expect(icu).toContain('/native/');
    expect(icu).not.toContain('node_modules');

    await killOwner(first);
    const second = await startOwner({ dataDir, ...runs, ...(user ? { user } : {}) });
    expect(await query(second.server.connection, 'SELECT name FROM kept')).toEqual([{ name: 'stays' }]);
    await stopOwner(second);

    const { home } = JSON.parse(readFileSync(join(dataDir, 'location.json'), 'utf8')) as { home: string };
    expect(home === '.').toBe(user !== undefined || !asRoot);
  }, 40_000);
});
