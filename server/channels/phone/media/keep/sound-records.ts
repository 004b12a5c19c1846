import { encodings, type Side, sides } from '../kept-sound.ts';

// What a spool holds, in the clear, before it is sealed: records of a byte that says what follows. Numbers are big-endian.
const padding = 0;
const beginMark = 1;
const soundMark = 2;
const endMark = 3;
const soundHeader = 9;
/** Bytes of sound in a record: its length has two bytes. */
const mostSound = 65_535;

export type SoundRecord =
  /** First of all. `isWide`: whether a codec of 16 kHz was agreed. */
  | { readonly kind: 'begin'; readonly sides: readonly Side[]; readonly isWide: boolean }
  | {
      readonly kind: 'sound';
      readonly side: Side;
      readonly tick: number;
      readonly encoding: number;
      readonly bytes: Uint8Array;
    }
  /** Last of all, where the call ended as it should. */
  | { readonly kind: 'end'; readonly ticks: number };

export function writeBegin(given: readonly Side[], isWide: boolean): Uint8Array {
  const mask = sides.reduce((sum, side, at) => sum + (given.includes(side) ? 1 << at : 0), 0);
  return Uint8Array.of(beginMark, mask, isWide ? 1 : 0);
}

export function writeEnd(ticks: number): Uint8Array {
  const bytes = Buffer.alloc(5);
  bytes[0] = endMark;
  bytes.writeUInt32BE(ticks, 1);
  return bytes;
}

/** Gathers sound of several streams; what follows on what was written last becomes one record with it. */
export class RecordWriter {
  private room = Buffer.allocUnsafeSlow(8192);
  private length = 0;
  private last: { side: number; encoding: number; end: number; at: number; size: number } | undefined;

  add(side: Side, tick: number, encoding: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const number = sides.indexOf(side);
    const { last } = this;
    const { perTick } = encodings[encoding]!;
    const joins =
      last?.side === number &&
      last.encoding === encoding &&
      last.end === tick &&
      last.size + bytes.length <= mostSound;
    this.makeRoom(soundHeader + bytes.length);
    if (joins) {
      last.size += bytes.length;
      last.end += bytes.length / perTick;
      this.room.writeUInt16BE(last.size, last.at + 7);
    } else {
      const at = this.length;
      this.room[at] = soundMark;
      this.room[at + 1] = number;
      this.room[at + 2] = encoding;
      this.room.writeUInt32BE(tick, at + 3);
      this.room.writeUInt16BE(bytes.length, at + 7);
      this.length += soundHeader;
      this.last = { side: number, encoding, end: tick + bytes.length / perTick, at, size: bytes.length };
    }
    this.room.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was gathered, in memory of its own; undefined when there is nothing. */
  takeAll(): Uint8Array<ArrayBuffer> | undefined {
    if (this.length === 0) return undefined;
    const all = Uint8Array.from(this.room.subarray(0, this.length));
    // What held voices is not left behind for as long as the call lasts.
    this.room.fill(0, 0, this.length);
    this.length = 0;
    this.last = undefined;
    return all;
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.room.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.length + more));
    this.room.copy(larger, 0, 0, this.length);
    this.room.fill(0);
    this.room = larger;
  }
}

/** Thrown for what no recorder wrote: it opened, so it is ours, and we were wrong. */
export class BrokenRecords extends Error {}

/** Reads records as their bytes come, cut anywhere. A record that is cut off by the end is left out: the call was cut off there. */
export class RecordReader {
  private rest: Buffer = Buffer.alloc(0);

  /** @throws BrokenRecords */
  *read(more: Uint8Array): Generator<SoundRecord> {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, more]) : Buffer.from(more);
    let at = 0;
    for (;;) {
      while (bytes[at] === padding) at += 1;
      const length = lengthOf(bytes, at);
      if (length === undefined || at + length > bytes.length) break;
      yield readOne(bytes.subarray(at, at + length));
      at += length;
    }
    this.rest = Buffer.from(bytes.subarray(at));
  }
}

/** Bytes of the record that begins there; undefined when too little is there to tell. */
function lengthOf(bytes: Buffer, at: number): number | undefined {
  const mark = bytes[at];
  if (mark === undefined) return undefined;
  if (mark === beginMark) return 3;
  if (mark === endMark) return 5;
  if (mark !== soundMark) throw new BrokenRecords();
  return bytes.length < at + soundHeader ? undefined : soundHeader + bytes.readUInt16BE(at + 7);
}

function readOne(record: Buffer): SoundRecord {
  if (record[0] === beginMark)
    return {
      kind: 'begin',
      sides: sides.filter((_side, at) => (record[1]! & (1 << at)) !== 0),
      isWide: record[2] === 1,
    };
  if (record[0] === endMark) return { kind: 'end', ticks: record.readUInt32BE(1) };
  const side = sides[record[1]!];
  const encoding = record[2]!;
  if (side === undefined || encodings[encoding] === undefined) throw new BrokenRecords();
  return {
    kind: 'sound',
    side,
    encoding,
    tick: record.readUInt32BE(3),
    bytes: record.subarray(soundHeader),
  };
}
