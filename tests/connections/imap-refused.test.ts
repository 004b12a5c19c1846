import { afterAll, beforeAll, expect } from 'vitest';
import { type TestDovecot, startDovecot } from '../email/start-dovecot.ts';
import { testWithDovecot as test } from '../email/test-with-dovecot.ts';
import { makeAdministrator, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { findDovecot } from '../support/find-counterparts.ts';
import { declaring } from './declare.ts';
import { awayHost, type Door, openDoor } from './tls-door.ts';

// A mailbox at a server that the declaration does not name is not read; one that it names no longer is let go of.

const within = { timeout: 20_000, interval: 100 };
let dovecot: TestDovecot;
let door: Door;
let the: TestHouse;
let administrator: Person;

beforeAll(async () => {
  if (findDovecot() === undefined) return;
  dovecot = await startDovecot(['anna']);
  door = await openDoor(dovecot.port, true);
  the = await startHouse({
    settings: {
      HALTIJA_IMAP_SERVICE_SV_URL: `imaps://anna@${awayHost}:${door.port}/INBOX`,
      HALTIJA_IMAP_SERVICE_SV_PASSWORD: dovecot.password,
    },
  });
  administrator = await makeAdministrator(the.house, the.app);
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await door?.stop();
  await dovecot?.stop();
});

async function fetching(): Promise<{ state: string; code: string | null }> {
  const { body } = await administrator.ask<{
    mailboxes: { mailbox: string; fetching: { state: string; code: string | null } | null }[];
  }>('GET', '/api/console/mailboxes');
  return body.mailboxes.find(({ mailbox }) => mailbox === 'service-sv')!.fetching!;
}
const imap = [{ way: 'mail-in', hosts: [awayHost] }] as const;

test('not declared: no connection; declared: read within seconds; no longer declared: let go within seconds', async () => {
  await expect.poll(fetching, within).toMatchObject({ state: 'failing', code: 'connection-not-declared' });
  expect(door.made()).toBe(0);
  await dovecot.append('anna', [
    'Message-ID: <one@example.fi>\r\nFrom: Maija <maija@example.fi>\r\nTo: service@posti.example\r\nSubject: Yksi\r\n\r\nHei\r\n',
  ]);
  // Long enough that the pauses between tries have grown.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  let from = Date.now();
  await the.house.publish(declaring(imap), null);
  await expect.poll(fetching, within).toMatchObject({ state: 'connected', code: null });
  expect(Date.now() - from).toBeLessThan(5_000);
  const kept = () => the.house.storage.db.query('SELECT 1 FROM mail.raw');
  await expect.poll(async () => (await kept()).length, within).toBe(1);
  expect(door.standing()).toBe(1);

  from = Date.now();
  await the.house.publish(declaring([]), null);
  await expect.poll(() => door.standing(), within).toBe(0);
  expect(Date.now() - from).toBeLessThan(5_000);
  await expect.poll(fetching, within).toMatchObject({ state: 'failing', code: 'connection-not-declared' });
  const made = door.made();
  await dovecot.append('anna', [
    'Message-ID: <two@example.fi>\r\nFrom: Maija <maija@example.fi>\r\nTo: service@posti.example\r\nSubject: Kaksi\r\n\r\nHei\r\n',
  ]);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(door.made()).toBe(made);

  // Nothing is lost: what came meanwhile waited at its server.
  await the.house.publish(declaring(imap), null);
  await expect.poll(async () => (await kept()).length, within).toBe(2);
}, 60_000);
