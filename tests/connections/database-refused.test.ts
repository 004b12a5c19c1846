import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { type Installation, makeInstallation } from '../cli/run-haltija.ts';
import type { Register } from '../promises/change-register.ts';
import { declaring } from './declare.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// All that is held would go to a database that nobody declared: the service does not start on one, and says what to write.
// The commands that mend the declaration work all the same.

const ownerPassword = 'owner-password-of-away';
let folder: string;
let database: EmbeddedPostgres;
let door: Door;
let here: Installation;
let registerFile: string;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-away-'));
  await chmod(folder, 0o711);
  database = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  const { host, port } = database.connection;
  door = await openDoor(join(host, `.s.PGSQL.${port}`), 'postgres');
  here = await makeInstallation();
  registerFile = join(folder, 'register.yaml');
  await writeFile(registerFile, declaring([]));
  settings = {
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@${awayHost}:${door.port}/haltija?sslmode=require`,
    HALTIJA_OUTGOING_SMTP_URL: 'smtps://me:secret-value@smtp.example.com',
    HALTIJA_REGISTER: registerFile,
  };
}, 60_000);
afterAll(async () => {
  await here?.remove();
  await door?.stop();
  await database?.stop();
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
});

/** The database stands at a host of the controller's own. */
const withDatabase = (register: Register) => {
  register.controller.systems = {
    database: {
      name: { sv: 'Databas', fi: 'Tietokanta', en: 'Database' },
      countries: ['FI'],
      connections: [{ way: 'database', hosts: [awayHost] }],
    },
  };
};

test('not declared: the service does not start, at first or later; declared by a command, it does', async () => {
  const first = await here.run(['start'], settings);
  expect(first.code).not.toBe(0);
  expect(first.stderr).toContain(`HALTIJA_DATABASE_URL leads to ${awayHost}`);
  expect(first.stderr).toContain('way: database');
  expect(first.stderr).not.toMatch(/owner-password|\n\s+at /);

  // The file that becomes version 1 names it.
  await writeFile(registerFile, declaring([], withDatabase));
  const running = await here.start(['start'], settings);
  running.child.kill('SIGTERM');
  await new Promise((resolve) => running.child.once('exit', resolve));

  // A version without it is published beside no service: the next start refuses.
  await writeFile(registerFile, declaring([]));
  const published = await here.run(['register', 'publish', registerFile], settings);
  expect(published.code).toBe(0);
  expect(published.stdout).toContain(`database to ${awayHost} is refused`);
  expect((await here.run(['start'], settings)).stderr).toContain(`HALTIJA_DATABASE_URL leads to ${awayHost}`);

  const doctor = await here.run(['doctor'], { ...settings, HALTIJA_MAIL_DNS: 'on' });
  expect(doctor.code).toBe(1);
  const said = doctor.stdout.replace(/\s+/g, ' ');
  expect(said).toContain(`database to ${awayHost} is refused: the declaration does not name that machine`);
  expect(said).toContain(`- { way: database, hosts: [${awayHost}] }`);
  expect(said).toContain('mail-out to smtp.example.com is refused');
  expect(said).toContain('- { way: mail-out, hosts: [smtp.example.com] }');
  expect(said).toContain('name servers');
  expect(doctor.stdout).not.toMatch(/secret-value|owner-password/);

  await writeFile(registerFile, declaring([], withDatabase));
  await here.run(['register', 'publish', registerFile], settings);
  const again = await here.start(['start'], settings);
  again.child.kill('SIGTERM');
  await new Promise((resolve) => again.child.once('exit', resolve));
}, 180_000);
