import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { changeRegister } from '../promises/change-register.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

// P12, P14, P16: beside ids a recipient is told what the declaration names it for, and not a word more or longer.

const hooks = '/api/console/connections/web-hooks';
const declared = ['name', 'emailAddress', 'messages', 'contactMetadata', 'files'];
const trusted = tls.getCACertificates();
let the: TestHouse;
let administrator: Person;
let auditor: Person;
let secure: Receiver;
let plain: Receiver;
let certificate: { key: string; cert: string };

const publish = (categories: string[]) =>
  the.house.publish(
    changeRegister((register) => {
      const processor = register.processors!['work-reports']!;
      processor.categories = categories;
      processor.purposes = ['quality', 'service'];
    }),
    null,
  );

beforeAll(async () => {
  certificate = makeCertificate();
  tls.setDefaultCACertificates([...trusted, certificate.cert]);
  the = await startHouse({ settings: { HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  administrator = await makeAdministrator(the.house, the.app);
  auditor = await makeColleague(the.house, the.app, administrator, {
    userName: 'tarmo.tamminen',
    displayName: 'Tarmo Tamminen',
    tasks: ['audit-access'],
  });
  secure = await startReceiver(certificate);
  plain = await startReceiver();
  await publish(declared);
}, 60_000);
afterAll(async () => {
  tls.setDefaultCACertificates(trusted);
  await secure?.stop();
  await plain?.stop();
  await the?.stop();
});

function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-tls-'));
  const pem = (name: string) => join(folder, name);
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1';
  const extension = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', pem('key'), '-out', pem('cert')];
  execFileSync('openssl', [...request.split(' '), ...extension], { stdio: 'ignore' });
  const [key, cert] = ['key', 'cert'].map((name) => readFileSync(pem(name), 'utf8'));
  rmSync(folder, { recursive: true });
  return { key: key!, cert: cert! };
}

const wish = (over: Record<string, unknown> = {}) => ({
  url: secure.url,
  recipient: 'work-reports',
  purpose: 'service',
  types: ['message.received'],
  queues: ['service'],
  categories: ['name', 'messages'],
  ...over,
});
const make = (over: Record<string, unknown> = {}) =>
  administrator.ask<{ endpointId: string; secret: string; code: string; details: unknown }>(
    'POST',
    hooks,
    wish(over),
  );
const change = (endpointId: string, body: object) =>
  administrator.ask<{ code: string; details: unknown }>('POST', `${hooks}/${endpointId}`, body);
const remove = (endpointId: string) => administrator.ask('DELETE', `${hooks}/${endpointId}`);
const listed = async (endpointId: string) =>
  (
    await administrator.ask<{
      endpoints: { endpointId: string; categories: string[]; withheld: string[] }[];
    }>('GET', hooks)
  ).body.endpoints.find((each) => each.endpointId === endpointId);
const disclosuresOf = async (query: string) =>
  (
    await auditor.ask<{ disclosures: Record<string, unknown>[] }>(
      'GET',
      `/api/console/connections/disclosures?${query}`,
    )
  ).body.disclosures;

interface Told {
  type: string;
  data: { contactId: string; content?: Record<string, unknown[]> };
}
let customers = 0;
/** A mail of a customer, and what the receiver was told of it. */
async function tell(
  receiver: Receiver,
  from?: string,
): Promise<{ contactId: string; told: Told; raw: { headers: object; body: string } }> {
  customers += 1;
  const before = receiver.received.length;
  const contactId = (await handInMail(the.house, {
    from: from ?? `"Tellervo Lindqvist" <tellervo.${customers}@example.fi>`,
    subject: 'Zzqämne',
    text: 'Zzqhej, min kod är 131052-9982.',
  }))!;
  await receiver.until(before + 1);
  const raw = receiver.received[before]!;
  return { contactId, told: JSON.parse(raw.body) as Told, raw };
}

test('what the recipient is not declared for, what no web hook carries, and an open line are refused', async () => {
  expect((await make({ categories: ['phone'] })).body.code).toBe('recipient-category-not-declared');
  // Declared for the recipient, but held for other purposes than this one.
  expect((await make({ purpose: 'quality', categories: ['name'] })).body.code).toBe(
    'recipient-category-not-declared',
  );
  for (const categories of [['files'], ['identityCode'], ['constructor']])
    expect((await make({ categories })).body).toMatchObject({
      code: 'invalid-input',
      details: { field: 'categories' },
    });
  expect((await make({ url: plain.url })).body).toMatchObject({
    code: 'address-not-allowed',
    details: { reason: 'not-https' },
  });
  const { body } = await make({ url: plain.url, categories: [] });
  expect((await change(body.endpointId, { categories: ['name'] })).body.code).toBe('address-not-allowed');
  // Asked for over https, and the address changed by hand since: ids only.
  await the.house.storage.db.query("UPDATE connections.endpoint SET categories = '{name}' WHERE id = $1", [
    body.endpointId,
  ]);
  expect((await tell(plain)).told.data.content).toBeUndefined();
  await remove(body.endpointId);
});

test('what was asked for arrives, opened for it alone, on record for the person, and kept nowhere', async () => {
  const recipients = await administrator.ask<{ recipients: { gate: object[] }[] }>(
    'GET',
    '/api/console/connections/recipients',
  );
  expect(recipients.body.recipients[0]!.gate).toEqual([
    { purpose: 'quality', refusal: null, categories: ['messages', 'contactMetadata'] },
    {
      purpose: 'service',
      refusal: null,
      categories: ['name', 'emailAddress', 'messages', 'contactMetadata'],
    },
  ]);
  const { body } = await make({ categories: ['name', 'messages', 'contactMetadata'] });
  const { contactId, told, raw } = await tell(secure);
  expect(new Webhook(body.secret).verify(raw.body, raw.headers as Record<string, string>)).toBeTruthy();
  expect(told).toMatchObject({
    type: 'message.received',
    data: {
      contactId,
      content: {
        name: ['Tellervo Lindqvist'],
        messages: [{ direction: 'in', subject: 'Zzqämne', cut: false }],
        contactMetadata: { channel: 'email', queue: 'service', status: 'open' },
      },
    },
  });
  expect(Object.keys(told.data.content!)).toEqual(['name', 'messages', 'contactMetadata']);
  expect(raw.body).toContain('Zzqhej');
  expect(raw.body).not.toMatch(/131052|@example\.fi/);

  await expect
    .poll(() => disclosuresOf(`contactId=${contactId}`))
    .toMatchObject([
      { categories: ['name', 'messages', 'contactMetadata'], outcome: 'done', personId: expect.any(String) },
    ]);
  const [disclosure] = await disclosuresOf(`contactId=${contactId}`);
  const personId = String(disclosure!['personId']);
  expect(await disclosuresOf(`personId=${personId}`)).toEqual([disclosure]);
  const { entries } = await the.house.logReader.forUnit(personId as Id<'person'>);
  expect(entries.filter((line) => line.action === 'disclose')).toMatchObject([
    {
      actorKind: 'system',
      act: 'disclose',
      purposes: ['service'],
      categories: ['name', 'messages', 'contactMetadata'],
      units: [contactId, personId],
      details: { recipient: 'work-reports', endpoint: body.endpointId },
    },
  ]);
  const [kept] = await the.house.storage.db.query<{ text: string }>(
    `SELECT concat((SELECT string_agg(d::text, '') FROM connections.delivery d), (SELECT string_agg(s::text, '') FROM connections.disclosure s),
       (SELECT string_agg(j::text, '') FROM graphile_worker._private_jobs j)) AS text`,
  );
  expect(kept!.text + the.logLines.join('')).not.toMatch(/Zzq|Tellervo/);
  await remove(body.endpointId);
});

test('a category that the declaration takes back is sent no more, at once, and the web hook says so', async () => {
  const { body } = await make();
  expect(Object.keys((await tell(secure)).told.data.content!)).toEqual(['name', 'messages']);
  await publish(['name']);
  const { contactId, told } = await tell(secure);
  expect(told.data.content).toEqual({ name: ['Tellervo Lindqvist'] });
  await expect
    .poll(() => disclosuresOf(`contactId=${contactId}`))
    .toMatchObject([{ categories: ['name'], outcome: 'done' }]);
  expect(await listed(body.endpointId)).toMatchObject({
    categories: ['name', 'messages'],
    withheld: ['messages'],
  });
  // The rest of it can be changed meanwhile; the category cannot be asked for again.
  expect((await change(body.endpointId, { queues: ['service', 'privacy'] })).status).toBe(200);
  expect((await change(body.endpointId, { categories: ['messages'] })).body.code).toBe(
    'recipient-category-not-declared',
  );
  await publish([]);
  expect((await tell(secure)).told.data.content).toBeUndefined();
  await publish(declared);
  expect(await listed(body.endpointId)).toMatchObject({ withheld: [] });
  await remove(body.endpointId);
});

test('of a person whose processing is restricted the number alone leaves', async () => {
  const { body } = await make();
  await tell(secure, 'Raimo <raimo@example.fi>');
  await the.house.storage.db.query(
    `UPDATE register.person SET state = 'restricted' WHERE id IN
       (SELECT person_id FROM register.contact ORDER BY id DESC LIMIT 1)`,
  );
  const { contactId, told } = await tell(secure, 'Raimo <raimo@example.fi>');
  expect(told.data).toEqual({ contactId });
  await expect
    .poll(() => disclosuresOf(`contactId=${contactId}`))
    .toMatchObject([{ categories: [], personId: null, outcome: 'done' }]);
  await remove(body.endpointId);
});

test('events, queues, data and address change, and the secret stays; a new address is checked like a first one', async () => {
  const { body } = await make();
  const { endpointId } = body;
  for (const [given, refused] of [
    [{ url: 'https://10.0.0.1/hook' }, 'address-not-allowed'],
    [{ url: plain.url }, 'address-not-allowed'],
    [{ queues: ['no-such-queue'] }, 'invalid-input'],
    [{ types: ['contact.created', 'contact.created'] }, undefined],
    [{ types: ['person.revealed'] }, 'invalid-input'],
  ] as const) {
    const { body: answer } = await change(endpointId, given);
    expect(answer.code, JSON.stringify(given)).toBe(refused);
  }
  const other = await startReceiver(certificate);
  // What waits for an address that does not answer goes to the one that takes its place.
  secure.answer = { status: 500 };
  const { contactId } = await tell(secure);
  expect(
    (
      await change(endpointId, {
        url: `${other.url}/new`,
        types: ['message.received', 'contact.closed'],
        categories: ['emailAddress'],
      })
    ).status,
  ).toBe(200);
  await other.until(1);
  const [came] = other.received;
  expect(new Webhook(body.secret).verify(came!.body, came!.headers as Record<string, string>)).toBeTruthy();
  expect((JSON.parse(came!.body) as Told).data).toEqual({
    contactId,
    content: { emailAddress: [expect.stringMatching(/^tellervo\.\d+@example\.fi$/)] },
  });
  await expect
    .poll(() => listed(endpointId))
    .toMatchObject({
      types: ['contact.closed', 'message.received'],
      categories: ['emailAddress'],
      failingSince: null,
    });
  secure.answer = { status: 204 };
  const { entries } = await the.house.logReader.list({ limit: 50 });
  expect(entries.map(({ details }) => details['change'])).toContain('change-endpoint');
  await remove(endpointId);
  await other.stop();
});
