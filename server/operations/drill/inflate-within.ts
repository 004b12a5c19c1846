import { constants, inflateRawSync, inflateSync } from 'node:zlib';

/** What is compressed is looked at so far: a name in a file stands near its beginning, or in another piece of it. */
const mostIn = 256 * 1024;
const mostOut = 8 * 1024 * 1024;
const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostOut };
/** Shorter than any name or number that is looked for. */
const leastOut = 8;

const gzip = Buffer.from([0x1f, 0x8b, 8]);
const partOfZip = Buffer.from('PK\u0003\u0004');

/** Everything in these bytes that begins as zlib, gzip or a part of a ZIP does, unpacked as far as it goes. */
export function* inflateWithin(bytes: Buffer): Generator<Buffer> {
  const from = (at: number) => bytes.subarray(at, at + mostIn);
  for (const at of placesOf(bytes, 0x78)) {
    const second = bytes[at + 1] ?? 0;
    // It makes the first two a multiple of 31, and names no dictionary.
    if ((0x7800 + second) % 31 === 0 && (second & 0x20) === 0)
      yield* unpacked(() => inflateSync(from(at), options));
  }
  // By hand: what stands behind the end is none of its business, and gunzip refuses it.
  for (const at of placesOf(bytes, gzip))
    yield* unpacked(() => inflateRawSync(from(at + gzipHead(bytes, at)), options));
  for (const at of placesOf(bytes, partOfZip)) {
    if (at + 30 > bytes.length || bytes[at + 8] !== 8) continue;
    // Name and extra field stand between the head of 30 bytes and the data.
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    yield* unpacked(() => inflateRawSync(from(start), options));
  }
}

/** RFC 1952: ten bytes, then what the flags say: an extra field, a name, a comment, a sum. */
function gzipHead(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if ((flags & 4) !== 0) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return at + (flags & 2) - start;
}

function* placesOf(bytes: Buffer, what: number | Buffer): Generator<number> {
  for (let at = bytes.indexOf(what); at !== -1; at = bytes.indexOf(what, at + 1)) yield at;
}

function* unpacked(unpack: () => Buffer): Generator<Buffer> {
  try {
    const bytes = unpack();
    if (bytes.length >= leastOut) yield bytes;
  } catch {
    // It only looked like one.
  }
}
