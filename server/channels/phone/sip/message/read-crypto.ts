import type { Crypto } from './sdp.ts';

/** Bytes of key and salt by suite (RFC 4568, 6188, 7714). */
const lengths: Readonly<Record<string, number>> = {
  AES_CM_128_HMAC_SHA1_80: 30,
  AES_CM_128_HMAC_SHA1_32: 30,
  AES_192_CM_HMAC_SHA1_80: 38,
  AES_256_CM_HMAC_SHA1_80: 46,
  AES_256_CM_HMAC_SHA1_32: 46,
  AEAD_AES_128_GCM: 28,
  AEAD_AES_256_GCM: 44,
};

export function keyBytes(suite: string): number | undefined {
  return lengths[suite];
}

/** What follows `a=crypto:` (RFC 4568, 9.1). Undefined for a suite we do not know, a key of a wrong length, or several keys: it is then no choice of ours. */
export function readCrypto(text: string): Crypto | undefined {
  const [, tag, suite = '', keys = '', rest = ''] =
    /^(\d{1,9})[ \t]+(\w{1,40})[ \t]+(\S{1,400})(.*)$/.exec(text) ?? [];
  const [, key = '', more = ''] =
    /^inline:([A-Za-z0-9+/]{1,100}={0,2})((?:\|[\w^:]{1,40}){0,2})$/.exec(keys) ?? [];
  const wanted = keyBytes(suite.toUpperCase());
  if (tag === undefined || wanted === undefined || Buffer.from(key, 'base64').length !== wanted)
    return undefined;
  const marks = more.split('|').slice(1);
  const index = marks.map((mark) => /^(\d{1,10}):([1-4])$/.exec(mark)).find((found) => found !== null);
  return {
    tag: Number(tag),
    suite: suite.toUpperCase(),
    key,
    lifetime: marks.find((mark) => !mark.includes(':')),
    keyIndex: index ? { value: Number(index[1]), bytes: Number(index[2]) } : undefined,
    sessionParameters:
      rest.trim() === ''
        ? []
        : rest
            .trim()
            .split(/[ \t]+/)
            .slice(0, 10),
  };
}
