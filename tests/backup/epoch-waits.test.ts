import { existsSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { listLateSets } from '../../server/operations/backup/write-late-set.ts';
import { indexedTables } from '../../server/compose-indexed.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { atOnce } from '../vault/epoch-house.ts';
import { type BackupTestHouse, startBackupHouse } from './backup-house.ts';

// Each backup syncs a hundred files: on a busy disk several of them take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// The key of an epoch goes only when a copy of the ring that does without it is durable elsewhere.

let it: BackupTestHouse;
beforeAll(async () => {
  it = await startBackupHouse();
  await handInMail(it.the.house);
}, 240_000);
afterAll(() => it.end());

const turn = (early: boolean) => {
  const { db, keeper } = it.the.house.storage;
  const { beforeEnding } = it.the.house.backups;
  return turnEpoch(
    { db, keeper, tables: indexedTables, horizonDays: () => 14, pace: atOnce, beforeEnding },
    early,
  );
};
const keyThere = (epoch: number) => existsSync(`${it.the.house.settings.keeperDir}/epochs/${epoch}.key`);

test('the place is away: all is wrapped anew, and the old key stays until it is back', async () => {
  await it.the.house.backups.make();
  const before = (await listLateSets(it.place)).finished.at(-1)!;
  await rename(it.placeFolder, `${it.placeFolder}-away`);
  await writeFile(it.placeFolder, '');
  const turned = await turn(true);
  expect(turned).toMatchObject({ began: 2, waits: expect.objectContaining({ code: 'storage-unavailable' }) });
  expect(turned.ended).toBeUndefined();
  expect(turned.rewrapped).toBeGreaterThan(0);
  expect(keyThere(1)).toBe(true);
  expect(it.the.house.conditions.list()).toContainEqual(
    expect.objectContaining({ part: 'backups', about: 'late', ok: false }),
  );
  // Tried again, still away: still there.
  expect((await turn(false)).ended).toBeUndefined();
  expect(keyThere(1)).toBe(true);

  await unlink(it.placeFolder);
  await rename(`${it.placeFolder}-away`, it.placeFolder);
  expect(await turn(false)).toMatchObject({ ended: 1 });
  expect(keyThere(1)).toBe(false);
  const numbers = (await listLateSets(it.place)).finished;
  expect(numbers.at(-1)).toBeGreaterThan(before);
  expect(it.the.house.conditions.list()).toContainEqual(
    expect.objectContaining({ part: 'backups', about: 'late', ok: true }),
  );
});

test('the late set was durable while the old key was still there, and nothing in it lies under that key', async () => {
  const { db, keeper } = it.the.house.storage;
  let keyStood: boolean | undefined;
  const turned = await turnEpoch(
    {
      db,
      keeper,
      tables: indexedTables,
      horizonDays: () => 14,
      pace: atOnce,
      async beforeEnding(epoch) {
        await it.the.house.backups.beforeEnding(epoch);
        keyStood = keyThere(epoch);
      },
    },
    true,
  );
  expect(turned.ended).toBe(2);
  expect(keyStood).toBe(true);
  const newest = (await listLateSets(it.place)).finished.at(-1)!;
  const late = await it.late(newest);
  expect(late.epochs).toEqual([2, 3]);
  const file = late.tables.find(({ table }) => table === 'unit_key')!;
  expect(file.rows).toBeGreaterThan(0);
  const rows = await it.open(`late/${String(newest).padStart(15, '0')}/${file.name}`);
  expect(epochsIn(rows)).toEqual(new Set([3]));
});

test('late sets whose keys lie under an ended epoch are removed with the next', async () => {
  await it.the.house.backups.beforeEnding(2);
  const { finished } = await listLateSets(it.place);
  for (const number of finished) expect((await it.late(number)).epochs.at(-1), `late set ${number}`).toBe(3);
});

test('a ring that is not empty under that epoch is never taken for one that is', async () => {
  await expect(it.the.house.backups.beforeEnding(3)).rejects.toMatchObject({ code: 'internal' });
});

/** The column `epoch` of a binary COPY of ring.unit_key. */
function epochsIn(bytes: Buffer): Set<number> {
  const epochs = new Set<number>();
  for (let at = 19; ;) {
    const fields = bytes.readInt16BE(at);
    at += 2;
    if (fields === -1) return epochs;
    for (let field = 0; field < fields; field += 1) {
      const length = bytes.readInt32BE(at);
      at += 4;
      if (field === 2) epochs.add(bytes.readInt32BE(at));
      at += length;
    }
  }
}
