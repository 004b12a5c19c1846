import { afterAll, beforeAll, expect } from 'vitest';
import type { Withheld } from '../../contract/console/tray.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { startDovecot, type TestDovecot } from './start-dovecot.ts';
import { testWithDovecot as test } from './test-with-dovecot.ts';

// A mail that the mailbox's server will not give out stands in the tray, and the mailbox is read on.

let dovecot: TestDovecot;
let the: TestHouse;
let clock: MovableClock;
let lead: Person;
let agent: Person;
const tray = '/api/console/tray';
const address = 'kundtjanst@posti.example';
const mail = (number: number, more = '') =>
  `Message-ID: <w${number}@example.fi>\r\nFrom: Maija Meri <maija.meri@example.fi>\r\nTo: service@posti.example\r\nSubject: Kirje ${number}\r\n\r\nTeksti ${number}\r\n${more}`;
/** Large enough to be read in pieces. */
const hugeMail = (number: number) => mail(number, 'pitkä rivi tekstiä\r\n'.repeat(100_000));

beforeAll(async () => {
  dovecot = await startDovecot(['ritva']);
  await dovecot.append('ritva', [mail(1), hugeMail(2), mail(3), mail(4)]);
  dovecot.setReadable('ritva', 2, false);
  dovecot.setReadable('ritva', 3, false);
  clock = movableClock(new Date().toISOString());
  the = await startHouse({
    clock,
    settings: {
      HALTIJA_IMAP_SERVICE_SV_URL: `imap://ritva:${dovecot.password}@${dovecot.host}:${dovecot.port}/INBOX`,
    },
  });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, task: string) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
  lead = await make('liisa.laine', 'Liisa Laine', 'lead-team');
  agent = await make('anna.aalto', 'Anna Aalto', 'answer-customers');
}, 120_000);
afterAll(async () => {
  await the?.stop();
  await dovecot?.stop();
});

const withheld = async (state = 'waiting') =>
  (await lead.ask<{ withheld: Withheld[] }>('GET', `${tray}?state=${state}`)).body.withheld;
const settle = (who: Person, mailId: string, body: object) =>
  who.ask('POST', `${tray}/${mailId}/settle`, body);
const subjects = async () => {
  const { body } = await lead.ask<{ contacts: { subject: string }[] }>('GET', '/api/console/contacts');
  return body.contacts.map((each) => each.subject).toSorted();
};
const tries = async () => {
  const rows = await the.house.storage.db.query<{ tries: number }>(
    'SELECT tries FROM mail.withheld ORDER BY uid',
  );
  return rows.map((row) => row.tries);
};
const counted = async () => {
  const { body } = await lead.ask<{ tray: number; trayAside: number }>('GET', '/api/console/contacts/counts');
  return [body.tray, body.trayAside];
};

test('the others are read; after three tries the tray says what is known of it; nobody else touches it', async () => {
  await expect.poll(subjects, { timeout: 60_000, interval: 200 }).toEqual(['Kirje 1', 'Kirje 4']);
  await expect.poll(tries, { timeout: 20_000 }).toEqual([1, 1]);
  // Once may be a line that broke.
  expect(await withheld()).toEqual([]);
  for (const round of [5, 6]) {
    clock.pass(80_000);
    // What is new wakes the mailbox.
    await dovecot.append('ritva', [mail(round)]);
    await expect.poll(tries, { timeout: 30_000, interval: 200 }).toEqual([round - 3, round - 3]);
  }
  expect(await withheld()).toMatchObject([
    { uid: 2, mailbox: address, tries: 3 },
    { uid: 3, mailbox: address, tries: 3 },
  ]);
  expect(await counted()).toEqual([2, 0]);
  const [one] = await withheld();
  expect(Date.parse(one!.cameAt!)).toBeLessThan(Date.now() + 1_000);
  expect(Date.parse(one!.nextTryAt)).toBeGreaterThan(Date.parse(one!.triedAt));

  expect((await settle(agent, one!.mailId, { act: 'try-again' })).status).toBe(403);
  expect((await lead.ask('GET', `${tray}/${one!.mailId}`)).status).toBe(404);
  const made = { act: 'make-contact', emailAddress: 'maija.meri@example.fi', name: '', subject: '' };
  expect(await settle(lead, one!.mailId, made)).toMatchObject({
    status: 400,
    body: { code: 'invalid-input' },
  });
}, 120_000);

test('asked for by hand: refused once more it stays, given out it becomes a contact', async () => {
  const [one] = await withheld();
  expect((await settle(lead, one!.mailId, { act: 'try-again' })).status).toBe(200);
  await expect.poll(tries, { timeout: 20_000, interval: 200 }).toEqual([4, 3]);
  dovecot.setReadable('ritva', 2, true);
  expect((await settle(lead, one!.mailId, { act: 'try-again' })).status).toBe(200);
  await expect.poll(subjects, { timeout: 20_000, interval: 200 }).toContain('Kirje 2');
  await expect.poll(() => withheld(), { timeout: 10_000 }).toMatchObject([{ uid: 3 }]);
  expect(the.logLines.join('')).not.toContain('maija.meri');
}, 60_000);

test('set aside it is asked for no more, and not noted anew', async () => {
  const [one] = await withheld();
  expect((await settle(lead, one!.mailId, { act: 'set-aside' })).status).toBe(200);
  expect(await settle(lead, one!.mailId, { act: 'set-aside' })).toMatchObject({
    status: 409,
    body: { code: 'already-done' },
  });
  expect([await withheld(), await counted()]).toEqual([[], [0, 1]]);
  expect(await withheld('set-aside')).toMatchObject([{ uid: 3, tries: 3 }]);
  dovecot.setReadable('ritva', 3, true);
  clock.pass(40 * 60_000);
  // Connecting anew looks for all that is not marked as kept.
  await dovecot.kill();
  await dovecot.start();
  await dovecot.append('ritva', [mail(7)]);
  await expect.poll(subjects, { timeout: 30_000, interval: 200 }).toContain('Kirje 7');
  expect(await subjects()).not.toContain('Kirje 3');
  expect([await withheld(), await tries()]).toEqual([[], [3]]);
}, 60_000);

test('put back it waits as before; asked for where it was set aside it comes', async () => {
  const [one] = await withheld('set-aside');
  expect((await settle(agent, one!.mailId, { act: 'put-back' })).status).toBe(403);
  expect((await settle(lead, one!.mailId, { act: 'put-back' })).status).toBe(200);
  expect((await settle(lead, one!.mailId, { act: 'put-back' })).status).toBe(409);
  expect([await withheld('set-aside'), await counted()]).toEqual([[], [1, 0]]);
  expect((await settle(lead, one!.mailId, { act: 'set-aside' })).status).toBe(200);
  expect((await settle(lead, one!.mailId, { act: 'try-again' })).status).toBe(200);
  await expect.poll(subjects, { timeout: 20_000, interval: 200 }).toContain('Kirje 3');
  await expect.poll(counted, { timeout: 10_000 }).toEqual([0, 0]);
}, 60_000);
