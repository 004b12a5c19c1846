import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../server/compose.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { startStepServer, type StepServer } from './kill-each-step.ts';
import { full } from './sizes.ts';
import type { SweepTask } from './sweep-over.ts';
import { startTask } from './task-process.ts';

const kills = full ? 200 : 8;

let server: StepServer;
let house: House;
beforeAll(async () => {
  server = await startStepServer();
  house = await server.openHouse();
  await house.start();
}, 120_000);
afterAll(async () => {
  await house?.stop();
  await server?.stop();
}, 60_000);

const startSweeper = () => {
  const task: SweepTask = { settings: server.settings };
  return startTask('sweep-over.ts', task);
};

test('two sweeps at once, killed at any moment while mail comes in: each unit is whole or gone, and what is held stays', async () => {
  // Whose data is locked by law, and whose period is longer than all that is swept here.
  const kept: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    const from = `"Kari Kallio" <kept${number}@example.fi>`;
    for (const subject of ['Ensimmäinen', 'Toinen'])
      kept.push(
        (await handInMail(house, { from, subject, messageId: `<${subject}-${number}@example.fi>` }))!,
      );
  }
  await server.owner.query(
    `UPDATE register.person SET state = 'restricted' WHERE id IN (SELECT person_id FROM register.contact WHERE id = ANY ($1))`,
    [kept.slice(0, 6)],
  );
  await server.owner.query(
    "UPDATE register.contact SET delete_after = delete_after + interval '100 years' WHERE id = ANY ($1)",
    [kept.slice(6)],
  );

  let sent = 0;
  let stopped = false;
  const write = async () => {
    for (; !stopped; sent += 1) {
      const number = sent;
      await house.mail.pump.keep({
        mailbox: 'service-sv',
        raw: Buffer.from(
          `From: "Tuuli Tamm" <tuuli${number % 40}@example.fi>\r\nMessage-ID: <sweep-${number}@example.fi>\r\nSubject: Asia ${number}\r\n\r\nHei, kysymys ${number}.\r\n`,
        ),
        envelope: { recipients: [] },
        source: { kind: 'smtp' },
      });
      // As fast as the sweeps go, and no faster.
      while (house.mail.pump.waiting() > 20) await sleep(5);
    }
  };
  const writing = write();
  writing.catch(() => undefined);

  let next = startSweeper();
  for (let run = 0; run < kills; run += 1) {
    const sweeper = await next;
    next = startSweeper();
    await sleep(Math.random() * 600);
    await sweeper.kill();
  }
  const last = await next;
  stopped = true;
  await writing;
  const waits = () => server.owner.query("SELECT 1 FROM mail.raw WHERE state = 'kept'");
  await expect.poll(waits, { timeout: 60_000 }).toEqual([]);
  // The one that is left to itself takes all that is due.
  const due = () =>
    server.owner.query('SELECT id FROM register.contact WHERE id <> ALL ($1) LIMIT 1', [kept]);
  await expect.poll(due, { timeout: 60_000 }).toEqual([]);
  await last.kill();

  const [erased] = await server.owner.query<{ mails: number }>(
    "SELECT count(*)::int AS mails FROM ring.tombstone WHERE kind = 'mail'",
  );
  expect(erased!.mails).toBe(sent);
  expect(sent).toBeGreaterThan(kills);
  const left = await server.owner.query<{ id: string; messages: number }>(
    `SELECT c.id, (SELECT count(*)::int FROM register.contact_message m WHERE m.contact_id = c.id) AS messages
     FROM register.contact c JOIN register.person p ON p.id = c.person_id JOIN mail.raw r ON r.contact_id = c.id`,
  );
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  expect(left.filter(({ messages }) => messages !== 1)).toEqual([]);
  expect(await findBrokenUnits(server.owner, house.settings.blobDir)).toEqual([]);
}, 7_200_000);
