import { parentPort, workerData } from 'node:worker_threads';
import { type AudioRefusal, RefusedAudio, type Track } from '../audio/track.ts';
import { RecordReader } from '../keep/sound-records.ts';
import { copyOpus } from './copy-opus.ts';
import { type EncodedSound, encodeSound } from './encode-sound.ts';
import { encodeTracks } from './encode-tracks.ts';
import { shapeOf } from './time-line.ts';

// Turns one recording into Opus: what is kept goes in piece by piece as it is asked for, and comes out as a file. It knows no key.

export type ToFinisher = { readonly bytes: Uint8Array } | 'end';
export type FromFinisher =
  | { readonly kind: 'wanted'; readonly track: number }
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array<ArrayBuffer> }
  | ({ readonly kind: 'finished' } & EncodedSound)
  /** Nothing was kept, not even what the call was to be. */
  | { readonly kind: 'empty' }
  /** A file that is not what it says. */
  | { readonly kind: 'refused'; readonly reason: AudioRefusal };

const port = parentPort!;
/** Files as somebody else made them; undefined: one spool of ours. */
const tracks = (workerData as { readonly tracks?: readonly Track[] }).tracks;
const arrived: ((piece: ToFinisher) => void)[] = [];
port.on('message', (piece: ToFinisher) => arrived.shift()?.(piece));

/** @param track which of the files */
async function* piecesOf(track: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = await new Promise<ToFinisher>((resolve) => {
      arrived.push(resolve);
      port.postMessage({ kind: 'wanted', track } satisfies FromFinisher);
    });
    if (piece === 'end') return;
    yield piece.bytes;
  }
}

async function* records() {
  const reader = new RecordReader();
  for await (const piece of piecesOf(0)) yield* reader.read(piece);
}

function write(bytes: Uint8Array): void {
  const own = Uint8Array.from(bytes);
  port.postMessage({ kind: 'encoded', bytes: own } satisfies FromFinisher, [own.buffer]);
}

async function finishSpool(): Promise<EncodedSound | undefined> {
  const all = records();
  const first = await all.next();
  if (first.done || first.value.kind !== 'begin') return undefined;
  return encodeSound(shapeOf(first.value), write, async (line, take) => {
    let ticks = 0;
    for await (const record of all) {
      if (record.kind === 'end') ticks = record.ticks;
      else if (record.kind === 'sound') await take(line.add(record));
    }
    return ticks;
  });
}

function finishTracks(given: readonly Track[]): Promise<EncodedSound> {
  const [only] = given;
  if (only?.format === 'ogg-opus' && given.length === 1) return copyOpus(only, piecesOf(0), write);
  return encodeTracks(given, piecesOf, write);
}

async function finish(): Promise<FromFinisher> {
  try {
    const made = await (tracks === undefined ? finishSpool() : finishTracks(tracks));
    return made === undefined ? { kind: 'empty' } : { kind: 'finished', ...made };
  } catch (error) {
    if (error instanceof RefusedAudio) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

const last = await finish();
port.postMessage(last);
port.close();
