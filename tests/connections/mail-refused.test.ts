import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { startTokenServer, type TokenServer } from '../email/start-token-server.ts';
import { welcome } from '../promises/one-customer.ts';
import { signInAgain } from '../promises/visit.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { declaring } from './declare.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// Mail that the declaration does not let out waits in its queue, and goes by itself once a version lets it. Two whole
// houses on one database, as two processes behind one proxy: the answer is written in one, the version published in the other.

const within = { timeout: 20_000, interval: 100 };
const ownerPassword = 'owner-password-of-two-houses';
let folder: string;
let database: EmbeddedPostgres;
let sink: SmtpSink;
let door: Door;
let provider: TokenServer;
let tokenDoor: Door;
let settings: Record<string, string>;
let one: TestHouse;
let other: TestHouse;
let administrator: Person;
let agent: Person;
let auditor: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-refused-'));
  await chmod(folder, 0o711);
  database = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  sink = await startSmtpSink();
  door = await openDoor(sink.port, true);
  provider = await startTokenServer('kundtjanst@posti.example');
  tokenDoor = await openDoor(Number(new URL(provider.tokenUrl).port), true);
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(database.connection.host)}`,
    HALTIJA_OUTGOING_SMTP_URL: `smtps://${awayHost}:${door.port}`,
  };
  one = await startHouse({ settings });
  other = await startHouse({ settings });
  administrator = await makeAdministrator(one.house, one.app);
  agent = await makeColleague(one.house, one.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  auditor = await makeColleague(one.house, one.app, administrator, {
    userName: 'aino.aalto',
    displayName: 'Aino Aalto',
    tasks: ['audit-access'],
  });
}, 120_000);
afterAll(async () => {
  await other?.stop();
  await one?.stop();
  await database?.stop();
  await Promise.all([door?.stop(), sink?.stop(), tokenDoor?.stop(), provider?.stop()]);
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
}, 60_000);

interface Message {
  messageId: string;
  direction: string;
  delivery: string;
  deliveryCode: string | null;
  attempts: number;
}
async function answer(contactId: string): Promise<string> {
  const { body } = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const messageId = crypto.randomUUID();
  const reply = { messageId, version: body.version, text: 'Hej, brevet är på väg.', thenClose: false };
  expect((await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, reply)).status).toBe(200);
  return messageId;
}
async function messageOf(contactId: string, messageId: string): Promise<Message> {
  const { body } = await agent.ask<{ messages: Message[] }>('GET', `/api/console/contacts/${contactId}`);
  return body.messages.find((each) => each.messageId === messageId)!;
}
const attempts = () =>
  one.house.storage.db.query('SELECT way, host, port::int, code FROM connections.refused ORDER BY way');
const relay = [{ way: 'mail-out', hosts: [awayHost] }] as const;
interface Told {
  disclosures: { recipient: string; way: string; what: string; categories: string[]; outcome: string }[];
}

test('it waits with the reason, untried; the version that names the server sends it within seconds', async () => {
  const { contactId, personId } = await welcome(one);
  const messageId = await answer(contactId);
  await expect
    .poll(() => messageOf(contactId, messageId), within)
    .toMatchObject({ delivery: 'queued', deliveryCode: 'connection-not-declared', attempts: 0 });
  expect(door.made()).toBe(0);
  expect(await attempts()).toEqual([
    { way: 'mail-out', host: awayHost, port: door.port, code: 'connection-not-declared' },
  ]);
  const conditions = async () =>
    (await one.app.inject({ method: 'GET', url: '/readyz' })).json<{ parts: object[] }>().parts;
  await expect
    .poll(conditions, within)
    .toContainEqual(expect.objectContaining({ part: 'mail-out', code: 'connection-not-declared' }));
  const { body: mailboxes } = await administrator.ask<{ mailboxes: { sending: object }[] }>(
    'GET',
    '/api/console/mailboxes',
  );
  expect(mailboxes.mailboxes[0]!.sending).toMatchObject({ code: 'connection-not-declared' });

  const from = Date.now();
  await other.house.publish(declaring(relay), null);
  await expect
    .poll(() => messageOf(contactId, messageId), within)
    .toMatchObject({ delivery: 'sent', deliveryCode: null });
  expect(Date.now() - from).toBeLessThan(15_000);
  expect(sink.mails).toHaveLength(1);

  // Its being carried is a disclosure, of that person and that contact, with what was in it and nothing more.
  for (const query of [`contactId=${contactId}`, `personId=${personId}`]) {
    const { body } = await auditor.ask<Told>('GET', `/api/console/connections/disclosures?${query}`);
    expect(body.disclosures).toMatchObject([
      {
        recipient: 'relay',
        purpose: 'service',
        way: 'mail-out',
        what: 'message-sent',
        categories: ['emailAddress', 'messages'],
        outcome: 'done',
        contactId,
        personId,
      },
    ]);
  }
  const { results } = await one.house.promises.run({ evenIfFresh: true });
  const broken = results.filter(({ state }) => state === 'broken').map(({ probe }) => probe);
  expect(broken).toEqual([]);
});

test('an agreement that ended stops it; across a restart it waits, and goes after the next version', async () => {
  const ended = (register: Parameters<NonNullable<Parameters<typeof declaring>[1]>>[0]) => {
    register.processors!['relay']!.validUntil = '2026-02-01';
  };
  await one.house.publish(declaring(relay, ended), null);
  await expect
    .poll(() => other.house.declarations.current().version, within)
    .toBe(one.house.declarations.current().version);
  const before = door.made();
  const { contactId } = await welcome(one);
  const messageId = await answer(contactId);
  await expect
    .poll(() => messageOf(contactId, messageId), within)
    .toMatchObject({ delivery: 'queued', deliveryCode: 'recipient-agreement-ended', attempts: 0 });
  expect(door.made()).toBe(before);
  const { results } = await one.house.promises.run({ evenIfFresh: true });
  expect(results.filter(({ state }) => state === 'broken')).toMatchObject([
    { probe: 'P16.connections-under-agreement', sample: ['mail-out HALTIJA_OUTGOING_SMTP_URL'] },
    { probe: 'P16.agreements-in-force', sample: ['relay'] },
  ]);

  // Published while nothing runs that would send it.
  await one.house.stop();
  await other.house.stop();
  await one.app.close();
  await other.app.close();
  const silent = await startHouse({ settings, start: false });
  await silent.house.publish(declaring(relay), null);
  await silent.app.close();
  await silent.house.stop();
  one = await startHouse({ settings });
  other = await startHouse({ settings });
  const sent = async () =>
    (
      await one.house.storage.db.query(
        'SELECT delivery, delivery_code FROM register.contact_message WHERE id = $1',
        [messageId],
      )
    )[0];
  await expect.poll(sent, within).toEqual({ delivery: 'sent', delivery_code: null });
}, 90_000);

test('a letter of the house, too, goes only where the declaration lets it', async () => {
  await one.house.publish(declaring([]), null);
  const before = door.made();
  const account = one.house.mail.accounts.of('service-sv')!;
  await expect(account.leave()).rejects.toMatchObject({ code: 'connection-not-declared', temporary: true });
  expect(account.refusal()).toBe('connection-not-declared');
  expect(door.made()).toBe(before);
});

test('a server of the controller’s own takes mail without a disclosure', async () => {
  const count = async () =>
    (await one.house.storage.db.query<{ count: number }>('SELECT count(*) FROM connections.disclosure'))[0]!
      .count;
  const before = await count();
  const own = declaring([], (register) => {
    register.controller.systems = {
      mail: {
        name: { sv: 'E-postserver', fi: 'Postipalvelin', en: 'Mail server' },
        countries: ['FI'],
        connections: [{ way: 'mail-out', hosts: [awayHost] }],
      },
    };
  });
  await one.house.publish(own, null);
  const mails = sink.mails.length;
  const { contactId } = await welcome(one);
  administrator = await again(administrator);
  agent = await again(agent);
  const messageId = await answer(contactId);
  await expect.poll(() => messageOf(contactId, messageId), within).toMatchObject({ delivery: 'sent' });
  expect(sink.mails).toHaveLength(mails + 1);
  expect(await count()).toBe(before);
});

test('an identity provider that nobody declared gets no secret: the answer waits with that reason', async () => {
  const owns = declaring(relay);
  await one.house.publish(owns, null);
  await one.app.close();
  await one.house.stop();
  await other.app.close();
  await other.house.stop();
  const path = new URL(provider.tokenUrl).pathname;
  one = await startHouse({
    settings: {
      ...settings,
      HALTIJA_OUTGOING_SMTP_URL: `smtps://kundtjanst%40posti.example@${awayHost}:${door.port}`,
      HALTIJA_OUTGOING_SMTP_OAUTH: 'provider',
      HALTIJA_OAUTH_PROVIDER_TOKEN_URL: `https://${awayHost}:${tokenDoor.port}${path}`,
      HALTIJA_OAUTH_PROVIDER_CLIENT_ID: 'haltija',
      HALTIJA_OAUTH_PROVIDER_CLIENT_SECRET: 'client-secret',
    },
  });
  agent = await again(agent);
  const { contactId } = await welcome(one);
  const messageId = await answer(contactId);
  await expect
    .poll(() => messageOf(contactId, messageId), within)
    .toMatchObject({ delivery: 'queued', deliveryCode: 'token-endpoint-not-allowed', attempts: 0 });
  expect(provider.asked).toHaveLength(0);
  expect(tokenDoor.made()).toBe(0);
  expect(await attempts()).toContainEqual({
    way: 'sign-in',
    host: awayHost,
    port: tokenDoor.port,
    code: 'connection-not-declared',
  });
  const from = Date.now();
  await one.house.publish(declaring([...relay, { way: 'sign-in', hosts: [awayHost] }]), null);
  await expect.poll(() => provider.asked.length, within).toBeGreaterThan(0);
  expect(Date.now() - from).toBeLessThan(15_000);
  expect(provider.asked[0]).toMatchObject({ status: 200 });
  other = await startHouse({ settings });
}, 60_000);

/** In the house as it is now. */
async function again(person: Person): Promise<Person> {
  return { ...person, ask: await signInAgain(one.app, person.userName) };
}
