import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { secretsOf } from '../../server/compose-storage.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { createDatabase } from '../../server/storage/database.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { openKmip } from '../../server/storage/kmip/open-kmip.ts';
import { startPykmip, type TestPykmip } from '../support/kmip/start-pykmip.ts';
import { isPykmipMissing, testWithPykmip } from '../support/kmip/test-with-pykmip.ts';
import { type Installation, makeInstallation, portOf, type Running } from './run-haltija.ts';

// Three dozen processes, one after another.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 180_000 });

let here: Installation;
let real: TestPykmip;
let running: Running;
let settings: Record<string, string>;
let keeperDir: string;
beforeAll(async () => {
  here = await makeInstallation();
  keeperDir = `${here.dataDir}-keeper`;
  if (isPykmipMissing) return;
  real = await startPykmip();
  settings = {
    ...real.environmentOf('haltija'),
    HALTIJA_KEEPER_COPY_DIR: join(here.folder, 'copy'),
  };
  running = await here.start(['start'], { HALTIJA_KEEPER_COPY_DIR: settings['HALTIJA_KEEPER_COPY_DIR']! });
  await here.run(['key', 'copy'], settings);
});
afterAll(async () => {
  await here.remove();
  await real?.stop();
});

const doctor = async (given = settings) => (await here.run(['doctor'], given)).stdout.replaceAll(/\s+/g, ' ');
const names = () => real.names().map((name) => name.split('/').slice(2).join('/'));
async function restart(given: Record<string, string>): Promise<void> {
  running.child.kill('SIGTERM');
  await running.ended;
  running = await here.start(['start'], given);
}
const readiness = async () => {
  const answer = await fetch(`http://127.0.0.1:${portOf(running)}/readyz`);
  const { parts } = (await answer.json()) as { parts: { part: string; code: string | null }[] };
  return { status: answer.status, keys: parts.find(({ part }) => part === 'keys')?.code };
};
async function asOwner<T>(work: (owner: ReturnType<typeof createDatabase>) => Promise<T>): Promise<T> {
  const service = openKmip(real.settingOf('haltija'), { mayConnect: () => Promise.resolve() });
  const keeper = await openKeeper(keeperDir, { create: false, service });
  const found = (await findRunningPostgres(join(here.dataDir, 'postgres')))!;
  const owner = createDatabase({ ...found.connection, password: secretsOf(keeper)('owner') }, { max: 1 });
  return work(owner).finally(() => owner.end());
}

testWithPykmip(
  'refused: a move without a service, with a certificate it does not know, and where it is away',
  async () => {
    const nowhere = await here.run(['key', 'service', 'on']);
    expect(nowhere).toMatchObject({ code: 1 });
    expect(nowhere.stderr).toContain('HALTIJA_KEY_SERVICE_URL');
    expect((await here.run(['key', 'service', 'status'])).stdout).toContain(
      'No key service locks the 2 keys',
    );
    const outsider = { ...settings, HALTIJA_KEY_SERVICE_CA_FILE: settings['HALTIJA_KEY_SERVICE_CERT_FILE']! };
    const distrusted = await here.run(['key', 'service', 'on'], outsider);
    expect(distrusted).toMatchObject({ code: 1 });
    expect(distrusted.stderr).toContain('HALTIJA_KEY_SERVICE_CA_FILE vouches for');
    const away = { ...settings, HALTIJA_KEY_SERVICE_URL: 'kmips://127.0.0.1:1' };
    const unreachable = await here.run(['key', 'service', 'on'], away);
    expect(unreachable.stderr).toContain('does not answer (ECONNREFUSED)');
    expect(await doctor(away)).toContain('does not answer (ECONNREFUSED)');
    expect(names()).toEqual([]);
    expect(await doctor({})).toContain('is not set: the keys lie in their folder alone');
  },
);

testWithPykmip('set and not used yet: the service runs, and readiness and doctor say so', async () => {
  await restart(settings);
  await expect.poll(readiness, { timeout: 30_000 }).toEqual({ status: 200, keys: 'key-service-unused' });
  expect(await doctor()).toContain('is set, and the service locks none of the keys → haltija key service on');
});

testWithPykmip(
  'it moves in beside the running service; copy, a new master key and a turn go with it; what ends is certified',
  async () => {
    const moved = await here.run(['key', 'service', 'on'], settings);
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.stdout).toContain('Locked by the key service: 2 keys');
    expect((await here.run(['key', 'service', 'on'], settings)).stdout).toContain('already');
    const status = await here.run(['key', 'service', 'status'], settings);
    expect(status.stdout).toContain('locks all 2 keys');
    expect(status.stdout).toContain('makes, uses and destroys keys as it must');
    expect(names()).toEqual(['epoch/1', 'root']);
    const said = await doctor();
    expect(said).toContain('the service locks all 2 keys');
    expect(said).toContain('is as the keys are');

    expect(await here.run(['key', 'change'], settings)).toMatchObject({ code: 0 });
    expect(await doctor()).toContain('is as the keys are');
    await restart(settings);
    await expect.poll(readiness, { timeout: 30_000 }).toEqual({ status: 200, keys: null });

    // The first epoch's key had lain in the folder unlocked: what ends with it is not said to have ended in the service alone.
    const unit = crypto.randomUUID();
    await asOwner((owner) =>
      owner.query(
        "INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version) VALUES ($1, 'contact', 1, 'contact', 1)",
        [unit],
      ),
    );
    expect((await here.run(['key', 'turn'], settings)).stdout).toContain('Epoch 2 began');
    await asOwner(async (owner) => {
      await owner.query("UPDATE ring.epoch SET began_at = began_at - interval '1 day'");
      await owner.query("UPDATE ring.index_cover SET began_at = began_at - interval '1 day'");
    });
    await here.run(['key', 'turn'], settings);
    await asOwner((owner) =>
      owner.query("UPDATE ring.epoch SET emptied_at = emptied_at - interval '1 hour'"),
    );
    expect((await here.run(['key', 'turn'], settings)).stdout).toContain('Epoch 1 ended');
    expect(names()).toEqual(['epoch/2', 'root']);
    expect(await readdir(join(keeperDir, 'epochs'))).toEqual(['2.key']);
    expect(await readdir(join(settings['HALTIJA_KEEPER_COPY_DIR']!, 'epochs'))).toEqual(['2.key']);
    const certified = async () => {
      const { stdout } = await here.run(['certificate', unit], settings);
      return (JSON.parse(stdout) as { statement: { units: { destroyed: string[] }[] } }).statement.units[0]!
        .destroyed;
    };
    expect(await certified()).toEqual(['unit-key', 'epoch-key']);
    // As it stands when the epoch had begun there.
    await asOwner((owner) => owner.query('UPDATE ring.epoch SET in_service = true WHERE epoch = 1'));
    expect(await certified()).toEqual(['unit-key', 'epoch-key', 'service-key']);
  },
);

testWithPykmip('away: what runs goes on, nothing starts, no epoch begins', async () => {
  await real.kill();
  const answer = await fetch(`http://127.0.0.1:${portOf(running)}/readyz`);
  expect(answer.status).toBe(200);
  const turned = await here.run(['key', 'turn'], settings);
  expect(turned).toMatchObject({ code: 1 });
  expect(turned.stderr).toContain('The key service does not answer');
  running.child.kill('SIGTERM');
  await running.ended;
  const start = await here.run(['start'], settings);
  expect(start.code).not.toBe(0);
  expect(start.stdout + start.stderr).toContain('The key service does not answer (ECONNREFUSED)');
  await real.start();
  const without = await here.run(['start'], {});
  expect(without.stdout + without.stderr).toContain('are locked by a key service');
  running = await here.start(['start'], settings);
});

testWithPykmip('a lost folder comes back from the copy and two shares, with the service', async () => {
  const pages = (await here.run(['key', 'shares'], settings)).stdout.split('-'.repeat(72));
  const files = pages.map((_, at) => join(here.folder, `share-${at}`));
  await Promise.all(pages.map((page, at) => writeFile(files[at]!, page)));
  const proof = await here.run(['key', 'rehearse', files[0]!, files[2]!], settings);
  expect(proof.stdout).toContain('opens all 2 keys');
  expect((await here.run(['key', 'rehearse', files[0]!, files[2]!], {})).stderr).toContain(
    'are locked by a key service',
  );
  running.child.kill('SIGTERM');
  await running.ended;
  await rm(join(keeperDir, 'master.key'));
  expect(await here.run(['key', 'recover', files[0]!, files[1]!], settings)).toMatchObject({ code: 0 });
  running = await here.start(['start'], settings);
  expect((await fetch(`http://127.0.0.1:${portOf(running)}/readyz`)).status).toBe(200);
});

testWithPykmip('it moves out again: the keys in the service are destroyed, and it runs without', async () => {
  const moved = await here.run(['key', 'service', 'off'], settings);
  expect(moved).toMatchObject({ code: 0 });
  expect(moved.stdout).toContain('Unlocked: 2 keys');
  expect(names()).toEqual([]);
  expect(await doctor({ HALTIJA_KEEPER_COPY_DIR: settings['HALTIJA_KEEPER_COPY_DIR']! })).toContain(
    'is as the keys are',
  );
  await restart({});
  expect((await fetch(`http://127.0.0.1:${portOf(running)}/readyz`)).status).toBe(200);
});
