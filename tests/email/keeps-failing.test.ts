import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import { silentLogger } from '../../server/base/logger.ts';
import type { Id } from '../../server/base/new-id.ts';
import { createMailIntake } from '../../server/channels/email/create-mail-intake.ts';
import { createMailPump, type MailPump } from '../../server/channels/email/process-mail.ts';
import { movableClock, type MovableClock } from '../promises/move-clock.ts';
import { signInAgain } from '../promises/visit.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// A mail that fails for a reason of its own: a byte of it has changed on the disk, so its seal does not open.

let the: TestHouse;
let clock: MovableClock;
let officer: Person;
let intake: ReturnType<typeof createMailIntake>;
let pump: MailPump;

beforeAll(async () => {
  clock = movableClock('2026-11-02T08:00:00Z');
  // Not started: the pump below is the one that works, and looks for leftovers without waiting for seconds.
  the = await startHouse({ clock, start: false });
  const { house, app } = the;
  const administrator = await makeAdministrator(house, app);
  officer = await makeColleague(house, app, administrator, {
    userName: 'paula.palo',
    displayName: 'Paula Palo',
    tasks: ['handle-data-protection'],
  });
  const digestKey = house.storage.keeper.derive('mail/known');
  intake = createMailIntake({ ...house.contacts, digestKey });
  pump = createMailPump(
    { receiver: { ...house.mail.importing, begin: house.mail.pump.begin }, intake, log: silentLogger },
    { leftoversEvery: 10 },
  );
  pump.start();
});
afterAll(async () => {
  await pump?.stop();
  await the?.stop();
});

interface Raw {
  readonly state: string;
  readonly problem: string | null;
  readonly attempts: number;
  readonly next_try_at: Date;
  readonly contact_id: Id<'contact'> | null;
}
async function read(id: string): Promise<Raw> {
  const [row] = await the.house.storage.db.query<Raw>(
    'SELECT state, problem, attempts, next_try_at, contact_id FROM mail.raw WHERE id = $1',
    [id],
  );
  return row!;
}

let count = 0;
/** Kept by another process, as it were: nothing of it is in this one's memory. */
async function keep(): Promise<string> {
  count += 1;
  const raw = Buffer.from(
    [
      'From: Sinikka Salo <sinikka.salo@example.fi>',
      'To: service@posti.example',
      `Message-ID: <keeps-failing-${count}@example.fi>`,
      'Subject: Kuitti',
      '',
      `Kuitti ${count} puuttuu.`,
    ].join('\r\n'),
  );
  const kept = await intake.keepRaw({
    mailbox: 'service-sv',
    raw,
    envelope: { recipients: [] },
    receivedAt: clock.now(),
    dedupeKeys: [`message-id:keeps-failing-${count}`],
  });
  return kept.rawId;
}
/** Turns a bit of what is stored, or turns it back. */
const spoil = (id: string) =>
  the.house.storage.db.query(
    'UPDATE mail.raw SET raw_sealed = set_byte(raw_sealed, 40, get_byte(raw_sealed, 40) # 1) WHERE id = $1',
    [id],
  );
const due = (id: string) =>
  the.house.storage.db.query('SELECT next_try_at AS at FROM mail.raw WHERE id = $1', [id]) as Promise<
    [{ at: Date }]
  >;

test('it steps back further each time, does not hold up others, and after twenty tries waits in the tray', async () => {
  const id = await keep();
  await spoil(id);
  // What was kept a moment ago is left to whoever kept it.
  const [{ at }] = await due(id);
  clock.set(at);
  const pauses: number[] = [];
  for (let tries = 1; tries < 20; tries += 1) {
    await expect.poll(async () => (await read(id)).attempts, { timeout: 15_000, interval: 5 }).toBe(tries);
    const row = await read(id);
    expect(row.state).toBe('kept');
    pauses.push((row.next_try_at.getTime() - clock.now().getTime()) / 1000);
    if (tries === 3) {
      // Before its moment it is left alone, however often leftovers are looked for; a sound one goes through meanwhile.
      clock.set(new Date(row.next_try_at.getTime() - 1));
      const other = await keep();
      await the.house.storage.db.query('UPDATE mail.raw SET next_try_at = $2 WHERE id = $1', [
        other,
        clock.now(),
      ]);
      await expect.poll(async () => (await read(other)).state, { timeout: 15_000 }).toBe('done');
      expect((await read(id)).attempts).toBe(3);
    }
    clock.set(row.next_try_at);
  }
  await expect.poll(async () => (await read(id)).state, { timeout: 15_000, interval: 5 }).toBe('unreadable');
  expect(await read(id)).toMatchObject({ problem: 'keeps-failing', contact_id: null });
  expect(pauses.slice(0, 4)).toEqual([15, 30, 60, 120]);
  expect(pauses.slice(8)).toEqual(Array.from({ length: 11 }, () => 3600));
  // Half a day, as people are told.
  const hours = pauses.reduce((sum, each) => sum + each, 0) / 3600;
  expect(hours).toBeGreaterThan(10);
  expect(hours).toBeLessThan(14);

  // It is where people look, and once the cause is gone it is tried again and becomes a contact.
  const ask = await signInAgain(the.app, officer.userName);
  const tray = await ask<{ items: { mailId: string; problem: string }[] }>('GET', '/api/console/tray');
  expect(tray.body.items).toMatchObject([{ mailId: id, problem: 'keeps-failing' }]);
  await spoil(id);
  const again = await ask('POST', `/api/console/tray/${id}/settle`, { act: 'try-again' });
  expect(again.status).toBe(200);
  clock.pass(3_600_000);
  await expect.poll(async () => (await read(id)).state, { timeout: 15_000 }).toBe('done');
  expect((await read(id)).contact_id).not.toBeNull();
});

test('while a part of the house is away no mail is to blame: it is tried each minute, and never for the last time', async () => {
  const id = await keep();
  await spoil(id);
  const [{ at }] = await due(id);
  clock.set(at);
  await expect.poll(async () => (await read(id)).attempts, { timeout: 15_000, interval: 5 }).toBe(1);
  for (let tries = 0; tries < 30; tries += 1) {
    await intake.noteFailure(id, new Refusal('log-unavailable'));
    expect(await read(id)).toMatchObject({ state: 'kept', attempts: 1 });
  }
  const pause = (await read(id)).next_try_at.getTime() - clock.now().getTime();
  expect(pause).toBeGreaterThan(0);
  expect(pause).toBeLessThanOrEqual(60_000);
});
