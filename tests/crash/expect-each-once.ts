import { expect } from 'vitest';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import type { TestHouse } from '../support/start-house.ts';
import { messageIdOf, messageIdsOfContacts, sendersOf } from './carry-mail.ts';
import { findBrokenUnits } from './find-broken-units.ts';

/** Waits until all is processed; then each mail is one contact, each unit has its key and each key its unit. */
export async function expectEachOnce(the: TestHouse, count: number, timeout: number): Promise<void> {
  const { db } = the.house.storage;
  const states = () => db.query('SELECT state, count(*) AS mails FROM mail.raw GROUP BY state');
  await expect.poll(states, { timeout, interval: 500 }).toEqual([{ state: 'done', mails: count }]);
  expect(await messageIdsOfContacts(the)).toEqual(
    Array.from({ length: count }, (_, at) => messageIdOf(at + 1)).toSorted(),
  );
  expect(
    await db.query('SELECT count(*) AS contacts, sum(messages) AS messages FROM register.contact'),
  ).toEqual([{ contacts: count, messages: count }]);
  expect(await db.query('SELECT count(*) AS people FROM register.person')).toEqual([
    { people: sendersOf(count) },
  ]);
  expect(await findBrokenUnits(db, the.house.settings.blobDir)).toEqual([]);
  expect(await verifyEntries({ db, clock: the.house.clock })).toMatchObject({ bad: 0 });
}
