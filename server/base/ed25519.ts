import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

// PKCS #8 of an Ed25519 key (RFC 8410): this, and the 32 bytes of its seed.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The private key of a seed of 32 bytes. */
export function ed25519KeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of the public key, of either half. */
export function rawPublicKeyOf(key: KeyObject): Buffer {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url');
}

/** @throws for anything but 32 bytes of a public key */
export function ed25519PublicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
}
