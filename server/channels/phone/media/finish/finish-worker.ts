import { parentPort } from 'node:worker_threads';
import { RecordReader } from '../keep/sound-records.ts';
import { Waveform } from './draw-waveform.ts';
import { shapeOf, TimeLine } from './time-line.ts';
import { openOpusWriter } from './write-opus.ts';

// Turns one recording into Opus: what is kept goes in piece by piece as it is asked for, and comes out as a file. It knows no key.

export type ToFinisher = { readonly bytes: Uint8Array } | 'end';
export type FromFinisher =
  | { readonly kind: 'wanted' }
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: 'finished';
      readonly milliseconds: number;
      readonly channels: 1 | 2;
      readonly peaks: Uint8Array<ArrayBuffer>;
    }
  /** Nothing was kept, not even what the call was to be. */
  | { readonly kind: 'empty' };

const port = parentPort!;
const arrived: ((piece: ToFinisher) => void)[] = [];
port.on('message', (piece: ToFinisher) => arrived.shift()?.(piece));

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = await new Promise<ToFinisher>((resolve) => {
      arrived.push(resolve);
      port.postMessage({ kind: 'wanted' } satisfies FromFinisher);
    });
    if (piece === 'end') return;
    yield piece.bytes;
  }
}

async function* records() {
  const reader = new RecordReader();
  for await (const piece of pieces()) yield* reader.read(piece);
}

async function finish(): Promise<FromFinisher> {
  const all = records();
  const first = await all.next();
  if (first.done || first.value.kind !== 'begin') return { kind: 'empty' };
  const shape = shapeOf(first.value);
  const line = new TimeLine(shape);
  const waveform = new Waveform(shape);
  const opus = await openOpusWriter(shape, (bytes) => {
    const own = Uint8Array.from(bytes);
    port.postMessage({ kind: 'encoded', bytes: own } satisfies FromFinisher, [own.buffer]);
  });
  const add = (frame: Int16Array) => {
    waveform.add(frame);
    return opus.add(frame);
  };
  let ticks = 0;
  for await (const record of all) {
    if (record.kind === 'end') ticks = record.ticks;
    else if (record.kind === 'sound') for (const frame of line.add(record)) await add(frame);
  }
  const rest = line.finish(ticks, opus.lookahead);
  let samples = 0;
  for (;;) {
    const next = rest.next();
    if (next.done) {
      samples = next.value;
      break;
    }
    await add(next.value);
  }
  await opus.finish(samples);
  return {
    kind: 'finished',
    milliseconds: Math.round((samples * 1000) / shape.rate),
    channels: shape.channels,
    peaks: waveform.finish(samples),
  };
}

const last = await finish();
port.postMessage(last);
port.close();
