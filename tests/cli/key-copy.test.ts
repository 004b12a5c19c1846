import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { beginIndexTurn } from '../../server/safeguards/vault/turn-index.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { serviceRole } from '../../server/storage/migrate.ts';
import { type Installation, makeInstallation, portOf, type Running } from './run-haltija.ts';

// A dozen processes, one after another.
vi.setConfig({ testTimeout: 120_000 });

let here: Installation;
let running: Running;
let target: string;
let settings: Record<string, string>;
let connections: { owner: Database; service: Database };
beforeAll(async () => {
  here = await makeInstallation();
  target = join(here.folder, 'copy');
  settings = { HALTIJA_KEEPER_COPY_DIR: target };
  running = await here.start(['start'], settings);
  const keeper = await openKeeper(`${here.dataDir}-keeper`, { create: false });
  const found = (await findRunningPostgres(join(here.dataDir, 'postgres')))!;
  const open = (user: string, secret: string) =>
    createDatabase({ ...found.connection, user, password: secretsOf(keeper)(secret) }, { max: 2 });
  connections = {
    owner: open(found.connection.user, 'owner'),
    service: open(serviceRole, serviceRole),
  };
}, 120_000);
afterAll(async () => {
  await Promise.all([connections?.owner.end(), connections?.service.end()]);
  await here.remove();
});

const doctor = async () => (await here.run(['doctor'], settings)).stdout;

describe('what is refused', () => {
  test('a copy to nowhere, into the data, into the keys, or of which they are a part', async () => {
    const nowhere = await here.run(['key', 'copy']);
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.stderr).toContain('HALTIJA_KEEPER_COPY_DIR');
    for (const folder of [`${here.dataDir}-keeper/copy`, here.folder])
      expect((await here.run(['key', 'copy', folder])).stderr).toContain('outside the data folder');
    const within = await here.run(['doctor'], { HALTIJA_KEEPER_COPY_DIR: `${here.dataDir}-keeper/copy` });
    expect(within.stdout).toContain('lies in the data folder or the keeper folder');
  });

  test('without a first copy the service runs and warns, and no epoch begins', async () => {
    expect((await fetch(`http://127.0.0.1:${portOf(running)}/readyz`)).status).toBe(200);
    expect(await doctor()).toContain('there is no copy in');
    const turned = await here.run(['key', 'turn'], settings);
    expect(turned).toMatchObject({ code: 1 });
    expect(turned.stderr).toContain('haltija key copy makes the first one');
    expect(await connections.owner.query('SELECT 1 FROM ring.epoch')).toHaveLength(1);
    expect((await here.run(['doctor'])).stdout).toContain('if the disk of the keys is lost');
  });
});

test('the operator makes the first copy; a turn keeps it as the keys are; doctor tells its age and what is wrong with it', async () => {
  const copied = await here.run(['key', 'copy'], settings);
  expect(copied).toMatchObject({ code: 0 });
  // The key of the epoch that could not begin is there already, and is used by the next that does.
  expect(copied.stdout).toContain('3 files are new there');
  expect(await doctor()).toMatch(/the copy in .* is as the keys are; looked after 0 minutes ago/);
  expect(await here.run(['key', 'turn'], settings)).toMatchObject({ code: 0 });
  expect((await readdir(join(target, 'epochs'))).toSorted()).toEqual(['1.key', '2.key']);
  await writeFile(join(target, 'epochs', '9.key'), 'x');
  expect(await doctor()).toContain('still has 9.key');
  await rm(join(target, 'epochs', '2.key'));
  expect(await doctor()).toContain('lacks epochs/2.key');
  const again = await here.run(['key', 'copy', target]);
  expect(again.stdout).toContain('1 files are new there, 1 keys that ended were overwritten');
  expect(again.stderr).toContain('Copy again after each turn');
  await rename(target, `${target}-away`);
  expect(await doctor()).toContain('there is no copy in');
  await rename(`${target}-away`, target);
});

test('a new master key goes to the copy with it', async () => {
  expect(await here.run(['key', 'change'], settings)).toMatchObject({ code: 0 });
  expect(await doctor()).toContain('is as the keys are');
});

test('the index turns when told to, beside the service, and not in the middle of an epoch', async () => {
  const { owner, service } = connections;
  const middle = await here.run(['key', 'turn-index'], settings);
  expect(middle).toMatchObject({ code: 0 });
  expect(middle.stdout).toContain('the index with it');
  // To the end of the epoch, as after hours.
  await owner.query("UPDATE ring.epoch SET began_at = began_at - interval '1 day'");
  await owner.query("UPDATE ring.index_cover SET began_at = began_at - interval '1 day'");
  await here.run(['key', 'turn'], settings);
  await owner.query("UPDATE ring.epoch SET emptied_at = emptied_at - interval '1 hour'");
  expect((await here.run(['key', 'turn'], settings)).stdout).toContain('Epoch 1 ended');
  expect(await readdir(join(target, 'epochs'))).toEqual(['2.key']);
  expect(await doctor()).toContain('look-ups lie under cover 2');

  // As if the minute had passed in which every process learns of it.
  const keeper = await openKeeper(`${here.dataDir}-keeper`, { create: false });
  expect(await beginIndexTurn({ db: service, keeper })).toBe(3);
  expect(await doctor()).toContain('the next is known');
  await owner.query("UPDATE ring.index_cover SET began_at = began_at - interval '1 hour'");
  const turned = await here.run(['key', 'turn-index'], settings);
  expect(turned).toMatchObject({ code: 0 });
  expect(turned.stdout).toContain('The index is turned');
  expect(await doctor()).toContain('look-ups lie under cover 3');
  await owner.query("UPDATE ring.index_cover SET began_at = began_at - interval '31 days'");
  const late = await here.run(['doctor'], settings);
  expect(late).toMatchObject({ code: 1 });
  expect(late.stdout).toContain('haltija key turn says what is in the way');
});
