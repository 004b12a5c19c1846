import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { readTree } from '../../server/safeguards/access-log/tree/prove.ts';
import { sequenceEntries, TreeBroken } from '../../server/safeguards/access-log/tree/sequence-entries.ts';
import { tileHashes } from '../../server/safeguards/access-log/tree/tree-store.ts';
import type { Tx } from '../../server/storage/database.ts';
import { makeEntry, rejectionOf } from './make-entry.ts';
import { type OpenTree, openTree } from './open-tree.ts';
import { othersFindConsistent, othersFindIncluded, othersReadCheckpoint } from './tree-oracles.ts';

let the: OpenTree;
beforeAll(async () => {
  the = await openTree();
});
afterAll(() => the?.stop());
beforeEach(() => the.empty());

/** A transaction that writes lines now and ends when it is told. */
async function beginSlow(lines: number) {
  const { promise: held, resolve: end } = Promise.withResolvers<boolean>();
  const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>();
  let ids: string[] = [];
  const ended = the.test.service
    .transaction(async (tx: Tx) => {
      ids = await the.accessLog.recordManyIn(
        tx,
        Array.from({ length: lines }, () => makeEntry({ action: 'change' })),
      );
      await tx.query('SELECT 1');
      tellWritten();
      if (!(await held)) throw new Error('rolled back');
    })
    .catch(() => undefined);
  await written;
  return {
    ids: () => ids,
    end: async (commits: boolean) => {
      end(commits);
      await ended;
    },
  };
}

describe('nobody who runs the product can change the tree', () => {
  it.each([
    'UPDATE log.place SET index = index + 1',
    'DELETE FROM log.place',
    'TRUNCATE log.place',
    'UPDATE log.tile SET root = root',
    'DELETE FROM log.tile',
    'UPDATE log.checkpoint SET root = root',
    'DELETE FROM log.checkpoint',
    'DELETE FROM log.anchoring',
    'UPDATE log.waiting SET leaf_hash = leaf_hash',
  ])('%s', async (sql) => {
    for (const role of ['service', 'logWriter'] as const)
      expect(await rejectionOf(the.test[role].query(sql)), role).toMatchObject({ code: '42501' });
  });

  it('the log writer cannot read what waits, nor take it away', async () => {
    for (const sql of ['SELECT * FROM log.waiting', 'DELETE FROM log.waiting', 'SELECT * FROM log.tile'])
      expect(await rejectionOf(the.test.logWriter.query(sql)), sql).toMatchObject({ code: '42501' });
  });
});

describe('the sequencer', () => {
  it('gives every line one place, whoever appended it and in whatever order they ended', async () => {
    const others = [1, 2].map(() =>
      createAccessLog({ logDb: the.test.logWriter, clock: systemClock, log: silentLogger, maxBatch: 7 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            appender: fc.nat(2),
            lines: fc.integer({ min: 1, max: 40 }),
            how: fc.constantFrom('alone', 'in a slow transaction', 'in one that is rolled back'),
            sequenceAfter: fc.boolean(),
            endsAfter: fc.nat(4),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (steps) => {
          await the.empty();
          const written: string[] = [];
          const open: { after: number; end(): Promise<void> }[] = [];
          const heads: { size: number; root: Buffer }[] = [];
          const sequence = async () => {
            await the.sequence();
            const [row] = await the.force('SELECT note FROM log.checkpoint ORDER BY size DESC LIMIT 1');
            // Read by others' code.
            if (row) heads.push(othersReadCheckpoint(String(row['note']), the.signer.verifierKey));
          };
          for (const [at, { appender, lines, how, sequenceAfter, endsAfter }] of steps.entries()) {
            if (how === 'alone') {
              const log = [the.accessLog, ...others][appender]!;
              written.push(
                ...(await Promise.all(Array.from({ length: lines }, () => log.record(makeEntry())))),
              );
            } else {
              const slow = await beginSlow(lines);
              const commits = how === 'in a slow transaction';
              open.push({
                after: at + endsAfter,
                async end() {
                  await slow.end(commits);
                  if (commits) written.push(...slow.ids());
                },
              });
            }
            if (sequenceAfter) await sequence();
            for (const each of open.splice(0)) {
              if (each.after <= at) await each.end();
              else open.push(each);
            }
          }
          for (const { end } of open) await end();
          await sequence();

          const placed = await the.placed();
          expect(placed.toSorted()).toEqual(written.toSorted());
          expect(await the.verify()).toMatchObject({ size: written.length, bad: 0 });

          const leaves = await the.force(
            'SELECT e.leaf FROM log.place p JOIN log.entry e ON e.id = p.entry_id ORDER BY p.index',
          );
          const tree = readTree((level, index) => tileHashes(the.test.service, level, index));
          const newest = heads.at(-1);
          if (!newest) return;
          const place = (written.length * 7) % newest.size;
          const path = await tree.proveInclusion(place, newest.size);
          const data = leaves[place]!['leaf'] as Buffer;
          expect(await othersFindIncluded({ ...newest, place, data, path })).toBe(true);
          for (const older of heads)
            expect(
              await othersFindConsistent(older, newest, await tree.proveConsistency(older.size, newest.size)),
            ).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
    for (const each of others) await each.close();
  }, 120_000);

  it('a line that commits long after others have their places comes behind them, and none is lost', async () => {
    const slow = await beginSlow(3);
    const quick = await the.append(300);
    expect(await the.sequence()).toBe(300);
    await slow.end(true);
    expect(await the.sequence()).toBe(3);
    expect(await the.placed()).toEqual([...quick.toSorted(), ...slow.ids().toSorted()]);
  });

  it('several at once place each line once', async () => {
    await the.append(3000);
    const done = await Promise.all(Array.from({ length: 4 }, () => the.sequence()));
    // The others leave it to the one who has begun.
    await the.sequence();
    expect(done.reduce((sum, each) => sum + each)).toBeGreaterThan(0);
    const placed = await the.placed();
    expect(new Set(placed).size).toBe(3000);
    expect(placed).toHaveLength(3000);
    expect(await the.verify()).toMatchObject({ size: 3000, bad: 0 });
  });

  it('a line told of twice, or again later, has one place', async () => {
    await the.append(2);
    await the.force('INSERT INTO log.waiting SELECT * FROM log.waiting');
    expect(await the.sequence()).toBe(2);
    await the.force(
      'INSERT INTO log.waiting (entry_id, leaf_hash) SELECT entry_id, leaf_hash FROM log.place',
    );
    expect(await the.sequence()).toBe(0);
    await the.append(1);
    expect(await the.sequence()).toBe(1);
    expect(await the.verify()).toMatchObject({ size: 3, bad: 0 });
  });

  it('killed in the midst of it, nothing is half there', async () => {
    await the.append(600);
    const dying = {
      ...the.deps,
      signer: {
        ...the.signer,
        sign: () => {
          throw new Error('killed');
        },
      },
    };
    expect(await rejectionOf(sequenceEntries(dying))).toMatchObject({ message: 'killed' });
    expect(await the.placed()).toEqual([]);
    expect(await the.sequence()).toBe(600);
    expect(await the.verify()).toMatchObject({ size: 600, bad: 0 });
  });

  it.each([
    ['a tile’s hash', "UPDATE log.tile SET root = sha256('x') WHERE level = 0 AND index = 0"],
    ['the hash of a line at the edge', "UPDATE log.place SET leaf_hash = sha256('x') WHERE index = 258"],
    ['the newest checkpoint', "UPDATE log.checkpoint SET root = sha256('x'), note = 'x'"],
    ['the last place taken away', 'DELETE FROM log.place WHERE index = 299'],
  ])('signs nothing on top of a tree that is not as it was signed: %s', async (_what, sql) => {
    await the.append(300);
    await the.sequence();
    await the.force(sql);
    await the.append(1);
    expect(await rejectionOf(the.sequence())).toBeInstanceOf(TreeBroken);
    expect((await the.force('SELECT count(*)::int AS n FROM log.checkpoint'))[0]!['n']).toBe(1);
  });

  it('names more than 700 units in several lines, each of which a bundle can hold', async () => {
    const units = Array.from({ length: 1500 }, () => makeEntry().units[0]!);
    await the.accessLog.record(makeEntry({ units, subjects: units }));
    await the.sequence();
    const rows = await the.force('SELECT units, octet_length(leaf) AS bytes FROM log.entry ORDER BY id');
    expect(rows).toHaveLength(3);
    expect(rows.flatMap((row) => row['units'])).toEqual(units);
    for (const { bytes } of rows) expect(bytes).toBeLessThan(65_536);
  });
});
