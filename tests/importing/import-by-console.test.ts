import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportProgress, Imports } from '../../contract/console/importing.ts';
import { cookieName } from '../../server/api/console/session-cookie.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { type ImportHouse, openImportHouse, withImports } from './open-import-house.ts';
import { daysAgo, writeMbox, writeOldMail } from './write-old-mail.ts';

let the: ImportHouse;
let administrator: Person;
let agent: Person;
let cookie: string;
const base = '/api/console/imports';

beforeAll(async () => {
  the = await openImportHouse();
  administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'ville.virtanen',
    displayName: 'Ville Virtanen',
    tasks: ['answer-customers'],
  });
  const signedIn = await the.app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers: { 'x-haltija': 'console' },
    payload: { userName: administrator.userName, password },
  });
  cookie = signedIn.cookies[0]!.value;
});
afterAll(() => the.stop());

async function send(
  runId: string,
  part: { file?: number; offset: number; last: boolean; kind?: 'mail' | 'any' },
  bytes: Buffer | string,
  headers: Record<string, string> = { 'x-haltija': 'console' },
) {
  const { file = 1, offset, last, kind = 'any' } = part;
  const answer = await the.app.inject({
    method: 'POST',
    url: `${base}/${runId}/parts?file=${file}&offset=${offset}&kind=${kind}&last=${last}`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    cookies: { [cookieName(false)]: cookie },
    payload: bytes,
  });
  return { status: answer.statusCode, body: answer.json<ImportProgress & { code?: string }>() };
}
const begin = (dryRun = false) =>
  administrator.ask<{ runId: string; code?: string }>('POST', base, { mailbox: 'service-sv', dryRun });
const end = (runId: string, cancel = false) =>
  administrator.ask<ImportProgress>('POST', `${base}/${runId}/end`, { cancel });

test('who has no task for it, another page and an undeclared register are refused, before a byte is read', async () => {
  expect(await agent.ask('POST', base, { mailbox: 'service-sv', dryRun: true })).toMatchObject({
    status: 403,
  });
  expect(await agent.ask('GET', base)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  const { body } = await begin();
  expect(await send(body.runId, { offset: 0, last: true }, 'x', {})).toMatchObject({ status: 403 });
  expect(await agent.ask('POST', `${base}/${body.runId}/end`, { cancel: true })).toMatchObject({
    status: 403,
  });
  await end(body.runId, true);
  expect(await end(body.runId)).toMatchObject({ status: 404 });
  await the.house.publish(
    withImports((register) => delete register.sources),
    null,
  );
  expect(await begin()).toMatchObject({ status: 403, body: { code: 'import-not-declared' } });
  await the.house.publish(withImports(), null);
});

test('a file comes in parts, cut anywhere; a part out of turn is refused and one sent again is not taken twice', async () => {
  const mails = Array.from({ length: 5 }, () => writeOldMail({ date: daysAgo(30) }));
  const mbox = Buffer.from(writeMbox([...mails, writeOldMail({ date: daysAgo(5000) })]));
  const cut = Math.floor(mbox.length / 2);
  const { runId } = (await begin()).body;
  expect((await send(runId, { offset: 0, last: false }, mbox.subarray(0, cut))).status).toBe(200);
  expect(await send(runId, { offset: cut + 1, last: true }, 'x')).toMatchObject({ status: 409 });
  expect((await send(runId, { offset: 0, last: false }, mbox.subarray(0, cut))).status).toBe(200);
  await send(runId, { offset: cut, last: true }, mbox.subarray(cut));
  const eml = Buffer.from(writeOldMail({ date: daysAgo(31) }));
  await send(runId, { file: 2, offset: 0, last: true, kind: 'mail' }, eml);
  const ended = await end(runId);
  expect(ended.body.counts).toMatchObject({ imported: 6, 'too-old': 1, unreadable: 0, 'not-mail': 0 });
  const { body } = await administrator.ask<Imports>('GET', base);
  expect(body.runs[0]).toMatchObject({
    runId,
    state: 'finished',
    by: administrator.staffId,
    counts: { imported: 6 },
  });
});

test('earlier runs are listed to the first, a page at a time', async () => {
  const { db } = the.house.storage;
  await db.query(
    `INSERT INTO operations.import_run (id, mailbox, by, started_at, seen_at, state)
     SELECT gen_random_uuid(), 'service-sv', NULL, '2020-01-01'::timestamptz + n * interval '1 minute', '2020-01-02', 'finished'
     FROM generate_series(1, 45) AS n`,
  );
  const [all] = await db.query<{ runs: number }>(
    'SELECT count(*)::integer AS runs FROM operations.import_run',
  );
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await administrator.ask<Imports>('GET', `${base}${cursor && `?cursor=${cursor}`}`);
    expect(body.runs.length).toBeLessThanOrEqual(20);
    seen.push(...body.runs.map(({ runId }) => runId));
    cursor = body.next ?? '';
  } while (cursor !== '');
  expect([seen.length, new Set(seen).size]).toEqual([all!.runs, all!.runs]);
  expect((await administrator.ask('GET', `${base}?cursor=zz`)).body).toMatchObject({ code: 'invalid-input' });
});

test('one that is cancelled goes on with the same file from there, and a dry run leaves no run', async () => {
  const mbox = Buffer.from(
    writeMbox(Array.from({ length: 30 }, (_, index) => writeOldMail({ date: daysAgo(40 + index) }))),
  );
  const whole = { offset: 0, last: true };
  const dry = (await begin(true)).body.runId;
  await send(dry, whole, mbox);
  expect((await end(dry)).body.counts).toMatchObject({ imported: 30 });
  const first = (await begin()).body.runId;
  await send(first, { offset: 0, last: false }, mbox.subarray(0, 4000));
  const cancelled = (await end(first, true)).body.counts.imported;
  const second = (await begin()).body.runId;
  await send(second, whole, mbox);
  const { counts } = (await end(second)).body;
  expect(cancelled + counts.imported).toBe(30);
  expect(counts['already-there']).toBe(cancelled);
  const { body } = await administrator.ask<Imports>('GET', base);
  expect(body.runs.map(({ runId }) => runId)).not.toContain(dry);
  expect(body.runs.find(({ runId }) => runId === first)).toMatchObject({ state: 'cancelled' });
});

test('a part over the limit is refused, and who sends nothing more hands nothing on', async () => {
  const { runId } = (await begin()).body;
  const { partBytes } = (await administrator.ask<Imports>('GET', base)).body;
  expect(await send(runId, { offset: 0, last: true }, Buffer.alloc(partBytes + 1))).toMatchObject({
    status: 413,
  });
  expect((await end(runId)).body.counts).toMatchObject({ imported: 0, 'not-mail': 0 });
});

test('the run is a line in the access log under the act, and each message one as at intake', async () => {
  const rows = await the.house.storage.db.query<{ act: string; action: string; n: number }>(
    `SELECT act, action, count(*) AS n FROM log.entry WHERE details ->> 'change' IN ('mail-import', 'imported') GROUP BY 1, 2 ORDER BY 1`,
  );
  expect(rows.map(({ act, action }) => `${act} ${action}`)).toEqual([
    'import-mail administer',
    'intake make',
  ]);
  expect(rows[1]!.n).toBe(36);
});
