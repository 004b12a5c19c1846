import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Id } from '../../../server/base/new-id.ts';
import { newId } from '../../../server/base/new-id.ts';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { G722Decoder } from '../../../server/channels/phone/media/codecs/g722.ts';
import { finishRecording } from '../../../server/channels/phone/media/finish/finish-recording.ts';
import type { OpenedSpool } from '../../../server/channels/phone/media/keep/read-spool.ts';
import {
  RecordWriter,
  writeBegin,
  writeEnd,
} from '../../../server/channels/phone/media/keep/sound-records.ts';
import type { Side } from '../../../server/channels/phone/media/kept-sound.ts';
import { openInChunks, sealInChunks } from '../../../server/safeguards/vault/chunks.ts';
import { findBlob, openBlob, readWhole } from '../../../server/safeguards/vault/sealed-blob.ts';
import type { Opener } from '../../../server/safeguards/vault/vault.ts';
import { openBlobFolder } from '../../../server/storage/blob-folder.ts';
import type { Blobs } from '../../../server/storage/blobs.ts';
import { openSender, pieces, send, stream } from './datagrams.ts';
import { play } from './play-opus.ts';
import { audioColumn, type Bench, openBench, spec } from './record-call.ts';
import { compare, speech } from './speech.ts';

async function finish(
  bench: Bench,
  recording: Id<'recording'>,
  spool: OpenedSpool,
  onlyWhole = true,
  through = (blobs: Blobs) => blobs,
  chunks: { power?: number } = {},
) {
  const folder = join(bench.folder, 'blobs');
  await mkdir(folder, { recursive: true });
  const blobs = through(await openBlobFolder(folder));
  const finished = await finishRecording({
    spool,
    onlyWhole,
    blobs,
    sealAudio: sealInChunks(bench.key, audioColumn, recording, recording, chunks),
  });
  const opener = {
    openChunks: (
      column: typeof audioColumn,
      unit: Id,
      row: Id,
      found: { header: Uint8Array; bytes: number },
    ) => openInChunks(bench.key, column, unit, row, found.header, found.bytes),
  } as unknown as Opener;
  const read = async (column: typeof audioColumn, blob: Id<'blob'>) =>
    openBlob(blobs, opener, column, recording, recording, await findBlob(blobs, blob));
  const audio = await read(audioColumn, finished.audio);
  return { finished, audio, file: await readWhole(audio.read()), peaks: finished.peaks, folder };
}

/** A spool that is in memory, for sound that need not be spoken. */
function spoolOf(parts: readonly Uint8Array[], isWhole = true): OpenedSpool {
  return {
    isWhole,
    // oxlint-disable-next-line require-yield
    async *read() {
      for (const part of parts) yield Buffer.from(part);
    },
    close: () => Promise.resolve(),
  };
}

function write(side: Side, tick: number, encoding: number, bytes: Uint8Array): Uint8Array {
  const writer = new RecordWriter();
  writer.add(side, tick, encoding, bytes);
  return writer.takeAll()!;
}

test(
  'a call becomes stereo Opus: customer left, staff right, as long as it was, sealed, readable from the middle',
  { timeout: 120_000 },
  async () => {
    const bench = await openBench();
    const running = await bench.start([spec('customer'), spec('staff')]);
    const voices = [speech(4000, 0), speech(4000, 2)];
    const sender = await openSender();
    await Promise.all(
      voices.map((voice, at) =>
        send(sender, running.ports[at]!, stream(pieces(compress(voice)), { ssrc: at + 1 })),
      ),
    );
    sender.close();
    const end = await running.stop();
    const { finished, audio, file, peaks, folder } = await finish(
      bench,
      running.recording,
      await bench.open(running.recording),
    );
    expect(finished).toMatchObject({ channels: 2, isWhole: true });
    // Its last packet is as long as any: it may go on for 20 ms when the call has ended.
    expect(finished.milliseconds - end.milliseconds).toBeGreaterThanOrEqual(0);
    expect(finished.milliseconds - end.milliseconds).toBeLessThanOrEqual(20);
    const { sound, seconds } = await play(file, 2);
    expect(Math.abs(seconds * 1000 - finished.milliseconds)).toBeLessThan(2);
    for (const [at, voice] of voices.entries()) {
      const same = compare(voice, sound[at]!, 6000);
      expect(same.likeness).toBeGreaterThan(0.85);
      // Nothing of the one is heard on the other's side.
      expect(compare(voice, sound[1 - at]!, 6000).likeness).toBeLessThan(0.2);
    }
    // 24 kbit/s, and no more.
    expect((file.length * 8) / seconds).toBeLessThan(30_000);
    expect(peaks.length).toBe(2 * Math.ceil(finished.milliseconds / 100));
    expect(Math.max(...peaks)).toBeGreaterThan(20);

    expect(await readWhole(audio.read(3000, 5000))).toEqual(file.subarray(3000, 5000));
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const bytes = await readFile(join(name.parentPath, name.name));
      expect(bytes.includes('Opus')).toBe(false);
      expect(bytes.includes('OggS')).toBe(false);
    }
  },
);

test('both in one stream: one channel', { timeout: 60_000 }, async () => {
  const bench = await openBench();
  const voice = speech(2000, 1);
  const parts = [writeBegin(['mixed'], false), write('mixed', 800, 0, compress(voice)), writeEnd(20_000)];
  const { finished, file, peaks } = await finish(bench, newId(), spoolOf(parts));
  expect(finished).toMatchObject({ channels: 1, milliseconds: 2500 });
  const { sound } = await play(file, 1);
  expect(compare(voice, sound[0]!, 2000).likeness).toBeGreaterThan(0.85);
  expect(peaks.length).toBe(25);
});

test(
  'what came late is put in its place; narrow and wide sound stand together',
  { timeout: 60_000 },
  async () => {
    const bench = await openBench();
    const [voice, other] = [speech(3000, 0), speech(3000, 3)];
    const narrow = compress(voice);
    const wide = compress(Int16Array.from({ length: 48_000 }, (_, at) => other[at >> 1]!));
    const parts = [
      writeBegin(['customer', 'staff'], true),
      write('customer', 0, 0, narrow.subarray(0, 8000)),
      write('customer', 16_000, 0, narrow.subarray(16_000)),
      write('staff', 0, 2, wide),
      write('customer', 8000, 0, narrow.subarray(8000, 16_000)),
      writeEnd(24_000),
    ];
    const { finished, file } = await finish(bench, newId(), spoolOf(parts));
    expect(finished.milliseconds).toBe(3000);
    const { sound } = await play(file, 2);
    expect(compare(voice, sound[0]!, 400).likeness).toBeGreaterThan(0.85);
    expect(compare(other, sound[1]!, 400).likeness).toBeGreaterThan(0.8);
  },
);

test(
  'one that was cut off is finished; one that was told to be whole and was cut since is refused; an empty one is not there',
  { timeout: 60_000 },
  async () => {
    const bench = await openBench();
    const parts = [
      writeBegin(['customer', 'staff'], false),
      write('staff', 8000, 0, compress(speech(1000, 1))),
    ];
    const cut = await finish(bench, newId(), spoolOf(parts, false), false);
    expect(cut.finished).toMatchObject({ milliseconds: 2000, isWhole: false, channels: 2 });
    await expect(finish(bench, newId(), spoolOf(parts, false), true)).rejects.toMatchObject({
      code: 'internal',
    });
    await expect(finish(bench, newId(), spoolOf([], false), false)).rejects.toMatchObject({
      code: 'not-found',
    });
    // What was begun of them is gone.
    const files = await readdir(cut.folder, { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile())).toHaveLength(1);
  },
);

test('disk-behind-the-thread: a thread that has said all it had to and ended is not lost, however slow the disk is', async () => {
  const bench = await openBench();
  // Silence after the last of it is made when all is given: enough of it for several chunks.
  const parts = [
    writeBegin(['customer', 'staff'], false),
    write('staff', 0, 0, compress(speech(1000))),
    writeEnd(60 * 8000),
  ];
  const slowly = (blobs: Blobs): Blobs => ({
    ...blobs,
    async begin(id) {
      const blob = await blobs.begin(id);
      let isFirst = true;
      const write = async (bytes: readonly Uint8Array[]) => {
        if (isFirst) await sleep(3000);
        isFirst = false;
        await blob.write(bytes);
      };
      return { ...blob, write };
    },
  });
  const { finished } = await finish(bench, newId(), spoolOf(parts), true, slowly, { power: 12 });
  expect(finished.milliseconds).toBe(60_000);
});

test(
  'half an hour takes no more memory than three minutes, but for the waveform',
  { timeout: 300_000 },
  async () => {
    const bench = await openBench();
    const voice = compress(speech(20_000, 0));
    let most = 0;
    async function* long(minutes: number): AsyncGenerator<Buffer> {
      yield Buffer.from(writeBegin(['customer', 'staff'], false));
      // A second of voice each ten: Opus is quick where nobody speaks, and what is kept is as long.
      for (let second = 0; second < minutes * 60; second += 1) {
        if (second % 10 === 0)
          yield Buffer.from(write('customer', second * 8000, 0, voice.subarray(0, 8000)));
        if (second % 60 === 0) most = Math.max(most, process.memoryUsage().rss);
      }
      yield Buffer.from(writeEnd(minutes * 60 * 8000));
    }
    const spool = (minutes: number): OpenedSpool => ({
      isWhole: true,
      read: () => long(minutes),
      close: async () => undefined,
    });
    await finish(bench, newId(), spool(3));
    const short = most;
    const { finished, peaks } = await finish(bench, newId(), spool(30));
    expect(finished.milliseconds).toBe(1_800_000);
    expect(peaks.length).toBe(2 * 18_000);
    expect((most - short) / 1e6).toBeLessThan(60);
  },
);

test('G.722 is decoded bit for bit as another decoder does', async () => {
  const folder = join(import.meta.dirname, '../../fixtures/phone');
  const [sent, expected] = await Promise.all(
    ['glide.g722', 'glide-decoded.pcm'].map((name) => readFile(join(folder, name))),
  );
  const decoded = new G722Decoder().decode(sent!);
  expect(Buffer.from(decoded.buffer).equals(expected!)).toBe(true);
});
