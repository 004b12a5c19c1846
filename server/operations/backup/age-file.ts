import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import type { Stanza } from 'age-encryption';
import { Refusal } from '../../base/errors.ts';

/**
 * Files of age (age-encryption.org/v1). The library makes and reads their head, where the file key lies under public
 * keys; what follows it is 64 KiB at a time under ChaCha20-Poly1305, which Node does 40 times as fast as the library (1.2 GB
 * against 27 MB a second). tests/backup/age-file.test.ts has the `age` program open ours and ours open the program's.
 */
const chunkSize = 64 * 1024;
const tagSize = 16;
const nonceSize = 16;

/** Read only where a backup is made or opened: it takes 160 ms. */
const loadAge = () => import('age-encryption');

export interface SealedFile {
  /** The head of the file. */
  readonly head: Buffer;
  /** What can be written after so many bytes more. The pieces are not changed any more. */
  push(bytes: Uint8Array): Buffer[];
  /** The last of it. */
  end(): Buffer[];
}

/** Begins one file after another for the same public keys; each has a file key of its own. */
export type SealFile = () => Promise<SealedFile>;

/** @throws Refusal 'settings-invalid' for what is no public key of age */
export async function createFileSealer(recipients: readonly string[]): Promise<SealFile> {
  const { Encrypter } = await loadAge();
  const refused = (reason: string) =>
    new Refusal('settings-invalid', { setting: 'HALTIJA_BACKUP_RECIPIENTS', reason });
  if (recipients.length === 0) throw refused('no-public-key');
  for (const recipient of recipients) {
    try {
      new Encrypter().addRecipient(recipient);
    } catch {
      throw refused('not-a-public-key');
    }
  }
  return async () => {
    let fileKey: Uint8Array | undefined;
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    // One more, who is told the file key and leaves nothing in the head.
    encrypter.addRecipient({
      wrapFileKey(key) {
        fileKey = key.slice();
        return [] as Stanza[];
      },
    });
    const whole = Buffer.from(await encrypter.encrypt(new Uint8Array()));
    // An empty file ends with the tag of its one, empty, chunk.
    const head = whole.subarray(0, whole.length - tagSize);
    return sealChunks(head, payloadKey(fileKey!, head.subarray(head.length - nonceSize)));
  };
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** Eleven bytes count the chunks, the twelfth marks the last. */
function createNonce(): { next(last: boolean): Buffer } {
  let chunk = 0;
  return {
    next(last) {
      const nonce = Buffer.alloc(12);
      nonce.writeUIntBE(chunk, 5, 6);
      nonce[11] = last ? 1 : 0;
      chunk += 1;
      return nonce;
    },
  };
}

function sealChunks(head: Buffer, key: Buffer): SealedFile {
  const nonces = createNonce();
  let waiting: Uint8Array[] = [];
  let waits = 0;

  function seal(bytes: Uint8Array, last: boolean): Buffer {
    const cipher = createCipheriv('chacha20-poly1305', key, nonces.next(last), { authTagLength: tagSize });
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  return {
    head,
    push(bytes) {
      waiting.push(bytes);
      waits += bytes.length;
      // A chunk waits for another byte: only then is it known that it is not the last.
      if (waits <= chunkSize) return [];
      const whole = Buffer.concat(waiting, waits);
      const sealed: Buffer[] = [];
      let from = 0;
      for (; whole.length - from > chunkSize; from += chunkSize)
        sealed.push(seal(whole.subarray(from, from + chunkSize), false));
      waiting = [whole.subarray(from)];
      waits = whole.length - from;
      return sealed;
    },
    end: () => [seal(Buffer.concat(waiting, waits), true)],
  };
}

/**
 * What an age file holds, as it comes. What was given out before a failure may be cut short: nothing of it is to count until the end.
 * @param identities `AGE-SECRET-KEY-1…`
 * @throws Refusal 'value-not-valid', reason 'not-for-this-identity', 'not-an-age-file' or 'file-damaged'
 */
export async function* openAgeFile(
  source: AsyncIterable<Uint8Array>,
  identities: readonly string[],
): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  async function fill(least: number): Promise<void> {
    const parts: Uint8Array[] = [held];
    let length = held.length;
    while (!ended && length < least) {
      const { value, done } = await pieces.next();
      if (done) ended = true;
      else {
        parts.push(value);
        length += value.length;
      }
    }
    if (parts.length > 1) held = Buffer.concat(parts, length);
  }

  // The head ends with the line of its MAC; 64 KiB is room for hundreds of public keys.
  await fill(chunkSize);
  const mac = held.subarray(0, chunkSize).indexOf('\n--- ');
  const line = mac === -1 ? -1 : held.indexOf('\n', mac + 1);
  if (line === -1 || held.length < line + 1 + nonceSize) throw damaged('not-an-age-file');
  const head = held.subarray(0, line + 1);
  const key = payloadKey(await readFileKey(head, identities), held.subarray(line + 1, line + 1 + nonceSize));
  held = held.subarray(line + 1 + nonceSize);

  const nonces = createNonce();
  const whole = chunkSize + tagSize;
  for (let first = true; ; first = false) {
    await fill(whole + 1);
    const last = held.length <= whole;
    const chunk = held.subarray(0, whole);
    held = held.subarray(chunk.length);
    if (chunk.length < tagSize || (last && chunk.length === tagSize && !first)) throw damaged('file-damaged');
    yield openChunk(key, nonces.next(last), chunk);
    if (last) return;
  }
}

function openChunk(key: Buffer, nonce: Buffer, chunk: Buffer): Buffer {
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagSize });
  cipher.setAuthTag(chunk.subarray(chunk.length - tagSize));
  try {
    return Buffer.concat([cipher.update(chunk.subarray(0, chunk.length - tagSize)), cipher.final()]);
  } catch {
    throw damaged('file-damaged');
  }
}

function damaged(reason: string): Refusal {
  return new Refusal('value-not-valid', { what: 'age-file', reason });
}

/** The library finds the key and checks the MAC of the head; what follows is opened here. */
async function readFileKey(head: Buffer, identities: readonly string[]): Promise<Uint8Array> {
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(head);
  } catch (error) {
    throw damaged(
      /no identity matched/i.test((error as Error).message) ? 'not-for-this-identity' : 'not-an-age-file',
    );
  }
}

/** Counts and hashes what passes. */
export function createMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      bytes += piece.length;
    },
    /** Once. */
    take: () => ({ bytes, sha256: hash.digest('hex') }),
  };
}
