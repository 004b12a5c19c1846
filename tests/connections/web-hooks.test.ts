import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { changeRegister } from '../promises/change-register.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

// P12, P14, P16: what leaves goes to declared recipients only, and each disclosure is on record.

let the: TestHouse;
let administrator: Person;
let agent: Person;
let auditor: Person;
let receiver: Receiver;
const hooks = '/api/console/connections/web-hooks';

beforeAll(async () => {
  the = await startHouse({ settings: { HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  administrator = await makeAdministrator(the.house, the.app);
  const person = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  agent = await person('maija.virtanen', 'Maija Virtanen', ['answer-customers']);
  auditor = await person('tarmo.tamminen', 'Tarmo Tamminen', ['audit-access']);
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.stop();
  await the.stop();
});

const wish = (over: Record<string, unknown> = {}) => ({
  url: receiver.url,
  recipient: 'work-reports',
  purpose: 'quality',
  types: ['contact.created', 'contact.changed', 'contact.closed', 'message.received'],
  queues: ['service'],
  ...over,
});

async function make(over: Record<string, unknown> = {}) {
  const made = await administrator.ask<{ endpointId: Id<'endpoint'>; secret: string; code: string }>(
    'POST',
    hooks,
    wish(over),
  );
  return made;
}

interface Delivery {
  eventId: string;
  type: string;
  state: string;
  attempts: number;
  status: number | null;
  code: string | null;
  contactId: string | null;
}
async function deliveriesOf(endpointId: string): Promise<Delivery[]> {
  const page = await administrator.ask<{ deliveries: Delivery[] }>(
    'GET',
    `${hooks}/${endpointId}/deliveries`,
  );
  return page.body.deliveries;
}
async function settled(endpointId: string): Promise<Delivery[]> {
  for (let round = 0; round < 100; round += 1) {
    const all = await deliveriesOf(endpointId);
    if (all.length > 0 && all.every((each) => each.state !== 'waiting')) return all;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`still waiting: ${JSON.stringify(await deliveriesOf(endpointId))}`);
}
async function mail(): Promise<Id<'contact'>> {
  const from = '"Tellervo Lindqvist" <tellervo.lindqvist@example.fi>';
  return (await handInMail(the.house, { from, text: 'Hej' }))!;
}
const agreeUntil = (day: string) =>
  the.house.publish(
    changeRegister((register) => {
      register.processors!['work-reports']!.validUntil = day;
    }),
    null,
  );

test('an undeclared recipient, an undeclared purpose and a closed event type are refused', async () => {
  expect((await make({ recipient: 'somebody-else' })).body.code).toBe('recipient-not-declared');
  expect((await make({ recipient: 'constructor' })).body.code).toBe('recipient-not-declared');
  expect((await make({ purpose: 'service' })).body.code).toBe('recipient-purpose-not-declared');
  expect((await make({ types: ['person.revealed'] })).status).toBe(400);
  expect((await make({ queues: ['no-such-queue'] })).body.code).toBe('invalid-input');
});

test('nobody without the task makes, sees or tries a web hook', async () => {
  for (const who of [agent, auditor]) {
    expect((await who.ask('POST', hooks, wish())).body).toMatchObject({ code: 'task-missing' });
    expect((await who.ask('GET', hooks)).body).toMatchObject({ code: 'task-missing' });
  }
  expect((await agent.ask('GET', '/api/console/connections/disclosures')).status).toBe(403);
});

test('what happens arrives signed, in order, with ids only, and once it is on record', async () => {
  const { body } = await make();
  const first = receiver.received.length;
  const contactId = await mail();
  await receiver.until(first + 2);
  const came = receiver.received.slice(first, first + 2);
  expect(came.map(({ body: text }) => (JSON.parse(text) as { type: string }).type)).toEqual([
    'contact.created',
    'message.received',
  ]);
  for (const { headers, body: text } of came) {
    // The library of those who wrote the form down checks what we sign.
    expect(new Webhook(body.secret).verify(text, headers as Record<string, string>)).toBeTruthy();
    expect(Object.keys(JSON.parse(text) as object).toSorted()).toEqual(['data', 'id', 'timestamp', 'type']);
    expect((JSON.parse(text) as { data: object }).data).toEqual({ contactId });
    expect(text + JSON.stringify(headers)).not.toMatch(/lindqvist|Tellervo/i);
    expect(() =>
      new Webhook(body.secret).verify(text.replace('contact', 'kontakt'), headers as Record<string, string>),
    ).toThrow();
  }
  await settled(body.endpointId);
  const { disclosures } = (
    await auditor.ask<{ disclosures: Record<string, unknown>[] }>(
      'GET',
      `/api/console/connections/disclosures?contactId=${contactId}`,
    )
  ).body;
  expect(disclosures).toHaveLength(2);
  expect(disclosures[0]).toMatchObject({
    recipient: 'work-reports',
    purpose: 'quality',
    categories: [],
    contactId,
    outcome: 'done',
  });
  const lines = await the.house.logReader.forUnit(contactId);
  expect(lines.entries.filter((line) => line.action === 'disclose')).toHaveLength(2);
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});

test('a failed one is tried again with the same id, and the next event of the contact waits for it', async () => {
  const { body } = await make();
  receiver.answer = { status: 500 };
  const first = receiver.received.length;
  const contactId = await mail();
  await receiver.until(first + 1);
  await expect
    .poll(async () => (await deliveriesOf(body.endpointId)).find((each) => each.code)?.code)
    .toBe('bad-status');
  const waiting = await deliveriesOf(body.endpointId);
  expect(waiting.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  expect(waiting.find(({ type }) => type === 'message.received')?.attempts).toBe(0);
  receiver.answer = { status: 204 };
  await the.house.storage.db.query('UPDATE connections.delivery SET due_at = now() WHERE contact_id = $1', [
    contactId,
  ]);
  await receiver.until(first + 3);
  const ids = receiver.received.slice(first).map(({ headers }) => headers['webhook-id']);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[1]);
  await settled(body.endpointId);
  // What the receiver said stands nowhere.
  const [row] = await the.house.storage.db.query<{ text: string }>(
    `SELECT string_agg(d::text, '') || (SELECT string_agg(s::text, '') FROM connections.disclosure s) AS text FROM connections.delivery d`,
  );
  expect(row!.text).not.toContain('zzqReceiverSaid');
  expect(the.logLines.join('')).not.toContain('zzqReceiverSaid');
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});

test('a redirect is not followed', async () => {
  const other = await startReceiver();
  const { body } = await make();
  receiver.answer = { status: 307, headers: { location: other.url } };
  await administrator.ask('POST', `${hooks}/${body.endpointId}/test`);
  await expect.poll(async () => (await deliveriesOf(body.endpointId))[0]?.code).toBe('redirected');
  expect(other.received).toEqual([]);
  receiver.answer = { status: 204 };
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
  await other.stop();
});

test('after a rotation both secrets verify, the earlier one for a day; a replay has the same id', async () => {
  const { body } = await make();
  const rotated = await administrator.ask<{ secret: string }>('POST', `${hooks}/${body.endpointId}/secret`);
  const first = receiver.received.length;
  const tested = await administrator.ask<{ eventId: string }>('POST', `${hooks}/${body.endpointId}/test`);
  await receiver.until(first + 1);
  const { headers, body: text } = receiver.received[first]!;
  for (const secret of [body.secret, rotated.body.secret])
    new Webhook(secret).verify(text, headers as Record<string, string>);
  await settled(body.endpointId);
  const again = await administrator.ask(
    'POST',
    `${hooks}/${body.endpointId}/deliveries/${tested.body.eventId}/replay`,
  );
  expect(again.status).toBe(200);
  await receiver.until(first + 2);
  expect(receiver.received[first + 1]!.headers['webhook-id']).toBe(tested.body.eventId);
  expect(receiver.received[first + 1]!.body).toBe(text);
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});

test('address and secrets are sealed at rest and no list shows them', async () => {
  const { body } = await make();
  const [row] = await the.house.storage.db.query<{ text: string }>(
    'SELECT e::text || encode(e.target_sealed, $2) AS text FROM connections.endpoint e WHERE id = $1',
    [body.endpointId, 'escape'],
  );
  expect(row!.text).not.toContain('/hooks/haltija');
  expect(row!.text).not.toContain(body.secret.slice(6));
  const listed = await administrator.ask('GET', hooks);
  expect(JSON.stringify(listed.body)).not.toMatch(/hooks\/haltija|whsec_/);
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});

test('a recipient whose agreement has ended, or who is no longer declared, is told nothing: at delivery too', async () => {
  const { body } = await make();
  await agreeUntil('2026-02-01');
  expect((await make()).body.code).toBe('recipient-agreement-ended');
  const first = receiver.received.length;
  await mail();
  await expect
    .poll(async () => {
      const list = await administrator.ask<{
        endpoints: { endpointId: string; state: string; stopCode: string }[];
      }>('GET', hooks);
      return list.body.endpoints.find((each) => each.endpointId === body.endpointId)?.stopCode;
    })
    .toBe('recipient-agreement-ended');
  expect(receiver.received).toHaveLength(first);
  const refused = await auditor.ask<{ disclosures: { outcome: string; code: string }[] }>(
    'GET',
    '/api/console/connections/disclosures',
  );
  expect(refused.body.disclosures[0]).toMatchObject({
    outcome: 'refused',
    code: 'recipient-agreement-ended',
  });
  const resumed = await administrator.ask('POST', `${hooks}/${body.endpointId}/state`, { state: 'active' });
  expect(resumed.body).toMatchObject({ code: 'recipient-agreement-ended' });
  // With the agreement in force again it goes on, and nothing was lost.
  await agreeUntil('2028-12-30');
  await administrator.ask('POST', `${hooks}/${body.endpointId}/state`, { state: 'active' });
  await receiver.until(first + 2);
  await settled(body.endpointId);
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});

test('what was rolled back was never told, and an erased contact is told of no more', async () => {
  const { body } = await make();
  await administrator.ask('POST', `${hooks}/${body.endpointId}/state`, { state: 'paused' });
  const { db } = the.house.storage;
  const count = async () => (await deliveriesOf(body.endpointId)).length;
  const contactId = await mail();
  expect(await count()).toBe(2);
  await db
    .transaction(async (tx) => {
      await the.house.contacts.live.announce(tx, { kind: 'contact-changed', contactId, queue: 'service' });
      throw new Error('undone');
    })
    .catch(() => undefined);
  expect(await count()).toBe(2);
  // The key goes as the sweep takes it.
  await db.transaction((tx) =>
    the.house.contacts.vault.destroy(
      tx,
      the.house.contacts.access.systemGrant('sweep', { units: [contactId], categories: [] }),
      'contact',
    ),
  );
  const first = receiver.received.length;
  await administrator.ask('POST', `${hooks}/${body.endpointId}/state`, { state: 'active' });
  expect((await settled(body.endpointId)).map(({ state, code }) => [state, code])).toEqual([
    ['withdrawn', 'unit-erased'],
    ['withdrawn', 'unit-erased'],
  ]);
  expect(receiver.received).toHaveLength(first);
  await administrator.ask('DELETE', `${hooks}/${body.endpointId}`);
});
