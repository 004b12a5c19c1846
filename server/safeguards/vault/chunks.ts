import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Id } from '../../base/new-id.ts';
import { boundTo, broken, keyReplaced } from './envelope.ts';
import { nonceLength } from './make-nonce.ts';
import type { Place } from './sealed.ts';

// Envelope in chunks: format (1 byte), key version (1), chunk size as a power of two (1), salt (32); then the chunks, each
// ciphertext and tag (16). Every chunk but the last is full; the last is empty only when it is the only one.
const format = 2;
const saltLength = 32;
const tagLength = 16;
export const chunksHeaderLength = 3 + saltLength;
/** 256 KiB: a seal costs 0.1 ms, and a reader from the middle opens at most this much too much. */
const usualPower = 18;
const leastPower = 12;
const mostPower = 22;
const mostChunks = 2 ** 32;

/** Seals a value of any length as it comes, holding one chunk of it. */
export interface ChunkSealer {
  /** What is ready to be written, in order. */
  seal(plain: Uint8Array): Uint8Array[];
  /** The rest. Nothing may follow. */
  end(): Uint8Array[];
}

/** Opens a value that was sealed in chunks, any chunk by itself. */
export interface ChunkOpener {
  /** Bytes of the plain value, if no chunk is missing: opening the last one proves it. */
  readonly size: number;
  readonly chunks: number;
  /** Plain bytes of every chunk but the last. */
  readonly chunkSize: number;
  /** Where a chunk stands among the sealed bytes. */
  place(index: number): { from: number; length: number };
  /** @throws Refusal 'internal' (reason 'seal-broken') when it was altered, cut, moved, or is of another value */
  open(index: number, sealed: Uint8Array): Buffer;
}

/**
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: a key for each value, derived from the unit's
 * with a random salt, so that the nonce may count; number and end of a chunk stand in nonce and AAD.
 */
export function sealInChunks(
  key: Buffer,
  place: Place,
  unit: Id,
  row: Id,
  { keyVersion = 1, power = usualPower }: { keyVersion?: number; power?: number } = {},
): ChunkSealer {
  const size = 2 ** power;
  const header = Buffer.concat([Buffer.from([format, keyVersion, power]), randomBytes(saltLength)]);
  const own = deriveKey(key, place, unit, row, header);
  let waiting: Buffer | undefined;
  let filled = 0;
  let index = 0;

  function sealOne(plain: Uint8Array, isLast: boolean): Uint8Array[] {
    if (index === mostChunks) throw broken(place);
    const { nonce, bound } = tieChunk(place, unit, row, header, index, isLast);
    const cipher = createCipheriv('aes-256-gcm', own, nonce);
    cipher.setAAD(bound);
    const body = cipher.update(plain);
    cipher.final();
    index += 1;
    return index === 1 ? [header, body, cipher.getAuthTag()] : [body, cipher.getAuthTag()];
  }

  return {
    seal(plain) {
      const ready: Uint8Array[] = [];
      let at = 0;
      // A full chunk waits for another byte: only then is it known not to be the last.
      while (filled + plain.length - at > size) {
        const next = at + size - filled;
        if (filled > 0) waiting!.set(plain.subarray(at, next), filled);
        ready.push(...sealOne(filled > 0 ? waiting! : plain.subarray(at, next), false));
        filled = 0;
        at = next;
      }
      if (at < plain.length) {
        waiting ??= Buffer.allocUnsafeSlow(size);
        waiting.set(plain.subarray(at), filled);
        filled += plain.length - at;
      }
      return ready;
    },
    end: () => sealOne(waiting?.subarray(0, filled) ?? Buffer.alloc(0), true),
  };
}

/**
 * @param header the first `chunksHeaderLength` bytes of the envelope
 * @param bytes of the whole envelope
 * @param keyVersion of the key given; the header says by which version the value was sealed
 * @throws Refusal 'internal': reason 'key-replaced' when the two differ, 'seal-broken' when it cannot be such an envelope
 */
export function openInChunks(
  key: Buffer,
  place: Place,
  unit: Id,
  row: Id,
  header: Uint8Array,
  bytes: number,
  keyVersion = 1,
): ChunkOpener {
  const power = header[2]!;
  if (header.length !== chunksHeaderLength || header[0] !== format || power < leastPower || power > mostPower)
    throw broken(place);
  if (header[1] !== keyVersion) throw broken(place, keyReplaced);
  const own = deriveKey(key, place, unit, row, header);
  const chunkSize = 2 ** power;
  const full = chunkSize + tagLength;
  const body = bytes - chunksHeaderLength;
  const chunks = Math.ceil(body / full);
  const lastLength = body - (chunks - 1) * full;
  if (chunks < 1 || chunks > mostChunks || lastLength < tagLength + (chunks === 1 ? 0 : 1))
    throw broken(place);

  return {
    size: body - chunks * tagLength,
    chunks,
    chunkSize,
    place: (index) => ({
      from: chunksHeaderLength + index * full,
      length: index === chunks - 1 ? lastLength : full,
    }),
    open(index, sealed) {
      const isLast = index === chunks - 1;
      if (index < 0 || index >= chunks || sealed.length !== (isLast ? lastLength : full)) throw broken(place);
      const { nonce, bound } = tieChunk(place, unit, row, header, index, isLast);
      const decipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: tagLength });
      decipher.setAAD(bound);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
      try {
        const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
        decipher.final();
        return plain;
      } catch {
        throw broken(place);
      }
    },
  };
}

function deriveKey(key: Buffer, place: Place, unit: Id, row: Id, header: Uint8Array): KeyObject {
  const bound = boundTo(format, place, unit, row, header[1]!);
  return createSecretKey(
    Buffer.from(hkdfSync('sha256', createSecretKey(key), header.subarray(3), bound, 32)),
  );
}

function tieChunk(
  place: Place,
  unit: Id,
  row: Id,
  header: Uint8Array,
  index: number,
  isLast: boolean,
): { nonce: Buffer; bound: Buffer } {
  const nonce = Buffer.alloc(nonceLength);
  nonce.writeUInt32BE(index, nonceLength - 5);
  nonce[nonceLength - 1] = isLast ? 1 : 0;
  const counted = nonce.subarray(nonceLength - 5);
  return { nonce, bound: Buffer.concat([boundTo(format, place, unit, row, header[1]!), header, counted]) };
}
