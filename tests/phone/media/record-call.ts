import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type Id, newId } from '../../../server/base/new-id.ts';
import { expand } from '../../../server/channels/phone/media/codecs/g711.ts';
import { type OpenedSpool, openSpool } from '../../../server/channels/phone/media/keep/read-spool.ts';
import { RecordReader, type SoundRecord } from '../../../server/channels/phone/media/keep/sound-records.ts';
import { encodings, type Side } from '../../../server/channels/phone/media/kept-sound.ts';
import { openRecorder } from '../../../server/channels/phone/media/open-recorder.ts';
import type {
  Recorder,
  RecorderOptions,
  RecordingEnd,
  RunningRecording,
} from '../../../server/channels/phone/media/recorder.ts';
import type { StreamSpec } from '../../../server/channels/phone/media/receive/stream-spec.ts';
import { openInChunks, sealInChunks } from '../../../server/safeguards/vault/chunks.ts';
import { sealedBytes } from '../../../server/safeguards/vault/sealed.ts';

export const spoolColumn = sealedBytes('recordings', 'spool_sealed', 'recording');
export const audioColumn = sealedBytes('recordings', 'audio_sealed', 'recording');

export interface Bench {
  readonly recorder: Recorder;
  readonly folder: string;
  readonly key: Buffer;
  readonly silences: { recording: Id; milliseconds: number }[];
  readonly failures: { code: string; recording: Id | undefined }[];
  start(
    streams: readonly StreamSpec[],
    recording?: Id<'recording'>,
  ): Promise<RunningRecording & { recording: Id<'recording'> }>;
  open(recording: Id): Promise<OpenedSpool>;
}

/** Each file of tests has ports of its own. */
let nextPorts = 20_000 + (process.pid % 200) * 200;

export function sealFor(key: Buffer, recording: Id) {
  return (power: number) => sealInChunks(key, spoolColumn, recording, recording, { power });
}

export async function openBench(options: Partial<RecorderOptions> = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-media-'));
  const key = randomBytes(32);
  const silences: Bench['silences'] = [];
  const failures: Bench['failures'] = [];
  nextPorts += 20;
  const recorder = await openRecorder({
    folder: join(folder, 'spool'),
    host: '127.0.0.1',
    ports: { from: nextPorts - 20, to: nextPorts - 1 },
    threads: 1,
    silent: (recording, milliseconds) => silences.push({ recording, milliseconds }),
    failed: (code, recording) => failures.push({ code, recording }),
    ...options,
  });
  onTestFinished(async () => {
    await recorder.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    recorder,
    folder,
    key,
    silences,
    failures,
    async start(streams, recording = newId<'recording'>()) {
      const running = await recorder.start({ recording, seal: sealFor(key, recording), streams });
      return { ...running, recording };
    },
    open: (recording) => openKept(join(folder, 'spool'), key, recording),
  };
}

export function openKept(spoolFolder: string, key: Buffer, recording: Id): Promise<OpenedSpool> {
  return openSpool(spoolFolder, recording, ({ header, bytes }) =>
    openInChunks(key, spoolColumn, recording, recording, header, bytes),
  );
}

/** G.711 µ-law in the clear from this machine, keys pressed as 101. */
export function spec(side: Side, more: Partial<StreamSpec> = {}): StreamSpec {
  return {
    side,
    formats: { 0: 'PCMU', 8: 'PCMA', 9: 'G722', 13: 'CN', 96: 'opus', 101: 'telephone-event' },
    from: ['127.0.0.1'],
    ...more,
  };
}

export async function recordsOf(spool: OpenedSpool): Promise<SoundRecord[]> {
  const reader = new RecordReader();
  const records: SoundRecord[] = [];
  try {
    for await (const piece of spool.read())
      for (const record of reader.read(piece))
        records.push(record.kind === 'sound' ? { ...record, bytes: Uint8Array.from(record.bytes) } : record);
    return records;
  } finally {
    await spool.close();
  }
}

/** Samples of 8 kHz of one side, as they are kept: of 16 kHz every second one. */
export function samplesOf(records: readonly SoundRecord[], side: Side): Int16Array {
  const sounds = records.filter(
    (record) => record.kind === 'sound' && record.side === side,
  ) as (SoundRecord & {
    kind: 'sound';
  })[];
  const end = Math.max(
    0,
    ...sounds.map(({ tick, bytes, encoding }) => tick + bytes.length / encodings[encoding]!.perTick),
  );
  const samples = new Int16Array(Math.ceil(end));
  for (const { tick, bytes, encoding } of sounds) {
    const { law, perTick } = encodings[encoding]!;
    for (let at = 0; at < bytes.length; at += perTick)
      samples[tick + at / perTick] = expand[law][bytes[at]!]!;
  }
  return samples;
}

/** Records one call, and gives what is kept of it. */
export async function recordCall(
  streams: readonly StreamSpec[],
  act: (running: RunningRecording, bench: Bench) => Promise<void>,
  options: Partial<RecorderOptions> = {},
): Promise<{ end: RecordingEnd; records: SoundRecord[]; bench: Bench; recording: Id<'recording'> }> {
  const bench = await openBench(options);
  const running = await bench.start(streams);
  await act(running, bench);
  // What was sent is on its way to the thread.
  await sleep(60);
  const end = await running.stop();
  return {
    end,
    records: await recordsOf(await bench.open(running.recording)),
    bench,
    recording: running.recording,
  };
}
