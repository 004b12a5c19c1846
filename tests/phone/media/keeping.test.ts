import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../../server/base/new-id.ts';
import { compress, expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import {
  findOtherSpools,
  findSpools,
  openSpool,
  removeSpool,
} from '../../../server/channels/phone/media/keep/read-spool.ts';
import { writeBegin } from '../../../server/channels/phone/media/keep/sound-records.ts';
import { createSpool, makeSpoolFolder } from '../../../server/channels/phone/media/keep/write-spool.ts';
import { openSender, pieces, send, stream } from './datagrams.ts';
import { openKept, recordsOf, samplesOf, sealFor } from './record-call.ts';
import { speech } from './speech.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-spool-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const spools = join(folder, 'spool');
  await makeSpoolFolder(spools);
  return spools;
}

/** All bytes of a folder, as they stand on disk now. */
async function readAll(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)))));
}

test(
  'killed in mid-call: found again, playable to its last second; at no time is anything readable on disk',
  { timeout: 120_000 },
  async () => {
    const folder = await makeFolder();
    const key = randomBytes(32);
    const recording = newId<'recording'>();
    const task = {
      folder,
      key: key.toString('hex'),
      recording,
      ports: { from: 18_000 + 2 * (process.pid % 900), to: 18_400 + 2 * (process.pid % 900) },
    };
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'record-until-killed.ts'), JSON.stringify(task)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
    const ports = JSON.parse(line) as number[];
    const sides = [compress(speech(6000, 0)), compress(speech(6000, 1))];
    const sender = await openSender();
    const begun = performance.now();
    const sending = Promise.all(sides.map((bytes, at) => send(sender, ports[at]!, stream(pieces(bytes)))));
    let looks = 0;
    let seen: Buffer = Buffer.alloc(0);
    const known = sides.flatMap((bytes) =>
      pieces(bytes, 64)
        .filter((_piece, at) => at % 100 === 0)
        .map((piece) => Buffer.from(piece)),
    );
    while (performance.now() - begun < 4000) {
      seen = await readAll(folder);
      for (const piece of known) expect(seen.includes(piece)).toBe(false);
      looks += 1;
      await sleep(150);
    }
    expect(looks).toBeGreaterThan(3);
    child.kill('SIGKILL');
    const spoken = performance.now() - begun;
    await once(child, 'exit');
    await sending;
    sender.close();

    expect(seen.length).toBeGreaterThan(20_000);
    const all = await readAll(folder);
    for (const piece of known) expect(all.includes(piece)).toBe(false);
    expect(await findSpools(folder)).toEqual([recording]);
    const spool = await openKept(folder, key, recording);
    expect(spool.isWhole).toBe(false);
    const records = await recordsOf(spool);
    expect(records[0]).toEqual({ kind: 'begin', sides: ['customer', 'staff'], isWide: false });
    for (const [at, side] of (['customer', 'staff'] as const).entries()) {
      const sent = Int16Array.from(sides[at]!, (byte) => expand.ulaw[byte]!);
      const first = records.find((record) => record.kind === 'sound' && record.side === side)!;
      const kept = samplesOf(records, side).subarray(first.kind === 'sound' ? first.tick : 0);
      expect(kept.length / 8).toBeGreaterThan(spoken - 1000);
      const length = kept.length - 160;
      expect(
        Buffer.compare(Buffer.from(kept.slice(0, length).buffer), Buffer.from(sent.slice(0, length).buffer)),
      ).toBe(0);
    }
  },
);

/** A spool of twelve chunks, whole or cut off after them. */
async function makeSpool(isWhole: boolean) {
  const folder = await makeFolder();
  const key = randomBytes(32);
  const recording = newId<'recording'>();
  const spool = await createSpool(folder, recording, sealFor(key, recording));
  spool.append(writeBegin(['customer'], false));
  for (let at = 0; at < 11; at += 1) {
    const bytes = Buffer.alloc(9 + 1000, 0x11);
    bytes.set([2, 0, 0, 0, 0, 0, at, 0x03, 0xe8]);
    spool.append(bytes);
  }
  await spool.finish();
  const file = join(folder, `${recording}.spool`);
  // The last chunk is the byte of padding that a cut call does not have.
  if (!isWhole) await truncate(file, 35 + 12 * (4096 + 16));
  return { folder, key, recording, file };
}

const readThrough = async (made: Awaited<ReturnType<typeof makeSpool>>) =>
  recordsOf(await openKept(made.folder, made.key, made.recording));
const sealBroken = expect.objectContaining({
  code: 'internal',
  details: expect.objectContaining({ reason: 'seal-broken' }),
});

test('a spool that ended is whole; cut anywhere it is known as cut, and read up to its last whole chunk', async () => {
  const made = await makeSpool(true);
  const spool = await openKept(made.folder, made.key, made.recording);
  expect(spool.isWhole).toBe(true);
  expect(await recordsOf(spool)).toHaveLength(12);
  const { size } = await stat(made.file);
  for (const [length, records] of [
    [size - 1, 12],
    [size - 17, 12],
    [35 + 12 * 4112 - 1, 11],
    [35 + 3 * 4112, 3],
    [35 + 4112 - 1, 0],
    [36, 0],
    [10, 0],
    [0, 0],
  ] as const) {
    await truncate(made.file, length);
    const cut = await openKept(made.folder, made.key, made.recording);
    expect(cut.isWhole).toBe(false);
    expect(await recordsOf(cut)).toHaveLength(records);
  }
});

test('one byte altered anywhere is noticed, in a whole spool and in a cut one', async () => {
  for (const isWhole of [true, false]) {
    const made = await makeSpool(isWhole);
    for (const at of [0, 1, 2, 20, 40, 5 * 4112, 35 + 11 * 4112 - 3]) {
      const file = await open(made.file, 'r+');
      const byte = Buffer.alloc(1);
      await file.read(byte, 0, 1, at);
      byte[0]! ^= 4;
      await file.write(byte, 0, 1, at);
      await expect(readThrough(made)).rejects.toMatchObject({ code: 'internal' });
      byte[0]! ^= 4;
      await file.write(byte, 0, 1, at);
      await file.close();
    }
    expect(await readThrough(made)).toHaveLength(12);
  }
});

test('chunks that change places, a copy under another name, another key: nothing opens', async () => {
  const made = await makeSpool(false);
  const file = await open(made.file, 'r+');
  const [one, other] = [Buffer.alloc(4112), Buffer.alloc(4112)];
  await file.read(one, 0, 4112, 35 + 2 * 4112);
  await file.read(other, 0, 4112, 35 + 3 * 4112);
  await file.write(one, 0, 4112, 35 + 3 * 4112);
  await expect(readThrough(made)).rejects.toEqual(sealBroken);
  await file.write(other, 0, 4112, 35 + 3 * 4112);
  await file.close();

  const copy = newId<'recording'>();
  await copyFile(made.file, join(made.folder, `${copy}.spool`));
  await expect(readThrough({ ...made, recording: copy })).rejects.toEqual(sealBroken);
  await expect(readThrough({ ...made, key: randomBytes(32) })).rejects.toEqual(sealBroken);
  expect(await findSpools(made.folder)).toEqual([made.recording, copy].toSorted());
  await removeSpool(made.folder, copy);
  await removeSpool(made.folder, copy);
  await expect(openKept(made.folder, made.key, copy)).rejects.toMatchObject({ code: 'not-found' });
});

test('zeros that a lost write left at the end are no altering', async () => {
  const made = await makeSpool(false);
  const file = await open(made.file, 'r+');
  await file.write(Buffer.alloc(2 * 4112), 0, 2 * 4112, 35 + 10 * 4112);
  await file.close();
  expect(await readThrough(made)).toHaveLength(10);
});

test('a recording that has a spool gets no second one', async () => {
  const { folder, recording, key } = await makeSpool(true);
  await expect(createSpool(folder, recording, sealFor(key, recording))).rejects.toMatchObject({
    code: 'already-done',
  });
});

test('a key that is destroyed meanwhile is said so, not called broken', async () => {
  const { folder, recording } = await makeSpool(true);
  const gone = () =>
    openSpool(folder, recording, () => {
      throw Object.assign(new Error('gone'), { code: 'unit-erased' });
    });
  await expect(gone()).rejects.toMatchObject({ code: 'unit-erased' });
});

test('ports-changed: what waits in the folder of other ports is told', async () => {
  const folder = await makeFolder();
  const own = join(folder, '5060-0');
  const other = join(folder, '5070-0');
  for (const each of [own, other]) {
    await makeSpoolFolder(each);
    const recording = newId<'recording'>();
    await (await createSpool(each, recording, sealFor(randomBytes(32), recording))).finish();
  }
  expect(await findOtherSpools(own)).toEqual([{ name: '5070-0', count: 1 }]);
});
