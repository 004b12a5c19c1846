import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { Refusal } from '../../server/base/errors.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { type AccessLog, createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { LogEntryInvalid } from '../../server/safeguards/access-log/check-entry.ts';
import { createLogReader } from '../../server/safeguards/access-log/read-entries.ts';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import type { Db } from '../../server/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { makeEntry, rejectionOf } from './make-entry.ts';

let test: TestDatabase;
let accessLog: AccessLog;
const parts = { clock: systemClock, log: silentLogger };

beforeAll(async () => {
  test = await createTestDatabase();
  accessLog = createAccessLog({ ...parts, logDb: test.logWriter });
});
afterAll(async () => {
  await accessLog.close();
  await test.drop();
});

const countEntries = async () =>
  (await test.owner.query<{ n: number }>('SELECT count(*) AS n FROM log.entry'))[0]!.n;

describe('nobody who runs the product can change the log', () => {
  const changes = [
    "UPDATE log.entry SET actor = 'nobody'",
    'UPDATE log.entry SET leaf = leaf',
    'DELETE FROM log.entry',
    'TRUNCATE log.entry',
    'DROP TABLE log.entry',
    'ALTER TABLE log.entry DISABLE TRIGGER ALL',
    'ALTER TABLE log.entry ADD COLUMN note text',
    'CREATE RULE quiet AS ON INSERT TO log.entry DO INSTEAD NOTHING',
    'SELECT * FROM log.entry FOR UPDATE',
    'MERGE INTO log.entry e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE',
    'INSERT INTO log.entry SELECT * FROM log.entry ON CONFLICT (id) DO UPDATE SET actor = excluded.actor',
    'SET ROLE haltija_owner',
    "SET session_replication_role = 'replica'",
  ];
  for (const role of ['service', 'logWriter'] as const) {
    it.each(changes)(`${role}: %s`, async (sql) => {
      await accessLog.record(makeEntry());
      const before = await countEntries();
      expect(await rejectionOf(test[role].query(sql))).toMatchObject({ code: '42501' });
      expect(await countEntries()).toBe(before);
    });
  }

  it.each([
    'SELECT * FROM log.entry',
    'SELECT count(*) FROM log.entry',
    'SELECT id FROM log.entry LIMIT 1',
    'COPY log.entry TO STDOUT',
  ])('the log writer cannot read it: %s', async (sql) => {
    expect(await rejectionOf(test.logWriter.query(sql))).toMatchObject({ code: '42501' });
  });
});

describe('recording', () => {
  it('refuses what could be personal data and writes nothing', async () => {
    const before = await countEntries();
    for (const wrong of [
      { actor: 'aino.virtanen@example.fi' },
      { reason: 'Aino Virtanen' },
      { details: { change: '010190-999X' } },
      { details: { name: 'aino' } },
    ]) {
      const entry = { ...makeEntry(), ...wrong } as never;
      expect(await rejectionOf(accessLog.record(entry))).toBeInstanceOf(LogEntryInvalid);
      expect(
        await rejectionOf(test.service.transaction((tx) => accessLog.recordIn(tx, entry))),
      ).toBeInstanceOf(LogEntryInvalid);
      expect(
        await rejectionOf(test.service.transaction((tx) => accessLog.recordManyIn(tx, [makeEntry(), entry]))),
      ).toBeInstanceOf(LogEntryInvalid);
    }
    expect(await countEntries()).toBe(before);
  });

  it('refuses the reading when the log cannot be written, and recovers', async () => {
    await test.owner.query('REVOKE INSERT ON log.entry FROM haltija_log_writer');
    const refused = await rejectionOf(accessLog.record(makeEntry()));
    await test.owner.query('GRANT INSERT ON log.entry TO haltija_log_writer');
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'log-unavailable', details: { cause: '42501' } });
    await accessLog.record(makeEntry());
  });

  it('refuses when the writing hangs, and does not hold up those who come after', async () => {
    const impatient = createAccessLog({ ...parts, logDb: test.logWriter, patience: 300 });
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked!: () => void;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const holder = test.owner.transaction(async (tx) => {
      await tx.query('LOCK TABLE log.entry IN EXCLUSIVE MODE');
      locked();
      await held;
    });
    await isLocked;
    expect(await rejectionOf(impatient.record(makeEntry()))).toMatchObject({
      code: 'log-unavailable',
      details: { cause: 'no-answer' },
    });
    release();
    await holder;
    await impatient.record(makeEntry());
    await impatient.close();
  });

  it('keeps every field as it was given', async () => {
    const entry = makeEntry({
      reason: 'call-back',
      refusal: 'task-missing',
      purposes: [],
      details: { matched: true, found: 0, by: 'phone' },
    });
    const id = await accessLog.record(entry);
    const { entries } = await createLogReader({ db: test.service }).forUnit(entry.units[0]!);
    expect(entries).toEqual([{ ...entry, id, at: expect.any(Date) }]);
  });

  it('is seen by another connection at the moment it resolves', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await accessLog.record(makeEntry());
      expect(await test.service.query('SELECT 1 FROM log.entry WHERE id = $1', [id])).toHaveLength(1);
    }
  });

  it('writes a thousand at once exactly once each, in few statements', async () => {
    const before = await countEntries();
    let statements = 0;
    const counted: Db = {
      query: (text, values) => {
        statements += 1;
        return test.logWriter.query(text, values);
      },
    };
    const busy = createAccessLog({ ...parts, logDb: counted, maxBatch: 100 });
    const ids = await Promise.all(Array.from({ length: 1000 }, () => busy.record(makeEntry())));
    expect(new Set(ids).size).toBe(1000);
    expect(statements).toBe(10);
    expect(await countEntries()).toBe(before + 1000);
    expect(
      await test.service.query('SELECT id FROM log.entry WHERE id = ANY ($1::uuid[])', [ids]),
    ).toHaveLength(1000);
    await busy.close();
  });

  it('refuses the one too many, keeps those who wait, and close drains them', async () => {
    const small = createAccessLog({ ...parts, logDb: test.logWriter, maxWaiting: 5, maxBatch: 2 });
    const asked = Array.from({ length: 8 }, () => small.record(makeEntry()));
    const closing = small.close();
    const results = await Promise.allSettled(asked);
    await closing;
    expect(results.map((result) => result.status)).toEqual([
      ...Array(5).fill('fulfilled'),
      ...Array(3).fill('rejected'),
    ]);
    expect(results[5]).toMatchObject({
      reason: { code: 'log-unavailable', details: { cause: 'too-many-waiting' } },
    });
    expect(await rejectionOf(small.record(makeEntry()))).toMatchObject({
      code: 'log-unavailable',
      details: { cause: 'closed' },
    });
  });

  it('stands and falls with the change it tells of', async () => {
    const before = await countEntries();
    const failure = new Error('the change failed');
    const undone = test.service.transaction(async (tx) => {
      await accessLog.recordIn(tx, makeEntry({ action: 'change' }));
      await accessLog.recordManyIn(tx, [makeEntry(), makeEntry()]);
      throw failure;
    });
    expect(await rejectionOf(undone)).toBe(failure);
    expect(await countEntries()).toBe(before);

    const ids = await test.service.transaction(async (tx) => [
      await accessLog.recordIn(tx, makeEntry({ action: 'change' })),
      ...(await accessLog.recordManyIn(
        tx,
        Array.from({ length: 1200 }, () => makeEntry({ action: 'erase' })),
      )),
      ...(await accessLog.recordManyIn(tx, [])),
    ]);
    expect(new Set(ids).size).toBe(1201);
    expect(await countEntries()).toBe(before + 1201);
  });

  it('leaves a log that verifies', async () => {
    expect(await verifyEntries({ db: test.service, clock: systemClock })).toMatchObject({
      bad: 0,
      entries: await countEntries(),
    });
  });
});
