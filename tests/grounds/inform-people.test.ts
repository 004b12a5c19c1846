import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleLetters } from '../../server/register/contacts/informing/inform-people.ts';
import type { Database } from '../../server/storage/database.ts';
import { changeRegister, type Register } from '../promises/change-register.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { type Customer, type Desk, openDesk, type PersonAnswer, welcome } from '../promises/one-customer.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';
import { handInRaw } from '../promises/hand-in-raw.ts';
import { bounceOf } from '../email/bounce-of.ts';
import { startSmtpSink, type SmtpSink } from '../email/start-smtp-sink.ts';
import { makeColleague } from '../support/sign-in.ts';
import { count, longer, monthsOf } from './grounds-house.ts';

// GDPR Art. 13(3), 14(4): a longer period or a further purpose reaches what is held of a person once they have been told, and
// of nobody else.

let desk: Desk;
let owner: Database;
let sink: SmtpSink;
let clock: MovableClock;
beforeAll(async () => {
  sink = await startSmtpSink();
  clock = movableClock('2026-03-02T08:00:00Z');
  desk = await openDesk({
    clock,
    settings: {
      HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      HALTIJA_PUBLIC_URL: 'https://kivra.example',
    },
  });
  owner = openAsOwner(desk.the);
  await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'kaisa.koski',
    displayName: 'Kaisa Koski',
    tasks: ['keep-register'],
  });
});
afterAll(async () => {
  await owner.end();
  await desk.the.stop();
  await sink.stop();
});

const db = () => desk.the.house.storage.db;
const base = '/api/console/register/informing';
const keeper = () => signInAgain(desk.the.app, 'kaisa.koski');
const agent = () => signInAgain(desk.the.app, 'eero.virtanen');
const publish = (change: (register: Register) => void) =>
  desk.the.house.publish(`# ${crypto.randomUUID()}\n${changeRegister(change)}`, null);
interface Progress {
  version: number;
  affected: { people: number; byMail: number };
  round: { paused: boolean } | null;
  letters: { told: number; underWay: number; left: number; bounced: number; notByMail: number };
}
const progress = async (ask: Ask) => (await ask<Progress>('GET', base)).body;
const months = (customer: Customer) => monthsOf(db(), customer);
const lettersTo = (address: string) => sink.mails.filter(({ recipients }) => recipients.includes(address));
const purposesOf = async (personId: string, category: string) =>
  (
    await db().query<{ purposes: string[] }>(
      'SELECT purposes FROM register.person_field WHERE person_id = $1 AND category = $2',
      [personId, category],
    )
  )[0]!.purposes;

test('who may: publish-register begins and pauses, collect-field notes what was told; nobody else, and no other version', async () => {
  const [eero, kaisa] = [await agent(), await keeper()];
  const { version } = desk.the.house.declarations.current();
  const asa = await welcome(desk.the, { from: 'Aatu <aatu@example.fi>' });
  expect((await eero('POST', `${base}/start`, { version })).body).toMatchObject({ code: 'task-missing' });
  expect((await eero('POST', `${base}/pause`, { version, paused: true })).body).toMatchObject({
    code: 'task-missing',
  });
  expect((await eero('GET', `${base}/untold`)).body).toMatchObject({ code: 'task-missing' });
  expect(
    (await kaisa('POST', `/api/console/people/${asa.personId}/told`, { version, way: 'phone' })).body,
  ).toMatchObject({
    code: 'task-missing',
  });
  expect((await kaisa('POST', `${base}/start`, { version: version + 1 })).body).toMatchObject({
    code: 'changed-meanwhile',
  });
  expect((await kaisa('POST', `${base}/pause`, { version, paused: true })).status).toBe(404);
  expect(
    (await eero('POST', `/api/console/people/${asa.personId}/told`, { version: 99, way: 'phone' })).body,
  ).toMatchObject({
    code: 'changed-meanwhile',
  });
  expect(
    (await eero('POST', `/api/console/people/${asa.personId}/told`, { version, way: 'pigeon' })).status,
  ).toBe(400);
});

test('a round: a letter each, in their language; who is told gets the longer period, whose letter came back does not', async () => {
  const told = await welcome(desk.the, { from: '"Tiina Tieto" <tiina@example.fi>' });
  const bounced = await welcome(desk.the, { from: '"Pekka Palautus" <pekka@example.fi>' });
  const nameless = await welcome(desk.the, { from: '"Ei Osoitetta" <eiosoitetta@example.fi>' });
  await owner.query(
    "UPDATE register.person_field SET undeliverable_since = now() WHERE person_id = $1 AND category = 'emailAddress'",
    [nameless.personId],
  );
  await owner.query("UPDATE register.person SET language = 'fi' WHERE id = $1", [told.personId]);
  const version = await publish((register) => {
    longer(36)(register);
    register.categories['emailAddress']!.purposes.push('quality');
    register.periods['person']!.purposes!.push('quality');
  });
  const later = await welcome(desk.the, { from: '"Myöhempi" <myohempi@example.fi>' });
  expect(await months(later)).toEqual([36, 36]);
  const kaisa = await keeper();
  const before = await progress(kaisa);
  expect(before).toMatchObject({ version, round: null });
  expect(before.affected.people - before.affected.byMail).toBe(1);
  const { body: letter } = await kaisa<{ text: string }>('GET', `${base}/letter?language=en`);
  expect(letter.text).toContain(`https://kivra.example/en/notice/${version}/since/${version - 1}`);
  expect(await count(db(), 'register.inform_letter')).toBe(0);

  expect((await kaisa('POST', `${base}/start`, { version })).status).toBe(200);
  expect((await kaisa('POST', `${base}/start`, { version })).body).toMatchObject({ code: 'already-done' });
  await expect.poll(async () => (await progress(kaisa)).letters.left, { timeout: 20_000 }).toBe(0);
  for (const address of ['tiina@example.fi', 'pekka@example.fi'])
    expect(lettersTo(address), address).toHaveLength(1);
  for (const address of ['eiosoitetta@example.fi', 'myohempi@example.fi'])
    expect(lettersTo(address), address).toEqual([]);
  const raw = lettersTo('tiina@example.fi')[0]!.raw.toString();
  expect(raw).toMatch(/Muutoksia|=\?UTF-8\?/);
  expect(raw).toContain(`/fi/notice/${version}`);
  // A letter is no contact, and nobody is told by its going out alone.
  expect(await count(db(), 'register.contact WHERE person_id = $1', [told.personId])).toBe(1);
  expect(await months(told)).toEqual([24, 24]);
  expect(await count(db(), 'register.person_informed')).toBe(0);

  const returned = await handInRaw(desk.the.house, bounceOf(lettersTo('pekka@example.fi')[0]!), 'service-sv');
  expect(returned).toMatchObject({ state: 'done', contactId: null });
  clock.pass(4 * 86_400_000);
  await settleLetters(desk.the.house.contacts);
  expect(await months(told)).toEqual([24, 24]);
  clock.pass(2 * 86_400_000);
  await settleLetters(desk.the.house.contacts);
  await settleLetters(desk.the.house.contacts);
  expect(await months(told)).toEqual([36, 36]);
  expect(await purposesOf(told.personId, 'emailAddress')).toContain('quality');
  expect(await months(bounced)).toEqual([24, 24]);
  expect(await purposesOf(bounced.personId, 'emailAddress')).not.toContain('quality');
  expect(await months(nameless)).toEqual([24, 24]);
  const again = await keeper();
  expect((await progress(again)).letters).toMatchObject({ bounced: 1, notByMail: 1, underWay: 0, left: 0 });
  const { body: untold } = await again<{ people: { personId: string; why: string }[]; next: string | null }>(
    'GET',
    `${base}/untold?limit=1`,
  );
  expect(untold.next).not.toBeNull();
  const { body: rest } = await again<typeof untold>('GET', `${base}/untold?after=${untold.next}`);
  expect([...untold.people, ...rest.people].map(({ why }) => why).toSorted()).toEqual([
    'bounced',
    'unreachable',
  ]);

  // Told by telephone: theirs alone.
  const eero = await agent();
  const tell = () => eero('POST', `/api/console/people/${nameless.personId}/told`, { version, way: 'phone' });
  expect((await tell()).status).toBe(200);
  expect((await tell()).body).toMatchObject({ code: 'already-done' });
  expect(await months(nameless)).toEqual([36, 36]);
  expect(await months(bounced)).toEqual([24, 24]);
  const shown = await eero<PersonAnswer & { told: unknown[] }>(
    'GET',
    `/api/console/people/${nameless.personId}`,
  );
  expect(shown.body.told).toMatchObject([{ version, way: 'phone' }]);
  const lines = await db().query("SELECT 1 FROM log.entry WHERE details->>'change' = 'told-by-phone'");
  expect(lines).toHaveLength(1);
});

test('paused, nothing leaves; continued, each has one', async () => {
  for (let index = 0; index < 6; index += 1)
    await welcome(desk.the, { from: `"Tauko" <tauko${index}@example.fi>` });
  const version = await publish(longer(48));
  const kaisa = await keeper();
  await kaisa('POST', `${base}/start`, { version });
  await kaisa('POST', `${base}/pause`, { version, paused: true });
  const gone = () =>
    Array.from({ length: 6 }, (_none, index) => lettersTo(`tauko${index}@example.fi`).length);
  // One may be in hand.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = gone();
  expect(before).toContain(0);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(gone()).toEqual(before);
  expect((await progress(kaisa)).round).toMatchObject({ paused: true });
  await kaisa('POST', `${base}/pause`, { version, paused: false });
  await expect.poll(async () => (await progress(kaisa)).letters.left, { timeout: 30_000 }).toBe(0);
  expect(gone()).toEqual([1, 1, 1, 1, 1, 1]);
});
