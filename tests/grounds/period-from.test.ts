import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { type Desk, openDesk, welcome } from '../promises/one-customer.ts';
import { signInAgain } from '../promises/visit.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { publishChanged } from './grounds-house.ts';

// A contact's period runs from where it is declared to: its arrival, or its closing.

let desk: Desk;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2026-01-15T08:00:00Z');
  desk = await openDesk({ clock });
});
afterAll(() => desk.the.stop());

const goes = async (contactId: string) =>
  (
    await desk.the.house.storage.db.query<{ day: string }>(
      "SELECT to_char(delete_after AT TIME ZONE 'Europe/Helsinki', 'YYYY-MM-DD') AS day FROM register.contact WHERE id = $1",
      [contactId],
    )
  )[0]!.day;
async function close(contactId: string): Promise<void> {
  const ask = await signInAgain(desk.the.app, 'eero.virtanen');
  const { version } = (await ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`)).body;
  expect((await ask('POST', `/api/console/contacts/${contactId}/close`, { version })).status).toBe(200);
}
const from = (moment: 'closing' | 'arrival') =>
  publishChanged(desk.the, (register) => (register.periods['contact']!.from = moment));

test('a moment that a unit does not have is refused', async () => {
  await expect(
    publishChanged(desk.the, (register) => (register.periods['person']!.from = 'closing')),
  ).rejects.toMatchObject({ code: 'declaration-invalid' });
});

test('from arrival: what is held goes earlier at once, and neither closing nor a later mail moves it', async () => {
  const held = await welcome(desk.the, { messageId: '<forsta@example.fi>' });
  clock.pass(30 * 86_400_000);
  await handInMail(desk.the.house, { headers: ['In-Reply-To: <forsta@example.fi>'] });
  expect(await goes(held.contactId)).toBe('2028-02-14');
  await from('arrival');
  expect(await goes(held.contactId)).toBe('2028-01-15');
  await handInMail(desk.the.house, { headers: ['In-Reply-To: <forsta@example.fi>'] });
  await close(held.contactId);
  expect(await goes(held.contactId)).toBe('2028-01-15');
});

test('from closing again, of the same length: it would go later, and so reaches only what arrives', async () => {
  const held = await welcome(desk.the, { from: 'Toinen <toinen@example.fi>' });
  await from('closing');
  clock.pass(10 * 86_400_000);
  await close(held.contactId);
  expect(await goes(held.contactId)).toBe('2028-02-14');
  const fresh = await welcome(desk.the, { from: 'Kolmas <kolmas@example.fi>' });
  clock.pass(10 * 86_400_000);
  await close(fresh.contactId);
  expect(await goes(fresh.contactId)).toBe('2028-03-06');
});
