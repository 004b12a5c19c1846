import { createCipheriv } from 'node:crypto';
import { Refusal } from '../../../../base/errors.ts';

/** Suites of RFC 4568 and RFC 7714 that are taken. Others leave the sound open, or change nothing but the length of a tag. */
export const srtpSuites = {
  AES_CM_128_HMAC_SHA1_80: { key: 16, salt: 14, tag: 10 },
  AEAD_AES_128_GCM: { key: 16, salt: 12, tag: 16 },
} as const;

export type SrtpSuite = keyof typeof srtpSuites;

/** How one stream is sealed on its way, as agreed by SDES. */
export interface SrtpCrypto {
  readonly suite: SrtpSuite;
  /** Master key and, right behind it, master salt. */
  readonly key: Uint8Array;
  /** Bytes of a master key identifier in each packet; 0: none. */
  readonly mkiLength: number;
}

const inline =
  /^inline:([A-Za-z0-9+/]{36,44}={0,2})(?:\|(?:2\^\d{1,2}|\d{1,15}))?(?:\|(\d{1,10}):(\d{1,3}))?$/;

/**
 * The parameters of an `a=crypto` line (RFC 4568, section 6.1), as `AES_CM_128_HMAC_SHA1_80 inline:…|2^31|1:4`. One key only;
 * session parameters (unencrypted, unauthenticated, another key derivation rate) are refused, since each of them leaves the sound less safe.
 * @throws Refusal 'invalid-input' (reason 'srtp-suite' or 'srtp-key'); the key is never quoted
 */
export function parseSdesKey(suite: string, parameters: string): SrtpCrypto {
  if (!Object.hasOwn(srtpSuites, suite)) throw new Refusal('invalid-input', { reason: 'srtp-suite' });
  const found = inline.exec(parameters);
  const key = Buffer.from(found?.[1] ?? '', 'base64');
  const { key: keyLength, salt } = srtpSuites[suite as SrtpSuite];
  const mkiLength = Number(found?.[3] ?? 0);
  if (!found || key.length !== keyLength + salt || mkiLength > 128)
    throw new Refusal('invalid-input', { reason: 'srtp-key' });
  return { suite: suite as SrtpSuite, key, mkiLength };
}

export interface SessionKeys {
  readonly suite: SrtpSuite;
  readonly cipher: Buffer;
  readonly salt: Buffer;
  /** Empty for a suite that authenticates by itself. */
  readonly authentication: Buffer;
}

/** Key derivation of RFC 3711, section 4.3, at rate 0: once. The shorter salt of GCM is filled up with zeros on its right. */
export function deriveSessionKeys({ suite, key }: SrtpCrypto): SessionKeys {
  const lengths = srtpSuites[suite];
  const master = key.subarray(0, lengths.key);
  const masterSalt = key.subarray(lengths.key, lengths.key + lengths.salt);
  const derive = (label: number, length: number): Buffer => {
    const start = Buffer.alloc(16);
    start.set(masterSalt);
    start[7]! ^= label;
    return createCipheriv('aes-128-ctr', master, start).update(Buffer.alloc(length));
  };
  return {
    suite,
    cipher: derive(0, lengths.key),
    authentication: suite === 'AEAD_AES_128_GCM' ? Buffer.alloc(0) : derive(1, 20),
    salt: derive(2, lengths.salt),
  };
}
