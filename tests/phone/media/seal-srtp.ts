import { createCipheriv, createHmac } from 'node:crypto';
import { parseRtp } from '../../../server/channels/phone/media/rtp/parse-rtp.ts';
import { deriveSessionKeys, type SrtpCrypto } from '../../../server/channels/phone/media/rtp/srtp-keys.ts';

/** The sending side, written from RFC 3711 and RFC 7714, for these tests alone. */
export function seal(packet: Buffer, crypto: SrtpCrypto, rollover: number): Buffer {
  const keys = deriveSessionKeys(crypto);
  const { length, ssrc, sequence } = parseRtp(packet)!;
  const [header, payload] = [packet.subarray(0, length), packet.subarray(length)];
  const mki = Buffer.alloc(crypto.mkiLength, 7);
  if (crypto.suite === 'AEAD_AES_128_GCM') {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(ssrc, 2);
    nonce.writeUInt32BE(rollover, 6);
    nonce.writeUInt16BE(sequence, 10);
    for (const [at, byte] of keys.salt.entries()) nonce[at]! ^= byte;
    const cipher = createCipheriv('aes-128-gcm', keys.cipher, nonce);
    cipher.setAAD(header);
    const body = Buffer.concat([cipher.update(payload), cipher.final()]);
    return Buffer.concat([header, body, cipher.getAuthTag(), mki]);
  }
  const start = Buffer.alloc(16);
  start.writeUInt32BE(ssrc, 4);
  start.writeUInt32BE(rollover, 8);
  start.writeUInt16BE(sequence, 12);
  for (const [at, byte] of keys.salt.entries()) start[at]! ^= byte;
  const body = createCipheriv('aes-128-ctr', keys.cipher, start).update(payload);
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(rollover);
  const tag = createHmac('sha1', keys.authentication).update(header).update(body).update(counted).digest();
  return Buffer.concat([header, body, mki, tag.subarray(0, 10)]);
}
