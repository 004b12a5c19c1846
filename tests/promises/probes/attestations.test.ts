import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Promises } from '../../../contract/console/promises.ts';
import { makeColleague, type Person } from '../../support/sign-in.ts';
import { changeRegister } from '../change-register.ts';
import { type MovableClock, movableClock } from '../move-clock.ts';
import { type Desk, openDesk } from '../one-customer.ts';
import { send, signInAgain } from '../visit.ts';
import { password } from '../../support/start-house.ts';

// P8: what no software can enforce. Somebody vouches for it, somebody else has looked, a document shows it, and overdue shows.

let desk: Desk;
let clock: MovableClock;
let keeper: Person;
let cookies: Record<string, string>;
const pdf = Buffer.from('%PDF-1.4\nPremises: doors locked.');

beforeAll(async () => {
  clock = movableClock('2026-04-07T06:00:00Z');
  desk = await openDesk({ clock });
  keeper = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'helmi.salo',
    displayName: 'Helmi Salo',
    tasks: ['keep-register'],
  });
  await enter();
});
afterAll(() => desk.the.stop());

async function enter() {
  const { cookies: given } = await send(desk.the.app, 'POST', '/api/console/sign-in', {
    payload: { userName: 'helmi.salo', password },
  });
  cookies = { [given[0]!.name]: given[0]!.value };
}

const readAttested = async () => {
  const ask = await signInAgain(desk.the.app, 'helmi.salo');
  const { body } = await ask<Promises>('GET', '/api/console/promises?language=en');
  return { measures: body.attested, status: body.promises[7]!.status };
};

async function attest(over: Record<string, string> = {}, bytes: Buffer = pdf, as = cookies) {
  const { measures } = await readAttested();
  const query = new URLSearchParams({
    measure: measures[2]!.measure,
    ownerId: desk.agent.staffId,
    reviewerId: keeper.staffId,
    reviewedOn: '2026-04-07',
    nextReviewOn: '2026-10-07',
    ...over,
  });
  const answer = await send(desk.the.app, 'POST', `/api/console/promises/attestations?${query}`, {
    cookies: as,
    headers: { 'content-type': 'application/octet-stream' },
    payload: bytes,
  });
  return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
}

test('before anybody vouches it is called so, and nothing is attested by itself', async () => {
  const { measures, status } = await readAttested();
  expect(status).toBe('not-attested');
  expect(measures.map(({ name }) => name)).toEqual([
    'Protection of data communications',
    'Backups',
    'Physical protection of premises',
    'Control of entry to premises',
  ]);
});

test.each([
  ['the owner reviews it too', () => ({ reviewerId: desk.agent.staffId }), 'reviewerId'],
  ['the owner is nobody', () => ({ ownerId: crypto.randomUUID() }), 'ownerId'],
  ['the reviewer is nobody', () => ({ reviewerId: crypto.randomUUID() }), 'reviewerId'],
  ['it was reviewed tomorrow', () => ({ reviewedOn: '2026-04-08' }), 'reviewedOn'],
  [
    'the next review was yesterday',
    () => ({ reviewedOn: '2026-01-01', nextReviewOn: '2026-04-06' }),
    'nextReviewOn',
  ],
  ['the next review is in three years', () => ({ nextReviewOn: '2029-04-07' }), 'nextReviewOn'],
])('refused: %s', async (_what, over, field) => {
  expect(await attest(over())).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', details: { field } },
  });
});

test('refused: a measure that nobody declared, and a document that is none', async () => {
  expect(await attest({ measure: 'ab'.repeat(32) })).toMatchObject({ status: 404 });
  expect(await attest({}, Buffer.from([0, 1, 2, 255]))).toMatchObject({
    status: 422,
    body: { code: 'value-not-valid' },
  });
  expect(await attest({}, Buffer.alloc(0))).toMatchObject({ status: 400 });
  expect((await attest({}, Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]))).body).toMatchObject({
    code: 'body-too-large',
  });
});

test('who does not keep the register cannot vouch', async () => {
  const { cookies: given } = await send(desk.the.app, 'POST', '/api/console/sign-in', {
    payload: { userName: 'eero.virtanen', password },
  });
  expect(await attest({}, pdf, { [given[0]!.name]: given[0]!.value })).toMatchObject({
    status: 403,
    body: { code: 'task-missing' },
  });
});

test('vouched for with its document, which is given back as it was; logged, and never changed', async () => {
  const { status, body } = await attest();
  expect(status).toBe(200);
  expect(body['evidenceDigest']).toBe(createHash('sha256').update(pdf).digest('hex'));
  const { measures } = await readAttested();
  expect(measures[2]).toMatchObject({
    state: 'attested',
    newest: {
      ownerId: desk.agent.staffId,
      reviewerId: keeper.staffId,
      nextReviewOn: '2026-10-07',
      bytes: pdf.length,
    },
  });
  const document = await send(
    desk.the.app,
    'GET',
    `/api/console/promises/attestations/${body['attestationId']}`,
    {
      cookies,
    },
  );
  expect(document.rawPayload.equals(pdf)).toBe(true);
  expect(document.headers['content-disposition']).toContain('attachment');
  const lines = await desk.the.house.storage.db.query(
    "SELECT actor FROM log.entry WHERE action = 'administer' AND details ->> 'change' = 'attested'",
  );
  expect(lines).toEqual([{ actor: keeper.staffId }]);
  await expect(
    desk.the.house.storage.db.query("UPDATE promises.attestation SET next_review_on = '2030-01-01'"),
  ).rejects.toMatchObject({ code: '42501' });
});

test('attested whole only when each is; overdue from the day after its review was due', async () => {
  const { measures } = await readAttested();
  for (const { measure } of measures) expect((await attest({ measure })).status).toBe(200);
  expect((await readAttested()).status).toBe('attested');
  clock.set('2026-10-07T20:00:00Z');
  expect((await readAttested()).status).toBe('attested');
  clock.set('2026-10-07T21:00:00Z');
  const late = await readAttested();
  expect(late.status).toBe('overdue');
  expect(late.measures.map(({ state }) => state)).toEqual(Array(4).fill('overdue'));
});

test('a measure that is worded anew is to be vouched for anew', async () => {
  clock.set('2026-05-07T06:00:00Z');
  await desk.the.house.publish(
    changeRegister((register) => void (register.measures.at(-1)!.name.en = 'Guards at the door')),
    null,
  );
  expect((await readAttested()).measures.map(({ state }) => state)).toEqual([
    'attested',
    'attested',
    'attested',
    'not-attested',
  ]);
});
