/**
 * Tag-type-length-value, the encoding of KMIP (OASIS KMIP 1.4, 9.1): three bytes of tag, one of type, four of length, the
 * value, and zeros up to a multiple of eight.
 */
export type Item = { readonly tag: number } & (
  | { readonly type: 'structure'; readonly value: readonly Item[] }
  | { readonly type: 'integer' | 'enumeration' | 'interval'; readonly value: number }
  | { readonly type: 'long' | 'date'; readonly value: bigint }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'big' | 'bytes'; readonly value: Buffer }
);
type Type = Item['type'];

const codes: Readonly<Record<Type, number>> = {
  structure: 1,
  integer: 2,
  long: 3,
  big: 4,
  enumeration: 5,
  boolean: 6,
  text: 7,
  bytes: 8,
  date: 9,
  interval: 10,
};
const types = new Map(Object.entries(codes).map(([type, code]) => [code, type as Type]));

export const headLength = 8;
/** Ours are below a kibibyte. What a server answers is held to this before it is read. */
export const mostBytes = 64 * 1024;
const mostDepth = 16;
const mostItems = 2_000;

/** Why something is no message. */
export type TtlvProblem =
  | 'cut-short'
  | 'too-large'
  | 'too-deep'
  | 'unknown-type'
  | 'wrong-length'
  | 'not-text';

/** What a server sent is no TTLV, or more of it than is read. Says nothing of its content. */
export class TtlvInvalid extends Error {
  readonly problem: TtlvProblem;

  constructor(problem: TtlvProblem) {
    super(problem);
    this.name = 'TtlvInvalid';
    this.problem = problem;
  }
}

const padded = (length: number) => Math.ceil(length / 8) * 8;

export function encodeItem(item: Item): Buffer {
  const value = encodeValue(item);
  const bytes = Buffer.alloc(headLength + padded(value.length));
  bytes.writeUIntBE(item.tag, 0, 3);
  bytes[3] = codes[item.type];
  bytes.writeUInt32BE(value.length, 4);
  value.copy(bytes, headLength);
  return bytes;
}

function encodeValue(item: Item): Buffer {
  switch (item.type) {
    case 'structure':
      return Buffer.concat(item.value.map(encodeItem));
    case 'integer':
    case 'enumeration':
    case 'interval': {
      const bytes = Buffer.alloc(4);
      if (item.type === 'integer') bytes.writeInt32BE(item.value);
      else bytes.writeUInt32BE(item.value);
      return bytes;
    }
    case 'long':
    case 'date': {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(item.value);
      return bytes;
    }
    case 'boolean': {
      const bytes = Buffer.alloc(8);
      bytes[7] = item.value ? 1 : 0;
      return bytes;
    }
    case 'text':
      return Buffer.from(item.value);
    case 'big':
    case 'bytes':
      return item.value;
  }
}

/** How long the whole item is that begins so. @throws TtlvInvalid */
export function wholeLength(head: Uint8Array): number {
  if (head.length < headLength) throw new TtlvInvalid('cut-short');
  const length = headLength + padded(Buffer.from(head.buffer, head.byteOffset, headLength).readUInt32BE(4));
  if (length > mostBytes) throw new TtlvInvalid('too-large');
  return length;
}

/** One item, and nothing after it. @throws TtlvInvalid */
export function decodeItem(bytes: Uint8Array): Item {
  if (bytes.length > mostBytes) throw new TtlvInvalid('too-large');
  const reading = { left: mostItems };
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { item, end } = decodeAt(whole, 0, 0, reading);
  if (end !== whole.length) throw new TtlvInvalid('wrong-length');
  return item;
}

function decodeAt(
  bytes: Buffer,
  at: number,
  depth: number,
  reading: { left: number },
): { item: Item; end: number } {
  if (depth > mostDepth) throw new TtlvInvalid('too-deep');
  if ((reading.left -= 1) < 0) throw new TtlvInvalid('too-large');
  if (bytes.length - at < headLength) throw new TtlvInvalid('cut-short');
  const tag = bytes.readUIntBE(at, 3);
  const type = types.get(bytes[at + 3]!);
  if (type === undefined) throw new TtlvInvalid('unknown-type');
  const length = bytes.readUInt32BE(at + 4);
  const start = at + headLength;
  const end = start + padded(length);
  if (end > bytes.length) throw new TtlvInvalid('cut-short');
  const value = bytes.subarray(start, start + length);
  return { item: readValue(tag, type, value, depth, reading), end };
}

function readValue(tag: number, type: Type, value: Buffer, depth: number, reading: { left: number }): Item {
  const mustBe = (length: number) => {
    if (value.length !== length) throw new TtlvInvalid('wrong-length');
  };
  switch (type) {
    case 'structure': {
      const items: Item[] = [];
      for (let at = 0; at < value.length;) {
        const { item, end } = decodeAt(value, at, depth + 1, reading);
        items.push(item);
        at = end;
      }
      return { tag, type, value: items };
    }
    case 'integer':
      mustBe(4);
      return { tag, type, value: value.readInt32BE() };
    case 'enumeration':
    case 'interval':
      mustBe(4);
      return { tag, type, value: value.readUInt32BE() };
    case 'long':
    case 'date':
      mustBe(8);
      return { tag, type, value: value.readBigInt64BE() };
    case 'boolean':
      mustBe(8);
      return { tag, type, value: value.some((byte) => byte !== 0) };
    case 'text':
      return { tag, type, value: readText(value) };
    case 'big':
    case 'bytes':
      return { tag, type, value: Buffer.from(value) };
  }
}

function readText(value: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw new TtlvInvalid('not-text');
  }
}
