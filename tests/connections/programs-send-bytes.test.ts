import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportProgress } from '../../contract/console/importing.ts';
import { type ImportHouse, openImportHouse } from '../importing/open-import-house.ts';
import { daysAgo, writeMbox, writeOldMail } from '../importing/write-old-mail.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';

// P9, P13: routes that take bytes ask the same of a program as the routes around them.

let the: ImportHouse;
let administrator: Person;
let agent: Person;
beforeAll(async () => {
  the = await openImportHouse();
  administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'maija.virtanen',
    displayName: 'Maija Virtanen',
    tasks: ['answer-customers'],
  });
});
afterAll(() => the.stop());

async function token(who: Person, task: string, mayWrite: boolean): Promise<string> {
  const given = { name: 'Skript', tasks: [task], mayWrite };
  const { body } = await who.ask<{ token: string }>('POST', '/api/console/me/tokens', given);
  return body.token;
}

/** As a program does it: no cookie, no header of the console. */
async function send(
  bearer: string,
  url: string,
  payload: object | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await the.app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
      ...headers,
    },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers };
}

test('a file is attached to a draft by a token that may write, and by no other', async () => {
  const contactId = (await handInMail(the.house))!;
  const writing = await token(agent, 'answer-customers', true);
  const draftId = crypto.randomUUID();
  const draft = `/api/console/contacts/${contactId}/drafts/${draftId}`;
  const saved = {
    kind: 'reply',
    version: 0,
    text: 'Här är kvittot.',
    to: null,
    cc: [],
    subject: null,
    quote: false,
  };
  expect(await send(writing, draft, saved)).toMatchObject({ status: 200 });

  const attach = (bearer: string, headers: Record<string, string> = {}) =>
    send(bearer, `${draft}/files/${crypto.randomUUID()}`, Buffer.from('%PDF-1.4 kvitto'), {
      'x-file-name': encodeURIComponent('Kvitto år.pdf'),
      'x-file-type': 'application/pdf',
      ...headers,
    });
  const reading = await token(agent, 'answer-customers', false);
  expect(await attach(reading)).toMatchObject({ status: 403, body: { code: 'token-read-only' } });
  const other = await token(administrator, 'administer-staff', true);
  expect(await attach(other)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  expect(await attach('hlt_no')).toMatchObject({ status: 401, body: { code: 'token-not-valid' } });
  expect(await attach(writing, { cookie: 'haltija=x' })).toMatchObject({
    status: 400,
    body: { code: 'token-with-cookie' },
  });

  const attached = await attach(writing);
  expect(attached).toMatchObject({ status: 200, headers: { 'ratelimit-limit': '600' } });
  const opened = await agent.ask<{ drafts: { files: { name: string }[] }[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(opened.body.drafts[0]!.files.map(({ name }) => name)).toEqual(['Kvitto år.pdf']);
  const { entries } = await the.house.logReader.forUnit(contactId as never);
  expect(
    entries.filter((line) => 'token' in line.details && line.action === 'change').length,
  ).toBeGreaterThan(1);
});

test('old mail is sent in parts by a token that may write, and by no other', async () => {
  const base = '/api/console/imports';
  const writing = await token(administrator, 'administer-staff', true);
  const begun = await send(writing, base, { mailbox: 'service-sv', dryRun: false });
  const parts = `${base}/${String(begun.body['runId'])}/parts?file=1&offset=0&kind=any&last=true`;
  const mbox = Buffer.from(
    writeMbox([writeOldMail({ date: daysAgo(30) }), writeOldMail({ date: daysAgo(31) })]),
  );
  const reading = await token(administrator, 'administer-staff', false);
  expect(await send(reading, parts, mbox)).toMatchObject({ status: 403, body: { code: 'token-read-only' } });
  const other = await token(agent, 'answer-customers', true);
  expect(await send(other, parts, mbox)).toMatchObject({ status: 403, body: { code: 'task-missing' } });

  expect(await send(writing, parts, mbox)).toMatchObject({ status: 200 });
  const ended = await send(writing, `${base}/${String(begun.body['runId'])}/end`, { cancel: false });
  expect((ended.body as unknown as ImportProgress).counts).toMatchObject({ imported: 2, unreadable: 0 });
});
