import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexedTables } from '../../server/compose-indexed.ts';
import { type BlindIndex, openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { createCover, newCoverKey } from '../../server/safeguards/vault/index-cover.ts';
import { type Keeper, openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { beginFirstEpoch, turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { beginIndexTurn, turnIndex } from '../../server/safeguards/vault/turn-index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

// The index under its covers, as processes meet it that turn it and that write meanwhile.

let database: TestDatabase;
let folder: string;
let keeper: Keeper;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'haltija-index-'));
  keeper = await openKeeper(folder, { create: true });
  await beginFirstEpoch(database.service, keeper);
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const openProcess = () => openBlindIndex(database.service, keeper);
const turning = (learning = 0) => ({ db: database.service, keeper, tables: indexedTables, learning });
async function turnByHand(): Promise<void> {
  await beginIndexTurn(turning());
  expect(await turnIndex(turning())).toMatchObject({ done: true });
}
const remember = (index: BlindIndex, address: string) =>
  database.service.transaction(async (tx) => {
    const [digest] = (await index.hold(tx)).digests('auto-reply', address);
    await tx.query('INSERT INTO mail.auto_reply (digest, at) VALUES ($1, now())', [digest]);
  });
const finds = async (index: BlindIndex, address: string) =>
  (
    await database.service.query('SELECT 1 FROM mail.auto_reply WHERE digest = ANY ($1::bytea[])', [
      index.digests('auto-reply', address),
    ])
  ).length;
const covers = () =>
  database.service.query<{ generation: number; written: boolean; ended: boolean }>(
    'SELECT generation, written_at IS NOT NULL AS written, ended_at IS NOT NULL AS ended FROM ring.index_cover ORDER BY 1',
  );

describe('a cover', () => {
  test('is one to one, for digests and for tokens, and another key makes another of it', () => {
    const [one, two] = [createCover(1, newCoverKey()), createCover(2, newCoverKey())];
    const digest = Buffer.alloc(32, 7);
    expect(one.uncoverDigest(one.coverDigest(digest))).toEqual(digest);
    expect(one.coverDigest(digest).subarray(2)).not.toEqual(two.coverDigest(digest).subarray(2));
    expect([one, two].map((cover) => cover.coverDigest(digest).readUInt16BE(0))).toEqual([1, 2]);
    const tokens = [
      0,
      1,
      -1,
      2 ** 31 - 1,
      -(2 ** 31),
      ...Array.from({ length: 5_000 }, (_, i) => i * 858_993),
    ];
    const inRange = tokens.map((token) => token | 0);
    for (const token of inRange) expect(one.uncoverToken(one.coverToken(token))).toBe(token);
    expect(new Set(inRange.map((token) => one.coverToken(token))).size).toBe(new Set(inRange).size);
    expect(inRange.filter((token) => one.coverToken(token) === two.coverToken(token))).toEqual([]);
  });

  test('number 0, from before there were covers, hides nothing and is left like any other', () => {
    const none = createCover(0, undefined);
    const digest = Buffer.alloc(32, 7);
    expect(none.coverDigest(digest)).toEqual(Buffer.concat([Buffer.alloc(2), digest]));
    expect(none.uncoverDigest(none.coverDigest(digest))).toEqual(digest);
  });
});

describe('what is refused', () => {
  test('a process that was away while the index turned writes nothing under the old cover, and knows the new one once it has looked', async () => {
    const away = await openProcess();
    await turnByHand();
    await expect(remember(away, 'away@example.fi')).rejects.toMatchObject({
      code: 'storage-unavailable',
      details: { reason: 'index-turned' },
    });
    await away.follow(database.service);
    await remember(away, 'away@example.fi');
    expect(await finds(await openProcess(), 'away@example.fi')).toBe(1);
  });

  test('a third cover, and an end of the one that is written under', async () => {
    const { service } = database;
    const [last] = (await covers()).slice(-1);
    await service.query('SELECT ring.end_cover($1)', [last!.generation]);
    await beginIndexTurn(turning());
    await beginIndexTurn(turning());
    expect((await covers()).filter(({ ended }) => !ended)).toEqual([
      { generation: last!.generation, written: true, ended: false },
      { generation: last!.generation + 1, written: false, ended: false },
    ]);
    await service.query('SELECT ring.end_cover($1)', [last!.generation]);
    expect((await covers()).filter(({ ended }) => !ended)).toHaveLength(2);
    await turnIndex(turning());
  });

  test('a table that cannot be laid anew: the old cover stays, and nothing is lost', async () => {
    const index = await openProcess();
    await remember(index, 'stuck@example.fi');
    const broken = indexedTables.map((table) =>
      table.name === 'mail.auto_reply'
        ? { ...table, recode: () => Promise.reject(new Error('disk')) }
        : table,
    );
    await beginIndexTurn(turning());
    await expect(turnIndex({ ...turning(), tables: broken })).rejects.toThrow('disk');
    expect((await covers()).filter(({ ended }) => !ended)).toHaveLength(2);
    expect(await finds(await openProcess(), 'stuck@example.fi')).toBe(1);
    await turnIndex(turning());
    expect(await finds(await openProcess(), 'stuck@example.fi')).toBe(1);
  });
});

test('a cover is known to all before it is written under, and found under before, while and after it turns', async () => {
  const index = await openProcess();
  await remember(index, 'first@example.fi');
  await beginIndexTurn(turning());
  expect(await turnIndex(turning(60_000))).toEqual({ done: false, rows: 0 });
  expect((await covers()).at(-1)).toMatchObject({ written: false });
  await index.follow(database.service);
  await remember(index, 'second@example.fi');
  const number = async (address: string) => {
    const [row] = await database.service.query<{ digest: Buffer }>(
      'SELECT digest FROM mail.auto_reply WHERE digest = ANY ($1::bytea[])',
      [index.digests('auto-reply', address)],
    );
    return row!.digest.readUInt16BE(0);
  };
  const { generation: next } = (await covers()).at(-1)!;
  expect(await number('second@example.fi')).toBe(next - 1);
  // Written under, and not gone through yet.
  await database.service.query('SELECT ring.write_cover($1)', [next]);
  await remember(index, 'third@example.fi');
  expect([await number('second@example.fi'), await number('third@example.fi')]).toEqual([next - 1, next]);
  await turnIndex(turning());
  for (const address of ['first', 'second', 'third']) {
    expect(await finds(index, `${address}@example.fi`)).toBe(1);
    expect(await number(`${address}@example.fi`)).toBe(next);
  }
  expect((await covers()).at(-2)).toMatchObject({ generation: next - 1, ended: true });
});

test('who writes for long is waited for two seconds, and then left; nobody writes under two covers at once', async () => {
  const index = await openProcess();
  await beginIndexTurn(turning());
  await index.follow(database.service);
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  let begun: () => void = () => undefined;
  const writing = new Promise<void>((resolve) => (begun = resolve));
  const long = database.service.transaction(async (tx) => {
    await index.hold(tx);
    begun();
    await held;
  });
  await writing;
  expect(await turnIndex(turning())).toEqual({ done: false, rows: 0 });
  expect((await covers()).at(-1)).toMatchObject({ written: false });
  await remember(index, 'meanwhile@example.fi');
  finish();
  await long;
  expect(await turnIndex(turning())).toMatchObject({ done: true });
  expect(await finds(index, 'meanwhile@example.fi')).toBe(1);
}, 20_000);

test('under a new epoch nothing is written before the old one takes no more keys', async () => {
  const { service } = database;
  const deps = { ...turning(), horizonDays: () => 14, pace: { learning: 60_000, resting: 0 } };
  await turnEpoch(deps, true);
  const next = (await covers()).at(-1)!;
  expect(next).toMatchObject({ written: false });
  expect(await turnIndex(turning())).toEqual({ done: false, rows: 0 });
  expect((await covers()).at(-1)).toEqual(next);
  const [newest] = await service.query<{ epoch: number }>('SELECT max(epoch) AS epoch FROM ring.epoch');
  await service.query('SELECT ring.close_epoch($1)', [newest!.epoch - 1]);
  expect(await turnIndex(turning())).toMatchObject({ done: true });
  await turnEpoch({ ...deps, pace: { learning: 0, resting: 0 } });
});

test('several turn it at once: it turns once, and nothing is lost', async () => {
  const index = await openProcess();
  const addresses = Array.from({ length: 300 }, (_, number) => `many-${number}@example.fi`);
  for (const address of addresses) await remember(index, address);
  const before = (await covers()).at(-1)!.generation;
  await beginIndexTurn(turning());
  await Promise.all([turnIndex(turning()), turnIndex(turning()), turnIndex(turning())]);
  await turnIndex(turning());
  expect((await covers()).at(-1)).toEqual({ generation: before + 1, written: true, ended: false });
  await index.follow(database.service);
  for (const address of addresses) expect(await finds(index, address)).toBe(1);
});

test('an epoch does not end before the covers that were made under it, and takes the index along', async () => {
  const index = await openProcess();
  await remember(index, 'epoch@example.fi');
  const pace = { learning: 0, resting: 0 };
  const deps = { ...turning(), horizonDays: () => 14, pace };
  const copy = await database.owner.query<{ digest: Buffer }>('SELECT digest FROM mail.auto_reply');
  const [before] = (await covers()).slice(-1);
  // By hand, and then the epoch in the middle of it.
  await beginIndexTurn(turning());
  expect(await turnEpoch(deps, true)).toMatchObject({ began: 3, ended: 2 });
  const [after] = (await covers()).slice(-1);
  expect(after!.generation).toBe(before!.generation + 2);
  const rows = await database.owner.query<{ epoch: number; wrapped: Buffer | null; ended: boolean }>(
    'SELECT epoch, wrapped, ended_at IS NOT NULL AS ended FROM ring.index_cover ORDER BY generation',
  );
  expect(rows.at(-1)).toMatchObject({ epoch: 3, ended: false });
  expect(rows.slice(0, -1).every(({ wrapped, ended }) => wrapped === null && ended)).toBe(true);
  await index.follow(database.service);
  expect(await finds(index, 'epoch@example.fi')).toBe(1);
  // With all there is now, nothing can be told of a copy from before.
  const lasting = index.lastingDigest('auto-reply', 'epoch@example.fi');
  const tried = [lasting, ...index.digestsOf(lasting).map((digest) => digest.subarray(2))];
  expect(copy.length).toBeGreaterThan(300);
  expect(copy.filter(({ digest }) => tried.some((each) => each.equals(digest.subarray(2))))).toEqual([]);
});

/** Digests that lie under no cover, and why (docs/decisions/index-keys.md). */
const uncovered: readonly string[] = [
  // Of Message-IDs and whole mails: nobody guesses them.
  'register.thread_id',
  'register.inform_letter',
  'mail.known',
  // Of the ids that exchanges give their calls.
  'register.known_call',
  // Of random tokens.
  'staff.access_token',
  'staff.inspection',
  'staff.link',
  'staff.session',
];

test('every table of digests or tokens is among those that turn, or is said to be under no cover', async () => {
  const tables = await database.owner.query<{ name: string }>(
    `SELECT DISTINCT c.table_schema || '.' || c.table_name AS name FROM information_schema.columns c
     JOIN pg_class t ON t.oid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass AND NOT t.relispartition
     WHERE c.table_schema IN ('register', 'staff', 'mail', 'search')
       AND (c.column_name = 'cover' OR (c.column_name LIKE '%digest%' AND c.data_type = 'bytea')) ORDER BY 1`,
  );
  const turn = indexedTables.map(({ name }) => name);
  expect(tables.map(({ name }) => name)).toEqual([...turn, ...uncovered].toSorted());
});
