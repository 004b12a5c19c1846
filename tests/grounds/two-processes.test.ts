import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { freePort } from '../crash/free-port.ts';
import { type HouseProcess, startHouseProcess } from '../crash/house-process.ts';
import { changeRegister, dropCategory, type Register, stopCollecting } from '../promises/change-register.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// Published at one of two processes on one database, by HTTP; within a second neither collects any more, by SMTP.

const ownerPassword = 'kokeilu-omistaja-24';
let folder: string;
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let one: TestHouse;
let other: HouseProcess;
let keeper: Person;
let ports: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-grounds-'));
  await chmod(folder, 0o711);
  server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  ports = [await freePort(), await freePort()];
  const settings = (port: string) => ({
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_SMTP_PORT: port,
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
  });
  one = await startHouse({ folder, settings: settings(ports[0]!) });
  other = await startHouseProcess(settings(ports[1]!));
  const administrator = await makeAdministrator(one.house, one.app);
  keeper = await makeColleague(one.house, one.app, administrator, {
    userName: 'kaisa.koski',
    displayName: 'Kaisa Koski',
    tasks: ['keep-register'],
  });
}, 120_000);
afterAll(async () => {
  await other?.kill();
  await one?.stop();
  await server?.stop();
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
});

let sent = 0;
/** @returns the categories stored of whoever wrote, by way of a process */
async function write(port: string): Promise<string[]> {
  sent += 1;
  const from = `kirjoittaja${sent}@example.fi`;
  const transport = createTransport({ host: '127.0.0.1', port: Number(port), ignoreTLS: true });
  await transport.sendMail({
    from: { name: 'Kirsi Kirjoittaja', address: from },
    to: 'kundtjanst@posti.example',
    subject: `Kysymys ${sent}`,
    text: 'Missä kirjeeni on?',
  });
  transport.close();
  const { db } = one.house.storage;
  const newest = () =>
    db.query<{ state: string; contact_id: string }>(
      'SELECT state, contact_id FROM mail.raw ORDER BY id DESC LIMIT 1',
    );
  await expect.poll(async () => (await newest())[0]?.state, { timeout: 10_000 }).toBe('done');
  const fields = await db.query<{ category: string }>(
    `SELECT category FROM register.person_field WHERE person_id = (SELECT person_id FROM register.contact WHERE id = $1) ORDER BY 1`,
    [(await newest())[0]!.contact_id],
  );
  return fields.map(({ category }) => category);
}

async function publish(change: (register: Register) => void): Promise<void> {
  const source = `# ${crypto.randomUUID()}\n${changeRegister(change)}`;
  const id = crypto.randomUUID();
  const base = `/api/console/register/drafts/${id}`;
  const saved = await keeper.ask('POST', base, { name: 'Ändring', source, version: null });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const against = one.house.declarations.current().version;
  const published = await keeper.ask('POST', `${base}/publish`, { version: 1, against });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
}

test('both collect what is declared', async () => {
  for (const port of ports) expect(await write(port)).toEqual(['emailAddress', 'name']);
});

test('a category that the channel may collect no longer', async () => {
  await publish((register) => stopCollecting(register, 'email', 'name'));
  await sleep(1_000);
  for (const port of ports) expect(await write(port)).toEqual(['emailAddress']);
});

test('a category whose every purpose has ended: not stored, and what was held is removed', async () => {
  const { db } = one.house.storage;
  await publish((register) => dropCategory(register, 'name'));
  await sleep(1_000);
  for (const port of ports) expect(await write(port)).toEqual(['emailAddress']);
  const names = () => db.query("SELECT 1 FROM register.person_field WHERE category = 'name'");
  await expect.poll(names, { timeout: 20_000 }).toEqual([]);
});
