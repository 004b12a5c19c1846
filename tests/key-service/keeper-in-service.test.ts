import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import type { Id } from '../../server/base/new-id.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { copyKeeper } from '../../server/safeguards/vault/copy-keeper.ts';
import type { KeyService } from '../../server/safeguards/vault/key-service.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import {
  changeMaster,
  putBackMaster,
  readMasters,
  tryMaster,
} from '../../server/safeguards/vault/master-key.ts';
import {
  moveIntoService,
  moveOutOfService,
  readServiceState,
} from '../../server/safeguards/vault/move-keeper.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { openKmip } from '../../server/storage/kmip/open-kmip.ts';
import { compiled } from '../support/compiled.ts';
import { startPykmip, type TestPykmip } from '../support/kmip/start-pykmip.ts';
import { isPykmipMissing } from '../support/kmip/test-with-pykmip.ts';
import type { DyingTask } from './turn-and-die.ts';
import { type KeyProcess, openEpochHouse, tryCopy } from '../vault/epoch-house.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let real: TestPykmip;
let service: KeyService;
let the: Awaited<ReturnType<typeof openEpochHouse>>;
let one: KeyProcess;

/** The service, until `stopping` says that a process is gone. */
function killedAt(
  stopping: (act: keyof KeyService, times: number) => 'before' | 'after' | undefined,
): KeyService {
  const times = new Map<string, number>();
  return Object.fromEntries(
    (['make', 'lock', 'unlock', 'destroy', 'givesAway'] as const).map((act) => [
      act,
      async (...given: never[]) => {
        const time = (times.get(act) ?? 0) + 1;
        times.set(act, time);
        const when = stopping(act, time);
        if (when === 'before') throw new Error('killed');
        const answer = await (service[act] as (...all: never[]) => Promise<unknown>)(...given);
        if (when === 'after') throw new Error('killed');
        return answer;
      },
    ]),
  ) as unknown as KeyService;
}

const refused = (reason: string) => ({ details: { reason } });
const state = () => readServiceState(the.keeperFolder);
const endedInService = async () =>
  (
    await the.database.owner.query<{ epoch: number; in_service: boolean }>(
      'SELECT epoch, in_service FROM ring.epoch WHERE ended_at IS NOT NULL ORDER BY epoch',
    )
  ).map(({ epoch, in_service }) => [epoch, in_service]);
/** Without what tells registers apart. */
const names = () => real.names().map((name) => name.split('/').slice(2).join('/'));

describe.skipIf(isPykmipMissing)('a keeper that a real KMIP server locks', () => {
  beforeAll(async () => {
    real = await startPykmip();
    service = openKmip(real.settingOf('haltija'), { mayConnect: () => Promise.resolve(), patience: 20_000 });
  });
  afterAll(() => real.stop());
  beforeEach(async () => {
    the = await openEpochHouse(service);
  });
  afterEach(async () => {
    await the.end();
    for (const name of new Set(real.names())) await service.destroy(name);
  });

  const begin = async () => {
    one = await the.openProcess();
    await beginFirstEpoch(the.database.service, one.keeper);
    await openBlindIndex(the.database.service, one.keeper);
  };

  describe('what is refused', () => {
    beforeEach(begin);

    test('the folder without the service, and with the certificate of somebody else', async () => {
      await expect(openKeeper(the.keeperFolder, { create: false })).rejects.toMatchObject(
        refused('key-service-not-set'),
      );
      const stranger = openKmip(real.settingOf('stranger'), { mayConnect: () => Promise.resolve() });
      await expect(openKeeper(the.keeperFolder, { create: false, service: stranger })).rejects.toBeInstanceOf(
        Refusal,
      );
      // Nor is anything made beside it.
      await expect(openKeeper(the.keeperFolder, { create: true })).rejects.toMatchObject(
        refused('key-service-not-set'),
      );
    });

    test('files of two epochs that were exchanged', async () => {
      await one.keeper.makeEpochKey(2);
      const epochs = join(the.keeperFolder, 'epochs');
      await rename(join(epochs, '1.key'), join(epochs, 'x'));
      await rename(join(epochs, '2.key'), join(epochs, '1.key'));
      await rename(join(epochs, 'x'), join(epochs, '2.key'));
      const after = await openKeeper(the.keeperFolder, { create: false, service });
      await expect(after.epochKey(1)).rejects.toMatchObject(refused('key-service-other-name'));
    });

    test('a start while the service is away; what runs goes on, turning waits, and goes on when it is back', async () => {
      const { unit, key } = await one.make();
      await real.kill();
      await expect(the.openProcess()).rejects.toMatchObject(refused('key-service-away'));
      expect((await one.read(unit))?.key).toEqual(key);
      const more = await one.make();
      await expect(one.turn()).rejects.toMatchObject(refused('key-service-away'));
      await real.start();
      expect(await one.turn()).toMatchObject({ began: 2, ended: 1 });
      expect((await one.read(more.unit))?.key).toEqual(more.key);
      expect(names()).toEqual(['epoch/2', 'root']);
    });

    test('the service goes away before the old key is destroyed: the epoch has not ended, and ends later', async () => {
      await one.make();
      const going = await the.openProcess(
        undefined,
        killedAt((act) => (act === 'destroy' ? 'before' : undefined)),
      );
      const turned = await going.turn();
      expect(turned.ended).toBeUndefined();
      expect(turned.waits).toBeDefined();
      expect(names()).toEqual(['epoch/1', 'epoch/2', 'root']);
      expect(await endedInService()).toEqual([]);
      expect(await one.turn(false)).toMatchObject({ ended: 1 });
      expect(await endedInService()).toEqual([[1, true]]);
    });
  });

  test('an epoch turns: its key is destroyed in the service, and a copy of the folder from before opens nothing of it', async () => {
    await begin();
    const { unit, key } = await one.make();
    const rows = await the.copyRing();
    const before = await the.copyKeeper('before');
    expect(await tryCopy(rows, before, service)).toEqual(new Set<Id>([unit]));
    expect(await one.turn()).toMatchObject({ began: 2, rewrapped: 1, ended: 1 });
    expect(await endedInService()).toEqual([[1, true]]);
    expect((await one.read(unit))?.key).toEqual(key);

    // The thief has the folder with its master key, the ring of then, and the service of now.
    expect(await tryCopy(rows, before, service)).toEqual(new Set());
    const copied = await openKeeper(before, { create: false, service });
    await expect(copied.epochKey(1)).rejects.toMatchObject(refused('key-service-no-key'));
    expect(names()).toEqual(['epoch/2', 'root']);
    expect(await the.epochFiles()).toEqual(['2.key']);
    // What runs now opens.
    expect((await (await the.openProcess()).read(unit))?.key).toEqual(key);
  });

  test('killed by -9 between the service and the file: a process starts, and the next turn ends it', async () => {
    await begin();
    await one.make();
    const dying: DyingTask = {
      connection: the.database.connections.service,
      keeperFolder: the.keeperFolder,
      setting: real.settingOf('haltija'),
    };
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'turn-and-die.ts'), JSON.stringify(dying)],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { PATH: process.env['PATH'] ?? '', ...compiled } },
    );
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    // Destroyed there; the file and the record stand as before.
    expect(names()).toEqual(['epoch/2', 'root']);
    expect(await the.epochFiles()).toEqual(['1.key', '2.key']);
    // A process that starts now does not ask for a key that nothing lies under.
    const next = await the.openProcess();
    await beginFirstEpoch(the.database.service, next.keeper);
    expect(await next.turn(false)).toMatchObject({ ended: 1 });
    expect(await endedInService()).toEqual([[1, true]]);
    expect(await the.epochFiles()).toEqual(['2.key']);
  });

  test('killed while an epoch begins: the key that was made there is used by nothing, and goes with its epoch', async () => {
    await begin();
    await one.make();
    const going = await the.openProcess(
      undefined,
      killedAt((act, times) => (act === 'make' && times === 1 ? 'after' : undefined)),
    );
    await expect(going.turn()).rejects.toThrow('killed');
    expect(names()).toEqual(['epoch/1', 'epoch/2', 'root']);
    expect(await one.turn()).toMatchObject({ began: 2, ended: 1 });
    expect(names()).toEqual(['epoch/2', 'epoch/2', 'root']);
    expect(await one.turn()).toMatchObject({ began: 3, ended: 2 });
    expect(names()).toEqual(['epoch/3', 'root']);
  });

  test('a keeper moves into the service and out again, cut short at every step, while a process runs', async () => {
    const plain = await openKeeper(`${the.keeperFolder}-plain`, { create: true });
    await plain.makeEpochKey(1);
    await plain.makeEpochKey(2);
    const folder = `${the.keeperFolder}-plain`;
    const keys = async (by?: KeyService) => {
      const keeper = await openKeeper(folder, { create: false, ...(by ? { service: by } : {}) });
      return [keeper.derive('x'), await keeper.epochKey(1), await keeper.epochKey(2)];
    };
    const held = await keys();
    const steps = ['make', 'lock', 'unlock', 'destroy'] as const;
    const cut = async (work: (by: KeyService) => Promise<unknown>) => {
      for (const act of steps)
        for (const at of [1, 2, 3])
          for (const when of ['before', 'after'] as const) {
            await work(killedAt((each, times) => (each === act && times === at ? when : undefined))).catch(
              (error: unknown) => expect(String(error)).toContain('killed'),
            );
            expect(await keys(service)).toEqual(held);
          }
    };
    await cut((by) => moveIntoService(folder, by));
    await moveIntoService(folder, service);
    expect(await readServiceState(folder)).toEqual({ files: 3, unlocked: [], locksNew: true });
    await expect(keys()).rejects.toMatchObject(refused('key-service-not-set'));

    // A process that had opened it before makes keys that are locked; one without the service makes none.
    const running = await openKeeper(folder, { create: false, service });
    await running.makeEpochKey(3);
    expect((await readServiceState(folder)).unlocked).toEqual([]);
    await expect(plain.makeEpochKey(4)).rejects.toMatchObject(refused('key-service-not-set'));
    // Moved in, it lay here unlocked before; made there, it did not.
    expect(await running.destroyEpochKey(3)).toEqual({ inService: true });
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });

    await cut((by) => moveOutOfService(folder, by, () => Promise.resolve()));
    await moveOutOfService(folder, service, () => Promise.resolve());
    expect((await readServiceState(folder)).unlocked).toHaveLength(3);
    expect(await keys()).toEqual(held);
    await expect(openKeeper(copy, { create: false, service })).rejects.toMatchObject(
      refused('key-service-no-key'),
    );
    const register = new Set(real.names().filter((name) => name.endsWith('epoch/1')));
    expect(register.size).toBe(0);
  });

  test('an epoch whose key had lain here unlocked is not said to have ended in the service alone', async () => {
    const folder = `${the.keeperFolder}-moved`;
    const keeper = await openKeeper(folder, { create: true });
    await keeper.makeEpochKey(1);
    await moveIntoService(folder, service);
    const moved = await openKeeper(folder, { create: false, service });
    expect(await moved.destroyEpochKey(1)).toEqual({ inService: false });
    expect(await moved.destroyEpochKey(1)).toEqual({ inService: false });
    expect(names()).toEqual(['root']);
  });

  test('a new master key, shares and the copy without its master key: all as without a service', async () => {
    await begin();
    const { unit, key } = await one.make();
    const [old] = await readMasters(the.keeperFolder);
    await expect(tryMaster(the.keeperFolder, [old!])).rejects.toMatchObject(refused('key-service-not-set'));
    expect(await tryMaster(the.keeperFolder, [old!], service)).toEqual({ files: 2, shut: [] });
    const going = changeMaster(
      the.keeperFolder,
      killedAt((act, times) => (act === 'lock' && times === 2 ? 'after' : undefined)),
    );
    await expect(going).rejects.toThrow('killed');
    expect((await (await the.openProcess()).read(unit))?.key).toEqual(key);
    await changeMaster(the.keeperFolder, service);
    const [fresh] = await readMasters(the.keeperFolder);
    expect(fresh).not.toEqual(old);
    expect((await state()).unlocked).toEqual([]);
    expect((await (await the.openProcess()).read(unit))?.key).toEqual(key);
    // The service's keys are the ones from before.
    expect(names()).toEqual(['epoch/1', 'root']);

    const copy = `${the.keeperFolder}-copy`;
    await copyKeeper(the.keeperFolder, copy, { first: true });
    expect((await readdir(copy)).toSorted()).toEqual(['copied.json', 'epochs', 'root.key']);
    expect(await readFile(join(copy, 'root.key'))).toEqual(
      await readFile(join(the.keeperFolder, 'root.key')),
    );
    await expect(putBackMaster(copy, old!, service)).rejects.toMatchObject(refused('shares-of-another-key'));
    await putBackMaster(copy, fresh!, service);
    const back = await the.openProcess(copy);
    expect((await back.read(unit))?.key).toEqual(key);
  });

  test('two that make the same keeper at once: one stands, and the key of the other is destroyed', async () => {
    const both = await Promise.all([1, 2].map(() => openKeeper(the.keeperFolder, { create: true, service })));
    expect(both[0]!.derive('x')).toEqual(both[1]!.derive('x'));
    expect(names()).toEqual(['root']);
  });
});
