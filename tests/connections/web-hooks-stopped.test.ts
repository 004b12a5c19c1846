import { afterAll, beforeAll, expect, test } from 'vitest';
import { connections as english } from '../../web/words/en/connections.ts';
import { connections as finnish } from '../../web/words/fi/connections.ts';
import { connections as swedish } from '../../web/words/sv/connections.ts';
import { movableClock, type MovableClock } from '../promises/move-clock.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';
import { makeAdministrator, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

const hooks = '/api/console/connections/web-hooks';
const hour = 3_600_000;
let the: TestHouse;
let clock: MovableClock;
let administrator: Person;
let receiver: Receiver;
let ask: Ask;

beforeAll(async () => {
  clock = movableClock('2026-11-02T08:00:00Z');
  the = await startHouse({ clock, settings: { HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  administrator = await makeAdministrator(the.house, the.app);
  receiver = await startReceiver();
  await pass(0);
});
afterAll(async () => {
  await receiver?.stop();
  await the?.stop();
});

/** Sessions end meanwhile. */
async function pass(milliseconds: number): Promise<void> {
  clock.pass(milliseconds);
  ask = await signInAgain(the.app, administrator.userName);
}

interface Endpoint {
  readonly endpointId: string;
  readonly state: string;
  readonly stopCode: string | null;
  readonly failingSince: string | null;
  readonly waiting: number;
}
async function listed(endpointId: string): Promise<Endpoint> {
  const { body } = await ask<{ endpoints: Endpoint[] }>('GET', hooks);
  return body.endpoints.find((each) => each.endpointId === endpointId)!;
}

async function make(): Promise<string> {
  const { body } = await ask<{ endpointId: string }>('POST', hooks, {
    url: receiver.url,
    recipient: 'work-reports',
    purpose: 'quality',
    types: ['contact.created'],
    queues: ['service'],
  });
  return body.endpointId;
}

/** A new event, and the try that it makes. */
async function tellOf(endpointId: string): Promise<void> {
  const came = receiver.received.length;
  await ask('POST', `${hooks}/${endpointId}/test`);
  await receiver.until(came + 1);
}

test('a web hook that fails is stopped after five days and not before, says so, and can be set going again', async () => {
  receiver.answer = { status: 503 };
  const endpointId = await make();
  await tellOf(endpointId);
  await expect
    .poll(async () => (await listed(endpointId)).failingSince, { timeout: 15_000 })
    .toBe(clock.now().toISOString());
  const since = clock.now().getTime();
  for (let day = 1; day < 5; day += 1) {
    await pass(24 * hour);
    await tellOf(endpointId);
    await expect.poll(async () => (await listed(endpointId)).state, { timeout: 15_000 }).toBe('active');
  }
  // An hour short of five days.
  await pass(since + 5 * 24 * hour - hour - clock.now().getTime());
  await tellOf(endpointId);
  const almost = await listed(endpointId);
  expect(almost).toMatchObject({ state: 'active', failingSince: new Date(since).toISOString() });

  // Whichever of those that wait is tried next finds it so.
  await pass(hour);
  await ask('POST', `${hooks}/${endpointId}/test`);
  await expect.poll(async () => (await listed(endpointId)).state, { timeout: 15_000 }).toBe('stopped');
  const stopped = await listed(endpointId);
  expect(stopped.stopCode).toBe('failing-too-long');
  // What the screen makes of the code.
  for (const words of [english, swedish, finnish])
    expect(words['delivery-code.failing-too-long']).toBeTruthy();
  const parts = async () =>
    (await the.app.inject({ method: 'GET', url: '/readyz' })).json<{ parts: unknown[] }>().parts;
  await expect
    .poll(parts, { timeout: 15_000 })
    .toContainEqual(expect.objectContaining({ part: 'connections', ok: false, code: 'endpoint-stopped' }));

  // Nothing is tried while it stands still; what happens meanwhile waits.
  const came = receiver.received.length;
  await ask('POST', `${hooks}/${endpointId}/test`);
  await pass(24 * hour);
  await ask('POST', `${hooks}/${endpointId}/test`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(receiver.received).toHaveLength(came);
  expect((await listed(endpointId)).waiting).toBeGreaterThanOrEqual(2);

  // Set going while the receiver still fails: it has five days anew.
  await ask('POST', `${hooks}/${endpointId}/state`, { state: 'active' });
  await receiver.until(came + 1);
  await expect
    .poll(async () => await listed(endpointId), { timeout: 15_000 })
    .toMatchObject({ state: 'active', stopCode: null, failingSince: clock.now().toISOString() });

  // And with the receiver well again all that waited arrives.
  receiver.answer = { status: 204 };
  // A try that was under way when it was set going waits for its next time, which this clock does not bring.
  const setGoing = async () => {
    await ask('POST', `${hooks}/${endpointId}/state`, { state: 'paused' });
    await ask('POST', `${hooks}/${endpointId}/state`, { state: 'active' });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return listed(endpointId);
  };
  await expect
    .poll(setGoing, { timeout: 30_000 })
    .toMatchObject({ state: 'active', failingSince: null, waiting: 0 });
  const { body } = await ask<{ deliveries: { state: string }[] }>('GET', `${hooks}/${endpointId}/deliveries`);
  expect(new Set(body.deliveries.map(({ state }) => state))).toEqual(new Set(['delivered']));
});

test('one success in between begins the five days anew', async () => {
  const endpointId = await make();
  receiver.answer = { status: 503 };
  await tellOf(endpointId);
  await pass(4 * 24 * hour);
  receiver.answer = { status: 204 };
  await tellOf(endpointId);
  await expect.poll(async () => (await listed(endpointId)).failingSince, { timeout: 15_000 }).toBeNull();
  receiver.answer = { status: 503 };
  await pass(2 * 24 * hour);
  await tellOf(endpointId);
  await expect
    .poll(async () => (await listed(endpointId)).failingSince, { timeout: 15_000 })
    .toBe(clock.now().toISOString());
  expect((await listed(endpointId)).state).toBe('active');
});
