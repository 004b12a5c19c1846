import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWell } from '../../server/operations/restore/report.ts';
import { countUnpointed } from '../../server/register/people/repoint-person.ts';
import type { Opened } from '../merging/merging-house.ts';
import { type Customer, type PersonAnswer, welcome } from '../promises/one-customer.ts';
import { signInAgain } from '../promises/visit.ts';
import { makeColleague } from '../support/sign-in.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// Two records of one person that were merged after the backup: after a restore they are one, and nothing of either is lost.

let fire: FirePlace;
let the: TestHouse;
let kept: Customer;
let merged: Customer;

beforeAll(async () => {
  fire = await makeFirePlace();
  const desk = await fire.open();
  ({ the } = desk);
  kept = await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej, Hallon ett' });
  merged = await welcome(the, { from: 'asa@example.se', text: 'Hej, Hallon två' });
  await makeBackup(the);
  const lead = await makeColleague(the.house, the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
  const versionOf = async (id: string) =>
    (await lead.ask<PersonAnswer>('GET', `/api/console/people/${id}?reason=earlier-matter`)).body.version;
  const answer = await lead.ask('POST', `/api/console/people/${kept.personId}/merge`, {
    version: await versionOf(kept.personId),
    otherId: merged.personId,
    otherVersion: await versionOf(merged.personId),
    reason: 'correct-an-error',
  });
  expect(answer).toMatchObject({ status: 200 });
  await the.house.backups.keep();
  await close(the);
  await fire.burn();
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

test('merged people stay one: the contacts of both are the kept one’s, and open', async () => {
  const { statement } = await fire.restore();
  expect(isWell(statement)).toBe(true);
  expect(statement.replayed.mergedContacts).toBe(1);
  expect(statement.units['contact']).toMatchObject({ held: 2, resealed: 0, alarms: 0 });
  expect(statement.dangling).toBe(0);
  the = await fire.reopen();
  const ask = await signInAgain(the.app, 'eero.virtanen');
  for (const [customer, says] of [
    [kept, 'Hallon ett'],
    [merged, 'Hallon två'],
  ] as const) {
    const { status, body } = await ask<Opened>('GET', `/api/console/contacts/${customer.contactId}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(says);
    expect(body.person.personId).toBe(kept.personId);
  }
  const person = await ask<PersonAnswer>('GET', `/api/console/people/${kept.personId}`);
  const addresses = person.body.fields
    .filter(({ category }) => category === 'emailAddress')
    .map(({ value }) => value);
  expect(addresses.toSorted()).toEqual(['asa@example.fi', 'asa@example.se']);
  // The log's pseudonyms follow by the usual job.
  await expect
    .poll(() => countUnpointed({ db: the.house.storage.db }, kept.personId), { timeout: 60_000 })
    .toBe(0);
}, 240_000);
