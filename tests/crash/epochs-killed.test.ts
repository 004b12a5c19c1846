import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { openEpochHouse, tryCopy } from '../vault/epoch-house.ts';
import { full } from './sizes.ts';
import type { EpochTask, Written } from './turn-epochs.ts';
import { startTask, waitUntilGone } from './task-process.ts';

let the: Awaited<ReturnType<typeof openEpochHouse>>;
beforeAll(async () => {
  the = await openEpochHouse();
  const { keeper } = await the.openProcess();
  await beginFirstEpoch(the.database.service, keeper);
  await openBlindIndex(the.database.service, keeper);
});
afterAll(() => the.end());

const start = (role: EpochTask['role'], heard: (line: Written) => void) =>
  startTask(
    'turn-epochs.ts',
    {
      role,
      connection: the.database.connections.service,
      keeperFolder: the.keeperFolder,
    } satisfies EpochTask,
    (line) => heard(JSON.parse(line) as Written),
  );

/** How many of these are found by their digest, each once. */
async function countFound(noted: readonly Id[]): Promise<number> {
  const { keeper } = await the.openProcess();
  const index = await openBlindIndex(the.database.service, keeper);
  const [row] = await the.database.service.query<{ rows: number; texts: number }>(
    `SELECT count(*)::int AS rows, count(DISTINCT which)::int AS texts FROM mail.auto_reply
     JOIN unnest($1::bytea[], $2::int[]) AS asked (digest, which) USING (digest)`,
    [
      noted.flatMap((each) => index.digests('auto-reply', each)),
      noted.flatMap((each, which) => index.digests('auto-reply', each).map(() => which)),
    ],
  );
  expect(row!.rows, 'one twice').toBe(row!.texts);
  return row!.texts;
}

test('killed at any moment while epochs and the index turn and others write: each unit is whole or gone, and the turning goes on', async () => {
  const held = new Map<Id, string>();
  const gone = new Set<Id>();
  const noted = new Set<Id>();
  /** Begun, and never heard of again: it may have been done or not. */
  const open = new Map<Id, Written>();
  const hear = (line: Written) => {
    if (line.does === 'note') return void (line.done && noted.add(line.unit));
    if (!line.done) return void open.set(line.unit, line);
    open.delete(line.unit);
    if (line.does !== 'destroy') return void held.set(line.unit, line.digest!);
    held.delete(line.unit);
    gone.add(line.unit);
  };

  // A machine that is busy turns slowly: moments are taken from as long as a few turns last.
  const runs = full ? 200 : 20;
  const began = performance.now();
  await (await the.openProcess()).turn();
  const longest = Math.max(100, 4 * (performance.now() - began));
  let writer = await start('writer', hear);
  let next = start('turner', hear);
  let checked = 0;
  for (let run = 0; run < runs; run += 1) {
    const turner = await next;
    next = start('turner', hear);
    await sleep(Math.random() * longest);
    await turner.kill();
    // Now and then who writes is killed as well.
    if (run % 5 === 4) {
      await writer.kill();
      await waitUntilGone(the.database.owner, ['haltija-writer']);
      const reader = await the.openProcess();
      const units = [...new Set([...held.keys(), ...open.keys(), ...gone])];
      const found = await reader.ring.readKeys(the.database.service, units);
      const digestOf = (unit: Id) => createHash('sha256').update(found.get(unit)!.key).digest('hex');
      expect(await countFound([...noted])).toBe(noted.size);
      for (const unit of gone) expect(found.has(unit), 'destroyed, and there').toBe(false);
      for (const [unit, digest] of held) {
        const was = open.get(unit);
        if (was === undefined || was.does === 'make') expect(digestOf(unit)).toBe(digest);
        // Not answered: destroyed or not, replaced or not, but whole.
        else if (was.does === 'replace') expect(found.has(unit)).toBe(true);
        else if (found.has(unit)) expect(digestOf(unit)).toBe(digest);
      }
      checked += held.size;
      // What became of these is known now.
      for (const unit of open.keys())
        if (found.has(unit)) held.set(unit, digestOf(unit));
        else {
          held.delete(unit);
          gone.add(unit);
        }
      open.clear();
      writer = await start('writer', hear);
    }
  }
  await (await next).kill();
  await writer.kill();

  // It resumes and comes to its end, under one key.
  const last = await the.openProcess();
  await last.turn(false);
  const epochs = await the.database.service.query<{ epoch: number; ended: boolean }>(
    'SELECT epoch, ended_at IS NOT NULL AS ended FROM ring.epoch ORDER BY epoch',
  );
  expect(epochs.filter(({ ended }) => !ended)).toHaveLength(1);
  expect(epochs.length).toBeGreaterThan(runs / 10);
  const live = epochs.at(-1)!.epoch;
  // A key whose epoch had not begun yet is used by the next one that does.
  expect(
    (await the.epochFiles()).filter((name) => /^\d+\.key$/.test(name) && Number(name.slice(0, -4)) <= live),
  ).toEqual([`${live}.key`]);
  const rows = await the.copyRing();
  expect(await tryCopy(rows, the.keeperFolder)).toEqual(new Set(rows.map(({ unit_id }) => unit_id)));
  expect(checked).toBeGreaterThan(100);
  const covers = await the.database.service.query<{ epoch: number }>(
    'SELECT epoch FROM ring.index_cover WHERE ended_at IS NULL',
  );
  expect(covers).toEqual([{ epoch: live }]);
  expect(noted.size).toBeGreaterThan(runs / 4);
  expect(await countFound([...noted])).toBe(noted.size);
}, 900_000);
