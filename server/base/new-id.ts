import { randomFillSync } from 'node:crypto';

declare const brand: unique symbol;
/** A UUIDv7, made in our process: ids of one kind sort by the moment they were made. */
export type Id<Kind extends string = string> = string & { readonly [brand]?: Kind };

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// Asking the system for each id anew costs more than all the rest of making it.
const entropy = Buffer.alloc(4096);
let used = entropy.length;

function takeEntropy(bytes: number): Buffer {
  if (used + bytes > entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  used += bytes;
  return entropy.subarray(used - bytes, used);
}

interface Run {
  millisecond: number;
  sequence: number;
}
// Ids of a moment that is given must not break the order of those of now, nor the other way round.
const ofNow: Run = { millisecond: 0, sequence: 0 };
const ofGiven: Run = { millisecond: 0, sequence: 0 };

/** RFC 9562 UUIDv7; the 12 bits after the time count up within a millisecond (method 1). */
export function newId<Kind extends string>(at?: Date): Id<Kind> {
  const now = at === undefined ? Date.now() : at.getTime();
  const run = at === undefined ? ofNow : ofGiven;
  if (now === run.millisecond && run.sequence < 0xfff) {
    run.sequence += 1;
  } else {
    run.millisecond = now;
    run.sequence = takeEntropy(2).readUInt16BE() & 0x7ff;
  }
  const bytes = takeEntropy(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (run.sequence >> 8);
  bytes[7] = run.sequence & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** No id made at the moment or later is less. */
export function leastIdAt<Kind extends string>(at: Date): Id<Kind> {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

export function isId<Kind extends string>(value: unknown): value is Id<Kind> {
  return typeof value === 'string' && idPattern.test(value);
}

/** The 16 bytes of an id, as bound into seals. */
export function idBytes(id: Id): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
