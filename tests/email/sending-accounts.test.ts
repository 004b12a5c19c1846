import { mkdtemp } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { serveZone } from './name-servers.ts';
import { type SmtpSink, startSmtpSink } from './start-smtp-sink.ts';

// Issue 3: several mailboxes, each with a sender of its own, also where a server lets each user send as themselves only.

interface Mailbox {
  mailbox: string;
  sending: { host: string; own: boolean; signIn: string; code: string | null } | null;
}
interface Message {
  messageId: string;
  direction: string;
  delivery: string;
  deliveryCode: string | null;
  attempts: number;
}

let common: SmtpSink;
let swedish: SmtpSink;
let wrong = true;
let the: TestHouse;
let agent: Person;
let lead: Person;
let customers = 0;

async function open(settings: Record<string, string>, folder?: string): Promise<TestHouse> {
  return startHouse({ settings, askNameServers: serveZone({}), ...(folder === undefined ? {} : { folder }) });
}
async function staff(house: TestHouse): Promise<[Person, Person]> {
  const administrator = await makeAdministrator(house.house, house.app);
  const person = (userName: string, displayName: string, task: string) =>
    makeColleague(house.house, house.app, administrator, { userName, displayName, tasks: [task] });
  return [
    await person('eero.virtanen', 'Eero Virtanen', 'answer-customers'),
    await person('liisa.laine', 'Liisa Laine', 'lead-team'),
  ];
}

beforeAll(async () => {
  common = await startSmtpSink();
  swedish = await startSmtpSink({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      wrong || username !== 'kundtjanst@posti.example' || password !== 'eget ord'
        ? done(new Error('no'))
        : done(null, { user: username }),
  });
  the = await open({
    HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${common.port}`,
    HALTIJA_OUTGOING_SMTP_SERVICE_SV_URL: `smtp://kundtjanst%40posti.example@127.0.0.1:${swedish.port}`,
    HALTIJA_OUTGOING_SMTP_SERVICE_SV_PASSWORD: 'eget ord',
  });
  [agent, lead] = await staff(the);
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await Promise.all([common?.stop(), swedish?.stop()]);
}, 30_000);
beforeEach(() => {
  common.mails.length = 0;
  swedish.mails.length = 0;
});

async function contact(house: TestHouse, mailbox: string): Promise<string> {
  customers += 1;
  return (await handInMail(house.house, { from: `asiakas.${customers}@example.fi`, mailbox }))!;
}
async function messagesOf(who: Person, contactId: string): Promise<Message[]> {
  const { body } = await who.ask<{ messages: Message[] }>('GET', `/api/console/contacts/${contactId}`);
  return body.messages;
}
const last = async (who: Person, contactId: string) => (await messagesOf(who, contactId)).at(-1)!;
async function answer(who: Person, contactId: string): Promise<void> {
  const { body } = await who.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const reply = { messageId: crypto.randomUUID(), version: body.version, text: 'Hej', thenClose: false };
  expect(await who.ask('POST', `/api/console/contacts/${contactId}/replies`, reply)).toMatchObject({
    status: 200,
  });
}
async function sendingOf(who: Person): Promise<Record<string, Mailbox['sending']>> {
  const { body } = await who.ask<{ mailboxes: Mailbox[] }>('GET', '/api/console/mailboxes');
  return Object.fromEntries(body.mailboxes.map(({ mailbox, sending }) => [mailbox, sending]));
}
/** With its envelope, as a mail server hands it over: an automatic reply goes to the return path. */
async function handOver(sender: string, recipient: string): Promise<string> {
  const raw = [
    `From: ${sender}`,
    `To: ${recipient}`,
    'Message-ID: <accounts@example.fi>',
    `Date: ${new Date().toUTCString()}`,
    'Subject: Brev',
    '',
    'Hej! Jag väntar på ett brev.',
    '',
  ];
  const { rawId } = await the.house.mail.pump.keep({
    mailbox: 'service-sv',
    raw: Buffer.from(raw.join('\r\n')),
    envelope: { sender, recipients: [recipient] },
    source: { kind: 'smtp' },
  });
  const read = async () => {
    const [row] = await the.house.storage.db.query<{ contact_id: string | null }>(
      'SELECT contact_id FROM mail.raw WHERE id = $1',
      [rawId],
    );
    return row?.contact_id ?? null;
  };
  await expect.poll(read, within).not.toBeNull();
  return (await read())!;
}
const within = { timeout: 20_000, interval: 100 };

test('one account refused holds up no other mailbox, says so for its own, and sends when it is let in', async () => {
  const [svContact, fiContact] = [await contact(the, 'service-sv'), await contact(the, 'service')];
  await answer(agent, svContact);
  await answer(agent, fiContact);
  await expect.poll(() => last(agent, fiContact), within).toMatchObject({ delivery: 'sent' });
  await expect
    .poll(() => last(agent, svContact), within)
    .toMatchObject({ delivery: 'queued', deliveryCode: 'sign-in-refused' });
  expect(common.mails.map(({ sender }) => sender)).toEqual(['asiakaspalvelu@posti.example']);
  expect(swedish.mails).toEqual([]);

  await expect
    .poll(() => sendingOf(lead), within)
    .toMatchObject({
      'service-sv': { host: '127.0.0.1', own: true, signIn: 'password', code: 'sign-in-refused' },
      service: { host: '127.0.0.1', own: false, signIn: 'none', code: null },
      'service-en': { own: false, code: null },
    });
  const ready = await the.app.inject({ url: '/readyz' });
  const bad = ready.json<{ parts: { part: string; ok: boolean }[] }>().parts.filter(({ ok }) => !ok);
  expect([ready.statusCode, bad]).toMatchObject([
    200,
    [{ part: 'mail-out', mailbox: 'service-sv', code: 'sign-in-refused' }],
  ]);
  const told = await agent.ask<{ conditions: object[] }>('GET', '/api/console/conditions');
  expect(told.body.conditions).toContainEqual(
    expect.objectContaining({ part: 'mail-out', about: 'kundtjanst@posti.example', ok: false }),
  );

  wrong = false;
  await expect.poll(() => last(agent, svContact), within).toMatchObject({ delivery: 'sent' });
  expect(swedish.mails.map(({ sender }) => sender)).toEqual(['kundtjanst@posti.example']);
  expect(common.mails).toHaveLength(1);
  expect(the.logLines.join('')).not.toContain('eget ord');
}, 60_000);

test('an answer, an automatic reply, and what is sent again go by the account of their mailbox', async () => {
  wrong = false;
  expect(
    await lead.ask('POST', '/api/console/team/acknowledgements/service-sv', {
      on: true,
      text: {},
      version: null,
    }),
  ).toMatchObject({ status: 200 });
  const contactId = await handOver('maja@example.fi', 'kundtjanst@posti.example');
  await expect.poll(() => swedish.mails.map(({ sender }) => sender), within).toEqual(['']);

  swedish.refuse({ at: 'rcpt', code: 550 });
  await answer(agent, contactId);
  await expect.poll(() => last(agent, contactId), within).toMatchObject({ delivery: 'failed' });
  swedish.refuse(undefined);
  const { messageId } = await last(agent, contactId);
  expect(
    await agent.ask('POST', `/api/console/contacts/${contactId}/messages/${messageId}/resend`, {}),
  ).toMatchObject({ status: 200 });
  await expect.poll(() => last(agent, contactId), within).toMatchObject({ delivery: 'sent' });
  expect(swedish.mails.map(({ sender }) => sender)).toEqual(['', 'kundtjanst@posti.example']);
  expect(common.mails).toEqual([]);
}, 60_000);

test('an account that falls silent with much to send holds up no other; one of no mailbox is told', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const house = await open({
    HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${common.port}`,
    HALTIJA_OUTGOING_SMTP_SERVICE_SV_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    HALTIJA_OUTGOING_SMTP_OLD_URL: `smtp://127.0.0.1:${common.port}`,
  });
  try {
    const [eero] = await staff(house);
    const waiting: string[] = [];
    for (let each = 0; each < 12; each += 1) waiting.push(await contact(house, 'service-sv'));
    const fiContact = await contact(house, 'service');
    for (const contactId of waiting) await answer(eero, contactId);
    const begun = performance.now();
    await answer(eero, fiContact);
    await expect.poll(() => last(eero, fiContact), within).toMatchObject({ delivery: 'sent' });
    // A silent server takes half a minute for each of those before it.
    expect(performance.now() - begun).toBeLessThan(12_000);
    await expect
      .poll(
        async () =>
          (await Promise.all(waiting.map((each) => last(eero, each)))).filter(
            ({ deliveryCode }) => deliveryCode === 'server-not-answering',
          ).length,
        within,
      )
      .toBeGreaterThanOrEqual(10);
    expect(house.house.conditions.list()).toContainEqual(
      expect.objectContaining({ part: 'mail-out', about: 'old', code: 'mailbox-not-declared' }),
    );
  } finally {
    silent.close();
    await house.stop();
  }
}, 120_000);

test('answers of a mailbox that no account serves wait untried, and go at the start with one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-accounts-'));
  const own = { HALTIJA_OUTGOING_SMTP_SERVICE_EN_URL: `smtp://127.0.0.1:${common.port}` };
  const before = await open(own, folder);
  const [eero, liisa] = await staff(before);
  const [fiContact, enContact] = [await contact(before, 'service'), await contact(before, 'service-en')];
  await answer(eero, fiContact);
  await answer(eero, enContact);
  await expect.poll(() => last(eero, enContact), within).toMatchObject({ delivery: 'sent' });
  await expect
    .poll(() => last(eero, fiContact), within)
    .toMatchObject({ delivery: 'queued', deliveryCode: 'not-set', attempts: 0 });
  expect(await sendingOf(liisa)).toMatchObject({ service: null, 'service-en': { own: true } });
  expect(before.house.conditions.list()).toContainEqual(
    expect.objectContaining({ part: 'mail-out', about: 'service', code: 'not-set' }),
  );
  await before.app.close();
  await before.house.stop();

  const after = await open({ ...own, HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${common.port}` }, folder);
  try {
    await expect
      .poll(() => common.mails.map(({ sender }) => sender), within)
      .toEqual(['support@posti.example', 'asiakaspalvelu@posti.example']);
  } finally {
    await after.stop();
  }
}, 120_000);
