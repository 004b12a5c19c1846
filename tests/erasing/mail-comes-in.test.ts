import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasFreshMail } from '../../server/channels/email/mail-holding.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

let the: TestHouse;

beforeAll(async () => {
  the = await startHouse();
});
afterAll(() => the.stop());

test('busy-between-two-mails: the sweep leaves the machine to intake though no mail waits at that very moment', async () => {
  const { db } = the.house.storage;
  expect(await hasFreshMail(db, new Date())).toBe(false);
  const before = new Date();
  await handInMail(the.house);
  expect(await hasFreshMail(db, before)).toBe(true);
  expect(await hasFreshMail(db, new Date(Date.now() + 2_500))).toBe(false);
});
