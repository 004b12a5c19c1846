import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

// stored: nonce (12), AES-256-GCM(wrapping key; key 32), tag (16), bound to what it is.

/** A key as it is stored under another one. @param name what it is, such as 'epoch/3': it opens as nothing else */
export function storeUnder(over: Buffer, name: string, key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingOf(over), nonce);
  cipher.setAAD(Buffer.from(name));
  const body = cipher.update(key);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Undefined when none of them opens it. */
export function openStored(overs: readonly Buffer[], name: string, stored: Buffer): Buffer | undefined {
  for (const over of overs) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', wrappingOf(over), stored.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(stored.subarray(stored.length - 16));
      const key = decipher.update(stored.subarray(12, stored.length - 16));
      decipher.final();
      return key;
    } catch {
      // Of another key, or not whole.
    }
  }
  return undefined;
}

function wrappingOf(over: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', over, Buffer.alloc(0), 'haltija/stored-key', 32));
}
