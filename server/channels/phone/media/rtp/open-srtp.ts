import { createDecipheriv, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { RtpHeader } from './parse-rtp.ts';
import { SeenWindow } from './seen-window.ts';
import { deriveSessionKeys, type SessionKeys, type SrtpCrypto, srtpSuites } from './srtp-keys.ts';

/** Sources that sealed correctly: a stream has one, and another after a transfer. */
const mostSources = 16;

interface Source {
  /** Highest packet index: rollover counter × 65,536 + sequence number. */
  highest: number;
  readonly seen: SeenWindow;
}

/** Opens the packets of one stream. */
export interface SrtpOpener {
  /** The payload in the clear; undefined when the packet is not as it was sealed, was seen before, or is too old to tell. */
  open(packet: Buffer, header: RtpHeader): Buffer | undefined;
}

/**
 * Receiving side of RFC 3711, sections 3.3 and 3.3.2, and of RFC 7714. Nothing is kept of a packet that does not open.
 * @param rollovers how often the numbers of a source not heard yet may have wrapped before: more than 0 where another thread heard it
 *   and was lost. A wrong guess does not open
 */
export function createSrtpOpener(crypto: SrtpCrypto, rollovers = 0): SrtpOpener {
  const unseal = createUnsealer(deriveSessionKeys(crypto), crypto.mkiLength);
  const sources = new Map<number, Source>();
  return {
    open(packet, header) {
      const source = sources.get(header.ssrc);
      let index = guessIndex(header.sequence, source?.highest);
      if (index < 0 || source?.seen.isNew(index) === false) return undefined;
      let payload = unseal(packet, header, index);
      for (let more = 0; payload === undefined && source === undefined && more < rollovers; more += 1) {
        index += 65_536;
        payload = unseal(packet, header, index);
      }
      if (payload === undefined) return undefined;
      const known = source ?? { highest: index, seen: new SeenWindow() };
      known.highest = Math.max(known.highest, index);
      known.seen.add(index);
      if (!source) {
        if (sources.size === mostSources) sources.delete(sources.keys().next().value!);
        sources.set(header.ssrc, known);
      }
      return payload;
    },
  };
}

/** RFC 3711, section 3.3.1: the rollover counter that brings the number nearest to the highest seen. */
function guessIndex(sequence: number, highest: number | undefined): number {
  if (highest === undefined) return sequence;
  const delta = ((sequence - highest) << 16) >> 16;
  return highest + delta;
}

/** @returns what opens one packet by the session keys, of known index; for tests of the published vectors too */
export function createUnsealer(
  keys: SessionKeys,
  mkiLength: number,
): (packet: Buffer, header: RtpHeader, index: number) => Buffer | undefined {
  const { tag: tagLength } = srtpSuites[keys.suite];
  const cipherKey = createSecretKey(keys.cipher);
  const open = keys.suite === 'AEAD_AES_128_GCM' ? openByGcm : openByCounter;
  const authenticationKey = createSecretKey(
    keys.authentication.length > 0 ? keys.authentication : Buffer.alloc(20),
  );
  return (packet, header, index) => {
    if (packet.length < header.length + tagLength + mkiLength) return undefined;
    return open({ packet, header, index, cipherKey, authenticationKey, salt: keys.salt, mkiLength });
  };
}

interface Sealed {
  readonly packet: Buffer;
  readonly header: RtpHeader;
  readonly index: number;
  readonly cipherKey: KeyObject;
  readonly authenticationKey: KeyObject;
  readonly salt: Buffer;
  readonly mkiLength: number;
}

function openByCounter(sealed: Sealed): Buffer | undefined {
  const { packet, header, index, salt, mkiLength } = sealed;
  const end = packet.length - srtpSuites.AES_CM_128_HMAC_SHA1_80.tag;
  const body = packet.subarray(0, end - mkiLength);
  const rollover = Buffer.allocUnsafe(4);
  rollover.writeUInt32BE(Math.floor(index / 65_536));
  const tag = createHmac('sha1', sealed.authenticationKey).update(body).update(rollover).digest();
  if (!timingSafeEqual(tag.subarray(0, packet.length - end), packet.subarray(end))) return undefined;
  const start = Buffer.alloc(16);
  start.writeUInt32BE(header.ssrc, 4);
  start.writeUIntBE(index, 8, 6);
  for (const [at, byte] of salt.entries()) start[at]! ^= byte;
  return createDecipheriv('aes-128-ctr', sealed.cipherKey, start).update(body.subarray(header.length));
}

function openByGcm(sealed: Sealed): Buffer | undefined {
  const { packet, header, index, salt, mkiLength } = sealed;
  const { tag: tagLength } = srtpSuites.AEAD_AES_128_GCM;
  // RFC 7714, section 14.2: here the identifier comes last, behind the tag.
  const end = packet.length - mkiLength - tagLength;
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(header.ssrc, 2);
  nonce.writeUIntBE(index, 6, 6);
  for (const [at, byte] of salt.entries()) nonce[at]! ^= byte;
  const decipher = createDecipheriv('aes-128-gcm', sealed.cipherKey, nonce, { authTagLength: tagLength });
  decipher.setAAD(packet.subarray(0, header.length));
  decipher.setAuthTag(packet.subarray(end, end + tagLength));
  try {
    const payload = decipher.update(packet.subarray(header.length, end));
    decipher.final();
    return payload;
  } catch {
    return undefined;
  }
}
