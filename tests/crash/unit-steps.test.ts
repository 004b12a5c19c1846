import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeStrayBlobs } from '../../server/safeguards/retention/remove-stray-blobs.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import { startStepServer, type StepServer } from './kill-each-step.ts';

let server: StepServer;
beforeAll(async () => {
  server = await startStepServer();
}, 60_000);
afterAll(() => server?.stop());

test('killed at each step of making a unit: each mail is one contact with all its files, or was not taken', async () => {
  const { steps, runs } = await server.killAtEachStep({ act: 'intake' }, async (_step, run) => {
    const rows = await server.owner.query<{ messages: number; files: number; made: number }>(
      `SELECT c.messages, c.files, (SELECT count(*) FROM register.contact_file f WHERE f.contact_id = c.id) AS made FROM register.contact c`,
    );
    // The mail of this process may have become one; those of the ones before have.
    expect([run - 1, run]).toContain(rows.length);
    expect(rows.filter(({ messages, files, made }) => messages !== 1 || files !== 3 || made !== 3)).toEqual(
      [],
    );
  });
  // Keeping the raw mail, making the contact, two commits with their answers, three blobs with before and after.
  expect(steps).toBeGreaterThan(30);
  expect(await server.owner.query('SELECT state, count(*) AS mails FROM mail.raw GROUP BY state')).toEqual([
    { state: 'done', mails: runs },
  ]);
}, 300_000);

test('killed at each step of destroying units: row and key go together or stay together, and what is held stays', async () => {
  // Somebody whose data is locked by law: no sweep takes it, however often it is killed.
  const [held] = await server.owner.query<{ id: string }>(
    "UPDATE register.person SET state = 'restricted' WHERE id = (SELECT min(id::text)::uuid FROM register.person) RETURNING id",
  );
  const { steps } = await server.killAtEachStep({ act: 'sweep' }, async () => {
    expect(
      await server.owner.query('SELECT 1 FROM register.contact WHERE person_id = $1', [held!.id]),
    ).toHaveLength(1);
    const [left] = await server.owner.query<{ others: number }>(
      'SELECT count(*) AS others FROM register.contact WHERE person_id <> $1',
      [held!.id],
    );
    expect(left!.others).toBeLessThanOrEqual(1);
  });
  expect(steps).toBeGreaterThan(20);
  expect(await server.owner.query('SELECT id FROM register.person')).toEqual([{ id: held!.id }]);
  expect(await server.owner.query('SELECT count(*) AS keys FROM ring.unit_key')).toEqual([{ keys: 3 }]);

  // The files go by a job; those of transactions that never were go as strays, when they are a day old.
  const house = await server.openHouse();
  try {
    await house.start();
    const waiting = () =>
      server.owner.query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'remove-blob'");
    await expect.poll(waiting, { timeout: 20_000, interval: 100 }).toEqual([]);
    const twoDaysOn = { now: () => new Date(Date.now() + 2 * 86_400_000) };
    expect(
      await removeStrayBlobs({
        db: house.storage.db,
        blobs: house.storage.blobs,
        clock: twoDaysOn,
        holdings: house.holdings,
      }),
    ).toBeGreaterThan(0);
    // Raw mail and two large files of the one that is held.
    const left: string[] = [];
    for await (const { id } of house.storage.blobs.list()) left.push(id);
    expect(left).toHaveLength(3);
    expect(await findBrokenUnits(server.owner, house.settings.blobDir)).toEqual([]);
  } finally {
    await house.stop();
  }
}, 300_000);

test('killed at each step of erasing a person: unreadable from the first commit on, and gone by the second try', async () => {
  const { steps } = await server.killAtEachStep({ act: 'erase' }, async () => {
    // Nothing of whose erasure has begun gives a key, whatever is left of it.
    expect(
      await server.owner.query(
        `SELECT k.unit_id FROM register.erasure e JOIN register.contact c ON c.person_id = e.person_id,
           ring.read_keys(ARRAY[c.id, c.person_id]) k`,
      ),
    ).toEqual([]);
    // Of those before this one none is left half erased.
    const [begun] = await server.owner.query<{ erasures: number }>(
      'SELECT count(*) AS erasures FROM register.erasure',
    );
    expect(begun!.erasures).toBeLessThanOrEqual(1);
  });
  expect(steps).toBeGreaterThan(40);
  expect(await server.owner.query('SELECT 1 FROM register.erasure')).toEqual([]);
}, 600_000);
