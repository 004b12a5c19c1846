import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { createWitness } from '../../server/operations/restore/keep-witness.ts';
import { listErased, readWitness, witnessFolder } from '../../server/operations/restore/witness-file.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { type Keeper, openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let keeperDir: string;
let keeper: Keeper;
beforeAll(async () => {
  database = await createTestDatabase();
  keeperDir = await mkdtemp(join(tmpdir(), 'haltija-witness-'));
  keeper = await openKeeper(keeperDir, { create: true });
  await beginFirstEpoch(database.service, keeper);
}, 60_000);
afterAll(async () => {
  await database.drop();
  await rm(keeperDir, { recursive: true, force: true });
});

async function bury(count: number): Promise<void> {
  for (let each = 0; each < count; each += 1)
    await database.owner.query(
      "INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version) VALUES ($1, 'contact', 1, 'contact', 1)",
      [newId()],
    );
}

async function countListed(): Promise<number> {
  const folder = witnessFolder(keeperDir);
  const state = await readWitness(folder, keeper);
  let listed = 0;
  for await (const stones of listErased(folder, state!)) listed += stones.length;
  return listed;
}

const witness = (of: Keeper = keeper) => createWitness({ db: database.service, keeper: of, keeperDir });

test('witness-rewritten: killed while its list is begun anew, the witness is as it was', async () => {
  await bury(3);
  await witness().note();
  expect(await countListed()).toBe(3);
  await bury(2);
  // Cut short where the new list is written and the state that names it is not: its MAC is the last step before.
  const cut: Keeper = {
    ...keeper,
    derive(purpose, bytes) {
      if (purpose === 'witness') throw new Error('cut short');
      return keeper.derive(purpose, bytes);
    },
  };
  await expect(witness(cut).noteAnew(1)).rejects.toThrow('cut short');
  expect(await countListed()).toBe(3);
  await witness().noteAnew(1);
  expect(await countListed()).toBe(5);
  const lists = (await readdir(witnessFolder(keeperDir))).filter((name) => name.startsWith('erased-'));
  expect(lists).toHaveLength(1);
});

test('what is added to a list is read back in its order, however long', async () => {
  await bury(40);
  await witness().note();
  expect(await countListed()).toBe(45);
});

test('forgotten-tombstone: one that is taken out of the ring stays in the witness', async () => {
  await witness().note();
  await database.owner.query(
    'DELETE FROM ring.tombstone WHERE unit_id = (SELECT unit_id FROM ring.tombstone LIMIT 1)',
  );
  // Each new process counts once.
  await witness().note();
  expect(await countListed()).toBe(45);
});
