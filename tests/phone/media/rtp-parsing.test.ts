import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSrtpOpener, createUnsealer } from '../../../server/channels/phone/media/rtp/open-srtp.ts';
import { isRtcp, parseRtp, withoutPadding } from '../../../server/channels/phone/media/rtp/parse-rtp.ts';
import {
  deriveSessionKeys,
  parseSdesKey,
  type SrtpCrypto,
} from '../../../server/channels/phone/media/rtp/srtp-keys.ts';
import { rtp } from './datagrams.ts';
import { seal } from './seal-srtp.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const counterKey: SrtpCrypto = { suite: 'AES_CM_128_HMAC_SHA1_80', key: randomBytes(30), mkiLength: 0 };
const gcmKey: SrtpCrypto = { suite: 'AEAD_AES_128_GCM', key: randomBytes(28), mkiLength: 0 };

test('a header is read as RFC 3550 draws it', () => {
  const packet = rtp(Buffer.from('sound'), { payloadType: 8, sequence: 65_535, timestamp: 7, marker: true });
  expect(parseRtp(packet)).toEqual({
    marker: true,
    payloadType: 8,
    sequence: 65_535,
    timestamp: 7,
    ssrc: 0x1234_5678,
    hasPadding: false,
    length: 12,
  });
  // Two contributing sources, an extension of one word, two bytes of padding.
  const full = Buffer.concat([
    packet.subarray(0, 12),
    Buffer.alloc(8),
    hex('bede0001 10ff0000'),
    hex('aabb0002'),
  ]);
  full[0] = 0x80 | 0x20 | 0x10 | 2;
  const header = parseRtp(full)!;
  expect(header.length).toBe(28);
  expect(withoutPadding(full.subarray(header.length), header)).toEqual(hex('aabb'));
});

test('what is no RTP is refused, and nothing throws', () => {
  expect(parseRtp(Buffer.alloc(11, 0x80))).toBeUndefined();
  expect(parseRtp(Buffer.alloc(12, 0x40))).toBeUndefined();
  // Fifteen contributing sources, an extension of 65,535 words: longer than the packet.
  expect(parseRtp(Buffer.alloc(40, 0x8f))).toBeUndefined();
  expect(
    parseRtp(Buffer.concat([hex('90000000 00000000 00000000 bedeffff'), Buffer.alloc(9)])),
  ).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, asRtp) => {
      const packet = Buffer.from(bytes);
      if (asRtp && packet.length > 0) packet[0] = 0x80 | (packet[0]! & 0x3f);
      const header = parseRtp(packet);
      if (isRtcp(packet)) expect(packet[1]! >> 5).toBe(6);
      if (!header) return;
      expect(header.length).toBeLessThanOrEqual(packet.length);
      const payload = withoutPadding(packet.subarray(header.length), header);
      expect(payload?.length ?? 0).toBeLessThanOrEqual(packet.length - header.length);
      for (const crypto of [counterKey, gcmKey])
        expect(createSrtpOpener(crypto).open(packet, header)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('keys are derived as the vectors of RFC 3711, B.3 say', () => {
  const key = hex('E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6');
  const keys = deriveSessionKeys({ suite: 'AES_CM_128_HMAC_SHA1_80', key, mkiLength: 0 });
  expect(keys.cipher).toEqual(hex('C61E7A93744F39EE10734AFE3FF7A087'));
  expect(keys.salt).toEqual(hex('30CBBC08863D8C85D49DB34A9AE1'));
  expect(keys.authentication).toEqual(hex('CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4'));
});

test('the packet of RFC 7714, 16.1.1 opens', () => {
  const sealed = hex(
    `8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a
     51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce`,
  );
  const open = createUnsealer(
    {
      suite: 'AEAD_AES_128_GCM',
      cipher: hex('000102030405060708090a0b0c0d0e0f'),
      salt: hex('517569642070726f2071756f'),
      authentication: Buffer.alloc(0),
    },
    0,
  );
  const header = parseRtp(sealed)!;
  expect(open(sealed, header, header.sequence)?.toString()).toBe('Gallia est omnis divisa in partes tres');
});

test.each([
  ['counter mode', counterKey],
  ['GCM', gcmKey],
  ['counter mode with an identifier', { ...counterKey, mkiLength: 4 }],
  ['GCM with an identifier', { ...gcmKey, mkiLength: 4 }],
])(
  '%s: opens once, over the wrap of sequence numbers, in whatever order; altered or again never',
  (_name, crypto) => {
    const opener = createSrtpOpener(crypto);
    const open = (sealed: Buffer) => opener.open(sealed, parseRtp(sealed)!)?.toString();
    const packets = [65_534, 65_535, 65_536, 65_538, 65_537, 131_071 - 65_000].map((index) => ({
      index,
      sealed: seal(
        rtp(Buffer.from(`sound ${index}`), { sequence: index & 65_535 }),
        crypto,
        Math.floor(index / 65_536),
      ),
    }));
    for (const { index, sealed } of packets.slice(0, 5)) {
      for (const at of [1, 3, 13, sealed.length - crypto.mkiLength - 1]) {
        const altered = Buffer.from(sealed);
        altered[at]! ^= 1;
        expect(open(altered)).toBeUndefined();
      }
      expect(open(sealed)).toBe(`sound ${index}`);
      expect(open(sealed)).toBeUndefined();
    }
    // Older than anybody can tell.
    expect(open(seal(rtp(Buffer.from('old'), { sequence: 65_000 }), crypto, 0))).toBeUndefined();
    // Another source counts for itself; the key of another stream opens nothing.
    expect(open(seal(rtp(Buffer.from('other'), { ssrc: 5, sequence: 1 }), crypto, 0))).toBe('other');
    const strange = { ...crypto, key: randomBytes(crypto.key.length) };
    expect(open(seal(rtp(Buffer.from('strange'), { sequence: 4 }), strange, 1))).toBeUndefined();
  },
);

test('thread-lost-after-a-wrap: who takes a call over finds how often its numbers have wrapped, and no packet opens twice', () => {
  const { key, suite, mkiLength } = { ...gcmKey };
  const crypto = { key, suite, mkiLength };
  const packet = (sequence: number, rollover: number) =>
    seal(rtp(Buffer.from(`sound ${sequence}`), { sequence }), crypto, rollover);
  const openWith = (opener: ReturnType<typeof createSrtpOpener>, sealed: Buffer) =>
    opener.open(sealed, parseRtp(sealed)!)?.toString();
  expect(openWith(createSrtpOpener(crypto), packet(7, 2))).toBeUndefined();
  expect(openWith(createSrtpOpener(crypto, 1), packet(7, 2))).toBeUndefined();
  const opener = createSrtpOpener(crypto, 2);
  expect(openWith(opener, packet(7, 2))).toBe('sound 7');
  expect(openWith(opener, packet(7, 2))).toBeUndefined();
  expect(openWith(opener, packet(8, 2))).toBe('sound 8');
  expect(openWith(opener, packet(9, 0))).toBeUndefined();
});

test('keys in SDP: one, of the right length, with nothing that weakens it; never quoted', () => {
  const good = randomBytes(30);
  const text = `inline:${good.toString('base64')}`;
  expect(parseSdesKey('AES_CM_128_HMAC_SHA1_80', `${text}|2^31|1:4`)).toEqual({
    suite: 'AES_CM_128_HMAC_SHA1_80',
    key: good,
    mkiLength: 4,
  });
  expect(parseSdesKey('AES_CM_128_HMAC_SHA1_80', text).mkiLength).toBe(0);
  expect(parseSdesKey('AEAD_AES_128_GCM', `inline:${randomBytes(28).toString('base64')}`).key.length).toBe(
    28,
  );
  for (const [suite, parameters] of [
    ['AES_CM_128_HMAC_SHA1_32', text],
    ['NULL_HMAC_SHA1_80', text],
    ['toString', text],
    ['AEAD_AES_128_GCM', text],
    ['AES_CM_128_HMAC_SHA1_80', `${text} UNENCRYPTED_SRTP`],
    ['AES_CM_128_HMAC_SHA1_80', `${text} KDR=1`],
    ['AES_CM_128_HMAC_SHA1_80', `${text};${text}`],
    ['AES_CM_128_HMAC_SHA1_80', 'inline:'],
    ['AES_CM_128_HMAC_SHA1_80', `${text}|1:999`],
  ] as const)
    expect(() => parseSdesKey(suite, parameters)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: 'invalid-input' }),
    );
});
