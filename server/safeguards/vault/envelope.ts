import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { idBytes, type Id } from '../../base/new-id.ts';
import { makeNonce, nonceLength } from './make-nonce.ts';
import type { Place } from './sealed.ts';

// Envelope: format (1 byte), key version (1), nonce (12), ciphertext, tag (16).
const format = 1;
const tagLength = 16;
const overhead = 2 + nonceLength + tagLength;

/** By column and format; the columns are constants of the code. */
const placeBytes = new WeakMap<Place, Map<number, Buffer>>();

function bytesOf(format: number, place: Place): Buffer {
  const known = placeBytes.get(place) ?? new Map<number, Buffer>();
  let bytes = known.get(format);
  if (bytes === undefined) {
    const table = Buffer.from(place.table);
    const column = Buffer.from(place.column);
    bytes = Buffer.concat([Buffer.from([format, table.length]), table, Buffer.from([column.length]), column]);
    placeBytes.set(place, known.set(format, bytes));
  }
  return bytes;
}

/** What a seal is bound to: format, table, column, unit, row and key version, length-prefixed so that no two run together. */
export function boundTo(format: number, place: Place, unit: Id, row: Id, keyVersion: number): Buffer {
  const prefix = bytesOf(format, place);
  const bound = Buffer.allocUnsafe(prefix.length + 33);
  prefix.copy(bound);
  idBytes(unit).copy(bound, prefix.length);
  idBytes(row).copy(bound, prefix.length + 16);
  bound[prefix.length + 32] = keyVersion;
  return bound;
}

/**
 * AES-256-GCM with a random nonce: a unit's key seals far fewer than 2^32 values. Node takes a bare buffer as a
 * key in 12 µs, a key object in 1: of a page of fifty contacts that is a millisecond.
 */
export function sealBytes(
  key: Buffer,
  place: Place,
  unit: Id,
  row: Id,
  plain: Uint8Array,
  keyVersion = 1,
): Buffer {
  const nonce = makeNonce();
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(boundTo(format, place, unit, row, keyVersion));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat(
    [Buffer.from([format, keyVersion]), nonce, body, cipher.getAuthTag()],
    body.length + overhead,
  );
}

/** Why a seal does not open that a replaced key had made, or will be read with: to be read again, key and all. */
export const keyReplaced = 'key-replaced';

/**
 * @param keyVersion of the key given; a seal says by which version it was made
 * @throws Refusal 'internal': reason 'key-replaced' when key and seal are of different versions, 'seal-broken' when
 *   the bytes were altered or stand in the wrong place
 */
export function openBytes(
  key: Buffer,
  place: Place,
  unit: Id,
  row: Id,
  envelope: Uint8Array,
  keyVersion = 1,
): Buffer {
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  if (bytes.length < overhead || bytes[0] !== format) throw broken(place);
  if (bytes[1] !== keyVersion) throw broken(place, keyReplaced);
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), bytes.subarray(2, 2 + nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(boundTo(format, place, unit, row, keyVersion));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
  try {
    const body = decipher.update(bytes.subarray(2 + nonceLength, bytes.length - tagLength));
    decipher.final();
    return body;
  } catch {
    throw broken(place);
  }
}

export function broken(place: Place, reason = 'seal-broken'): Refusal {
  return new Refusal('internal', { reason, table: place.table, column: place.column });
}
