import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes for a link or a session: handed out once, kept only as its digest. */
export function newToken(): { token: string; digest: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: digestOf(token) };
}

/** Of a random 256-bit token a plain SHA-256 is enough: there is nothing to guess. Any text has a digest. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
