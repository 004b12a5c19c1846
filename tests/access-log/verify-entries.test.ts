import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { type Id, newId } from '../../server/base/new-id.ts';
import { type AccessLog, createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { canonicalLeaf, readLeaf } from '../../server/safeguards/access-log/canonical-leaf.ts';
import { createMerkleRoot } from '../../server/safeguards/access-log/merkle-root.ts';
import { verifyEntries } from '../../server/safeguards/access-log/verify-entries.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { makeEntry, rejectionOf } from './make-entry.ts';

let moment = new Date('2026-03-01T08:00:00.123Z').getTime();
const clock: Clock = { now: () => new Date(moment) };

let test: TestDatabase;
let accessLog: AccessLog;
const ids: Id[] = [];

const verify = (more: Partial<Parameters<typeof verifyEntries>[0]> = {}) =>
  verifyEntries({ db: test.service, clock, ...more });

beforeAll(async () => {
  test = await createTestDatabase();
  accessLog = createAccessLog({ logDb: test.logWriter, clock, log: silentLogger });
});
afterAll(async () => {
  await accessLog.close();
  await test.drop();
});

beforeEach(async () => {
  await test.owner.query('TRUNCATE log.entry');
  ids.length = 0;
  for (let index = 0; index < 12; index += 1) {
    moment += 1000;
    ids.push(
      await accessLog.record(
        makeEntry({ reason: 'call-back', refusal: 'task-missing', details: { opened: index } }),
      ),
    );
  }
});

describe('a row altered by the owner of the database is found and named', () => {
  it.each([
    ['actor', "actor = '01900000-0000-7000-8000-0000000000bb'"],
    ['actorKind', "actor_kind = 'system'"],
    ['action', "action = 'list'"],
    ['act', "act = 'list-contacts'"],
    ['task', 'task = NULL'],
    ['purposes', "purposes = '{}'"],
    ['categories', 'categories = categories[1:1]'],
    ['units', "units = '{}'"],
    ['subjects', 'subjects = subjects || subjects'],
    ['reason', 'reason = NULL'],
    ['refusal', 'refusal = NULL'],
    ['declarationVersion', 'declaration_version = 2'],
    ['details', "details = '{}'"],
    ['details', "details = 'null'"],
    ['details', "details = '[1, 2]'"],
    ['details', `details = '{"10": 1, "9": 2}'`],
    ['at', "at = at - interval '1 day'"],
    ['at', "at = at + interval '1 microsecond'"],
    ['at', "at = 'infinity'"],
    ['at', "at = '4000-01-01 BC'"],
    ['id', `id = '${newId(new Date(moment))}'`],
  ])('%s: %s', async (field, change) => {
    await test.owner.query(`UPDATE log.entry SET ${change} WHERE id = $1 RETURNING id`, [ids[7]]);
    const found = await verify();
    expect(found).toMatchObject({
      entries: 12,
      bad: 1,
      firstBad: { problem: 'columns-altered', fields: [field] },
    });
    if (field !== 'id') expect(found.firstBad!.id).toBe(ids[7]);
  });

  it.each([
    "''",
    "leaf || '\\x20'",
    'substring(leaf from 2)',
    "convert_to('haltija-log-1' || chr(10) || '{}', 'UTF8')",
    "'\\xff'",
  ])('kept bytes: %s', async (leaf) => {
    await test.owner.query(`UPDATE log.entry SET leaf = ${leaf} WHERE id = ANY ($1::uuid[])`, [
      [ids[3], ids[5]],
    ]);
    expect(await verify()).toMatchObject({
      bad: 2,
      firstBad: { id: ids[3], problem: 'leaf-unreadable', fields: [] },
    });
  });

  it('a line that carries an id of another moment', async () => {
    const [row] = await test.owner.query<{ leaf: Buffer }>('SELECT leaf FROM log.entry WHERE id = $1', [
      ids[3],
    ]);
    const forged = canonicalLeaf({ ...readLeaf(row!.leaf), at: new Date(moment - 86_400_000) });
    await test.owner.query('UPDATE log.entry SET at = $2, leaf = $3 WHERE id = $1', [
      ids[3],
      new Date(moment - 86_400_000),
      forged,
    ]);
    expect(await verify()).toMatchObject({
      bad: 1,
      firstBad: { id: ids[3], problem: 'id-of-another-moment' },
    });
  });
});

describe('against a root noted earlier', () => {
  it('a line taken away, put in, or altered together with its bytes is seen', async () => {
    const noted = await verify();
    const check = () => verify({ until: noted.until!, expectedRoot: noted.root });
    expect(await check()).toMatchObject({ asExpected: true, entries: 12, bad: 0 });

    await test.owner.query(
      `UPDATE log.entry SET reason = 'other', leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'call-back', 'other'), 'UTF8') WHERE id = $1`,
      [ids[2]],
    );
    expect(await check()).toMatchObject({ asExpected: false, entries: 12, bad: 0 });
    await test.owner.query(
      `UPDATE log.entry SET reason = 'call-back', leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'other', 'call-back'), 'UTF8') WHERE id = $1`,
      [ids[2]],
    );
    expect(await check()).toMatchObject({ asExpected: true });

    const now = moment;
    moment -= 3500;
    const extra = await accessLog.record(makeEntry());
    moment = now;
    expect(await check()).toMatchObject({ asExpected: false, entries: 13, bad: 0 });
    await test.owner.query('DELETE FROM log.entry WHERE id = $1', [extra]);
    expect(await check()).toMatchObject({ asExpected: true });

    await test.owner.query('DELETE FROM log.entry WHERE id = $1', [ids[0]]);
    expect(await check()).toMatchObject({ asExpected: false, entries: 11, bad: 0 });
  });

  it('still holds when the log has grown, in capitals too', async () => {
    const noted = await verify();
    moment += 1;
    await accessLog.record(makeEntry());
    expect(await verify({ until: noted.until!, expectedRoot: noted.root.toUpperCase() })).toMatchObject({
      asExpected: true,
      entries: 12,
    });
    expect(await verify({ expectedRoot: noted.root })).toMatchObject({ asExpected: false, entries: 13 });
  });

  it.each([
    { until: '1' as Id },
    { until: '' as Id },
    { expectedRoot: 'abc' },
    { expectedRoot: 'g'.repeat(64) },
  ])('refuses %j', async (more) => {
    expect(await rejectionOf(verify(more))).toMatchObject({ code: 'invalid-input' });
  });
});

it('gives the tree hash over the kept bytes, says how far it is, and what is settled', async () => {
  const progress: number[] = [];
  const found = await verify({ settle: 3500, onProgress: (entries) => progress.push(entries) });
  const rows = await test.owner.query<{ leaf: Buffer }>('SELECT leaf FROM log.entry ORDER BY id');
  const rootOf = (count: number) => {
    const tree = createMerkleRoot();
    for (const row of rows.slice(0, count)) tree.append(row.leaf);
    return tree.root().toString('hex');
  };
  expect(found).toEqual({
    entries: 12,
    until: ids[11],
    root: rootOf(12),
    settled: { entries: 8, until: ids[7], root: rootOf(8) },
    bad: 0,
  });
  expect(progress).toEqual([12]);
});

it('reads page after page without losing one', async () => {
  await test.service.transaction((tx) =>
    accessLog.recordManyIn(
      tx,
      Array.from({ length: 2500 }, () => makeEntry()),
    ),
  );
  const progress: number[] = [];
  const found = await verify({ onProgress: (entries) => progress.push(entries) });
  expect(found).toMatchObject({ entries: 2512, bad: 0 });
  expect(progress).toEqual([1000, 2000, 2512]);
});

it('an empty log has the root of no leaves', async () => {
  await test.owner.query('TRUNCATE log.entry');
  const root = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  expect(await verify()).toEqual({
    entries: 0,
    until: null,
    root,
    settled: { entries: 0, until: null, root },
    bad: 0,
  });
});
