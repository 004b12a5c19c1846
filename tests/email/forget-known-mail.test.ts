import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { jobQueue } from '../../server/storage/job-queue.ts';
import { movableClock, type MovableClock } from '../promises/move-clock.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

let the: TestHouse;
let clock: MovableClock;
beforeAll(async () => {
  clock = movableClock('2024-01-10T08:00:00Z');
  the = await startHouse({ clock });
});
afterAll(() => the?.stop());

const day = 86_400_000;
const db = () => the.house.storage.db;
const letter = (name: string) =>
  Buffer.from(
    [
      `From: ${name} <${name.toLowerCase()}@example.fi>`,
      'To: service@posti.example',
      `Message-ID: <known-${name}@example.fi>`,
      'Subject: Kirje',
      '',
      'Hei, missä kirjeeni on?',
    ].join('\r\n'),
  );

async function handIn(name: string): Promise<{ rawId: string; state: string }> {
  const kept = await the.house.mail.pump.keep({
    mailbox: 'service-sv',
    raw: letter(name),
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  await expect.poll(() => the.house.mail.pump.waiting(), { timeout: 15_000 }).toBe(0);
  return kept;
}
const known = async () =>
  (await db().query<{ mails: number }>('SELECT count(DISTINCT mail_id) AS mails FROM mail.known'))[0]!.mails;
const forgottenUntil = async () =>
  (await db().query<{ until: Date }>('SELECT until FROM mail.forgotten'))[0]?.until;

/** The job itself, as the night runs it. */
async function runJob(): Promise<void> {
  await jobQueue.enqueue(db(), 'forget-known-mail', {}, { key: 'forget-known-mail' });
  const waiting = () => db().query("SELECT 1 FROM graphile_worker.jobs WHERE key = 'forget-known-mail'");
  await expect.poll(waiting, { timeout: 10_000 }).toEqual([]);
}

test('digests go when they are over 400 days old and their mail is gone, not before; then it is noted up to when', async () => {
  const first = await handIn('Ensi');
  expect(first.state).toBe('new');
  expect((await handIn('Ensi')).state).toBe('done');
  clock.pass(100 * day);
  const second = await handIn('Toinen');
  const [{ at: seen }] = (await db().query<{ at: Date }>(
    'SELECT seen_at AS at FROM mail.known WHERE mail_id = $1 LIMIT 1',
    [first.rawId],
  )) as [{ at: Date }];

  // Old enough, but the mail is still held.
  clock.pass(301 * day);
  await runJob();
  expect(await known()).toBe(2);
  expect(await forgottenUntil()).toBeUndefined();

  // The mail goes, with its contact, and is known again all the same.
  await db().query('UPDATE register.contact SET delete_after = $1', [clock.now()]);
  await db().query('UPDATE mail.raw SET delete_after = $1', [clock.now()]);
  await the.house.sweep();
  expect(await db().query('SELECT 1 FROM mail.raw')).toEqual([]);
  expect(await known()).toBe(2);
  expect((await handIn('Ensi')).state).toBe('done');
  expect((await handIn('Toinen')).state).toBe('done');

  await runJob();
  expect(
    (await db().query<{ mail_id: Id }>('SELECT DISTINCT mail_id FROM mail.known')).map((row) => row.mail_id),
  ).toEqual([second.rawId]);
  expect(await forgottenUntil()).toEqual(seen);
  // Only now is it a mail that nobody has seen.
  expect((await handIn('Ensi')).state).toBe('new');
  expect((await handIn('Toinen')).state).toBe('done');

  // Up to when only moves on.
  await runJob();
  expect(await forgottenUntil()).toEqual(seen);
  clock.pass(100 * day);
  await runJob();
  expect((await forgottenUntil())!.getTime()).toBeGreaterThan(seen.getTime());
});
