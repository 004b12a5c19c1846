import { expand } from '../codecs/g711.ts';
import type { SoundRecord } from '../keep/sound-records.ts';
import { encodings, type Side, ticksPerSecond } from '../kept-sound.ts';
import { RateChanger } from './change-rate.ts';

/** Seconds of sound that are put in order: more than the most that sound may be late. */
const span = 16;
/** Opus frames of 20 ms. */
const framesPerSecond = 50;

export interface TimeLineShape {
  readonly channels: 1 | 2;
  readonly rate: 8000 | 16_000;
}

/** Customer left, staff right; where both came in one stream, one channel. */
export function shapeOf({ sides, isWide }: SoundRecord & { kind: 'begin' }): TimeLineShape {
  return { channels: sides.every((side) => side === 'mixed') ? 1 : 2, rate: isWide ? 16_000 : 8000 };
}

/** Lays records at their places and gives the call back frame by frame, with silence where nothing is; it holds 16 s of it, however long the call. */
export class TimeLine {
  readonly frameSize: number;
  private readonly shape: TimeLineShape;
  private readonly room: Int16Array[];
  private readonly changers = new Map<Side, { changer: RateChanger; next: number }>();
  /** Samples: given back, and written to. */
  private given = 0;
  private end = 0;

  constructor(shape: TimeLineShape) {
    this.shape = shape;
    this.frameSize = shape.rate / framesPerSecond;
    this.room = Array.from({ length: shape.channels }, () => new Int16Array(span * shape.rate));
  }

  /** @returns frames for which there is no more room, channels interleaved */
  *add({ side, tick, encoding, bytes }: SoundRecord & { kind: 'sound' }): Generator<Int16Array> {
    const { law, perTick } = encodings[encoding]!;
    const table = expand[law];
    const samples = new Int16Array(bytes.length);
    for (let at = 0; at < bytes.length; at += 1) samples[at] = table[bytes[at]!]!;
    yield* this.addSamples(side, tick, samples, perTick);
  }

  /** @param perTick samples of it for each tick: 1 at 8 kHz, 2 at 16 kHz @returns as `add` */
  *addSamples(side: Side, tick: number, given: Int16Array, perTick: 1 | 2): Generator<Int16Array> {
    const samples = this.toRate(side, tick, given, perTick);
    const from = (tick * this.shape.rate) / ticksPerSecond;
    this.end = Math.max(this.end, from + samples.length);
    while (this.end > this.given + span * this.shape.rate) yield this.takeFrame();
    for (const channel of this.channelsOf(side)) {
      const room = this.room[channel]!;
      // What comes later than all that is put in order has no place any more.
      for (let at = Math.max(0, this.given - from); at < samples.length; at += 1) {
        const place = (from + at) % room.length;
        room[place] = Math.max(-32_768, Math.min(32_767, room[place]! + samples[at]!));
      }
    }
  }

  /** The rest. @param ticks the length of the call, when it is known @param more samples that follow it @returns the samples of the call, without these */
  *finish(ticks: number, more: number): Generator<Int16Array, number> {
    const length = Math.max(this.end, (ticks * this.shape.rate) / ticksPerSecond);
    while (this.given < length + more) yield this.takeFrame();
    return length;
  }

  private takeFrame(): Int16Array {
    const { channels } = this.shape;
    const frame = new Int16Array(this.frameSize * channels);
    for (const [channel, room] of this.room.entries()) {
      const from = this.given % room.length;
      for (let at = 0; at < this.frameSize; at += 1) frame[at * channels + channel] = room[from + at]!;
      room.fill(0, from, from + this.frameSize);
    }
    this.given += this.frameSize;
    return frame;
  }

  private channelsOf(side: Side): readonly number[] {
    if (this.shape.channels === 1) return [0];
    return side === 'customer' ? [0] : side === 'staff' ? [1] : [0, 1];
  }

  private toRate(side: Side, tick: number, samples: Int16Array, perTick: 1 | 2): Int16Array {
    const rate = perTick * ticksPerSecond;
    if (rate === this.shape.rate) return samples;
    const known = this.changers.get(side) ?? { changer: new RateChanger(), next: tick };
    if (known.next !== tick) known.changer.forget();
    known.next = tick + samples.length / perTick;
    this.changers.set(side, known);
    return rate < this.shape.rate ? known.changer.double(samples) : known.changer.halve(samples);
  }
}
