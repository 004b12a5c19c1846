import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { changeRegister } from './change-register.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { readPage } from './visit.ts';

// P2: the register's name, whose data it holds and since when; every version stays readable with its date.

let the: TestHouse;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  the = await startHouse({ start: false, clock });
});
afterAll(() => the.stop());

const shorter = changeRegister((register) => {
  register.register.statedOn = '2026-05-04';
  register.periods['contact']!.months = 12;
});

test('a version that is broken, or the one in force again, makes no new version', async () => {
  await expect(the.house.publish('register: {}', null)).rejects.toMatchObject({
    code: 'declaration-invalid',
  });
  await expect(the.house.publish(await the.house.declarations.source(1), null)).rejects.toMatchObject({
    code: 'already-done',
  });
  expect(await the.house.declarations.versions()).toHaveLength(1);
});

test('what was published can be neither changed nor removed by the running product', async () => {
  for (const statement of [
    'UPDATE declaration.version SET published_at = now()',
    "UPDATE declaration.version SET source = ''",
    'DELETE FROM declaration.version',
    'TRUNCATE declaration.version',
  ]) {
    await expect(the.house.storage.db.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
});

test.each([
  ['/sv/notice/2', 404],
  ['/sv/notice/0', 404],
  ['/sv/notice/-1', 404],
  ['/sv/notice/99999999999', 404],
])('a version that is not there is not found: %s', async (url, status) => {
  expect((await the.app.inject(url)).statusCode).toBe(status);
});

test('the notice names the register, whose data it holds, and the date it states', async () => {
  const page = await readPage(the.app, '/sv/notice');
  expect(page).toContain('Kivra Oy:s kundtjänstregister');
  expect(page).toContain('Kunder och andra som kontaktar Kivras kundtjänst');
  expect(page).toContain('23 oktober 2019');
});

/** What the page says of how long contacts are kept. */
const rule = (page: string) => /Kontakt med meddelanden, bilagor och anteckningar.{0,40}/.exec(page)?.[0];

test('after a new version the old one reads as it did, and the history dates both', async () => {
  const first = await readPage(the.app, '/sv/notice/1');
  clock.set('2026-05-04T09:30:00Z');
  await the.house.publish(shorter, null);

  const newest = await readPage(the.app, '/sv/notice');
  expect(newest).toContain('12 månader');
  expect(newest).toContain('4 maj 2026');

  const old = await readPage(the.app, '/sv/notice/1');
  expect(old).toContain('23 oktober 2019');
  expect(rule(old)).toBe(rule(first));
  expect(rule(old)).not.toBe(rule(newest));

  const history = await readPage(the.app, '/sv/notice/versions');
  for (const date of ['2 mars 2026', '23 oktober 2019', '4 maj 2026']) expect(history).toContain(date);
  const links = (await the.app.inject('/sv/notice/versions')).body.match(/href="\/sv\/notice\/\d+"/g);
  expect(links).toEqual(['href="/sv/notice/2"', 'href="/sv/notice/1"']);
});

test('the source of each version is kept as it was published', async () => {
  expect(await the.house.declarations.source(2)).toBe(shorter);
  expect((await the.house.declarations.version(1)).declaration.periods['contact']!.months).toBe(24);
  expect((await the.house.declarations.version(1)).publishedAt.toISOString()).toBe(
    '2026-03-02T08:00:00.000Z',
  );
});
