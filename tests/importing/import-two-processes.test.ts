import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportProgress } from '../../contract/console/importing.ts';
import { cookieName } from '../../server/api/console/session-cookie.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { newId } from '../../server/base/new-id.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password, startHouse, type TestHouse } from '../support/start-house.ts';
import { withImports } from './open-import-house.ts';
import { daysAgo, writeMbox, writeOldMail } from './write-old-mail.ts';

// Two whole houses on one database and one folder, as two processes behind one proxy.

let folder: string;
let server: EmbeddedPostgres;
let one: TestHouse;
let other: TestHouse;
let administrator: Person;
let colleague: Person;
let cookie: string;
const ownerPassword = 'owner-password-of-two-houses';
const base = '/api/console/imports';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-two-'));
  await chmod(folder, 0o711);
  const registerFile = join(folder, 'register.yaml');
  await writeFile(registerFile, withImports());
  server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  const settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_REGISTER: registerFile,
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
  };
  one = await startHouse({ settings });
  other = await startHouse({ settings });
  administrator = await makeAdministrator(one.house, one.app);
  colleague = await makeColleague(one.house, one.app, administrator, {
    userName: 'ville.virtanen',
    displayName: 'Ville Virtanen',
    tasks: ['administer-staff'],
  });
  cookie = await signIn(administrator.userName);
}, 120_000);

afterAll(async () => {
  await other?.stop();
  await one?.stop();
  await server?.stop();
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
});

async function signIn(userName: string): Promise<string> {
  const answer = await one.app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers: { 'x-haltija': 'console' },
    payload: { userName, password },
  });
  return answer.cookies[0]!.value;
}

type Answer = ImportProgress & { code?: string; runId?: string };
async function ask(at: TestHouse, url: string, payload: Buffer | object, by = cookie) {
  const answer = await at.app.inject({
    method: 'POST',
    url,
    headers: {
      'x-haltija': 'console',
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    },
    cookies: { [cookieName(false)]: by },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Answer>() };
}
const begin = async (at: TestHouse, dryRun = false) =>
  (await ask(at, base, { mailbox: 'service-sv', dryRun })).body.runId!;
const send = (
  at: TestHouse,
  run: string,
  part: { offset: number; last: boolean },
  bytes: Buffer,
  by?: string,
) => ask(at, `${base}/${run}/parts?file=1&offset=${part.offset}&kind=any&last=${part.last}`, bytes, by);
const end = (at: TestHouse, run: string, cancel = false) => ask(at, `${base}/${run}/end`, { cancel });
const db = () => one.house.storage.db;
const countOf = async (table: string) =>
  (await db().query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]!.count;

test('a run that is nobody’s, or a colleague’s, is not found in the other process either', async () => {
  const part = { offset: 0, last: true };
  expect(await send(other, newId(), part, Buffer.from('x'))).toMatchObject({ status: 404 });
  const run = await begin(one);
  const theirs = await signIn(colleague.userName);
  for (const at of [one, other]) {
    expect(await send(at, run, part, Buffer.from('x'), theirs)).toMatchObject({ status: 404 });
    expect(await ask(at, `${base}/${run}/end`, { cancel: true }, theirs)).toMatchObject({ status: 404 });
  }
  expect((await end(other, run, true)).status).toBe(200);
  expect(await end(other, run)).toMatchObject({ status: 404 });
  expect(await countOf('operations.import_call')).toBe(0);
});

test('parts reach either process in turn, and the run ends in the other: each mail once, nothing of a part left', async () => {
  const mails = Array.from({ length: 6 }, () => writeOldMail({ date: daysAgo(30) }));
  const mbox = Buffer.from(writeMbox([...mails, writeOldMail({ date: daysAgo(5000) })]));
  const size = Math.ceil(mbox.length / 5);
  const run = await begin(one);
  expect(await send(other, run, { offset: 7, last: false }, Buffer.from('x'))).toMatchObject({ status: 409 });
  for (let index = 0; index < 5; index += 1) {
    const offset = index * size;
    const part = { offset, last: index === 4 };
    const bytes = mbox.subarray(offset, offset + size);
    const at = index % 2 === 0 ? other : one;
    expect(await send(at, run, part, bytes), String(index)).toMatchObject({ status: 200 });
    // Its answer was lost on the way: it comes again, to the other.
    expect((await send(at === one ? other : one, run, part, bytes)).status).toBe(200);
  }
  const ended = await end(other, run);
  expect(ended.body.counts).toMatchObject({ imported: 6, 'too-old': 1, 'already-there': 0, 'not-mail': 0 });
  expect(await countOf('register.contact')).toBe(6);
  expect(await countOf('operations.import_call')).toBe(0);
  expect(await countOf('operations.import_live')).toBe(0);
  // Each part that crossed had a key of its own, and none of them is left.
  const [parts] = await db().query<{ made: number; erased: number }>(
    `SELECT count(*) FILTER (WHERE action = 'make') AS made, count(*) FILTER (WHERE action = 'erase') AS erased FROM log.entry
     WHERE units[1] IN (SELECT units[1] FROM log.entry WHERE action = 'erase')`,
  );
  expect(parts!.made).toBeGreaterThan(4);
  expect(parts!.made).toBe(parts!.erased);
});

test('a part on its way is sealed; one whose process died is answered so, and is gone with the next sweep', async () => {
  const run = newId<'import-run'>();
  await db().query('INSERT INTO operations.import_live (run_id, staff_id) VALUES ($1, $2)', [
    run,
    administrator.staffId,
  ]);
  const word = 'sinivuokkolaakso';
  const sent = send(other, run, { offset: 0, last: true }, Buffer.from(`Subject: ${word}\n\n${word}\n`));
  const rows = () =>
    db().query<{ part_sealed: Buffer }>('SELECT part_sealed FROM operations.import_call WHERE run_id = $1', [
      run,
    ]);
  await expect.poll(async () => (await rows()).length, { timeout: 5_000 }).toBe(1);
  const [row] = await rows();
  expect(row!.part_sealed.length).toBeGreaterThan(40);
  expect(row!.part_sealed.includes(word)).toBe(false);
  await db().query("UPDATE operations.import_live SET seen_at = now() - interval '1 minute'");
  expect(await sent).toMatchObject({ status: 404 });
  await one.house.sweep();
  expect(await rows()).toHaveLength(1);
  await db().query("UPDATE operations.import_call SET at = now() - interval '2 hours'");
  await one.house.sweep();
  expect(await rows()).toEqual([]);
}, 30_000);
