import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Codec, Crypto } from '../sip/message/sdp.ts';
import type { Participant, RecordingSession, Stream } from '../sip/recording-session.ts';
import { agreeStreams, decideStreams } from './agree-streams.ts';

const peer = { addresses: ['192.0.2.10', '198.51.100.0/24'] };
const codec = (name: string, payloadType: number, clockRate = 8000): Codec => ({
  payloadType,
  name,
  clockRate,
  channels: 1,
  parameters: '',
});
const crypto = (suite: string, more: Partial<Crypto> = {}): Crypto => ({
  tag: 1,
  suite,
  key: randomBytes(suite.startsWith('AEAD') ? 28 : 30).toString('base64'),
  lifetime: undefined,
  keyIndex: undefined,
  sessionParameters: [],
  ...more,
});
const stream = (index: number, more: Partial<Stream> = {}): Stream => ({
  index,
  label: String(index),
  isUsable: true,
  isEncrypted: false,
  codecs: [codec('PCMU', 0), codec('TELEPHONE-EVENT', 101)],
  crypto: [],
  remote: { address: '192.0.2.10', port: 4000, controlPort: undefined },
  direction: 'sendonly',
  packetTime: 20,
  muxesControl: false,
  participantIds: [],
  isMixed: false,
  ...more,
});
const person = (id: string, side: Participant['side']): Participant => ({
  id,
  addresses: [],
  number: undefined,
  name: undefined,
  side,
  hasLeft: false,
});
const session = (
  streams: readonly Stream[],
  participants: readonly Participant[] = [],
): RecordingSession => ({
  id: '018f0000-0000-7000-8000-000000000000',
  peer: 'sbc-1',
  recordingSessionId: 'call',
  communicationSessions: [],
  participants,
  streams,
  extensions: [],
  direction: undefined,
});
const agreed = (more: Partial<Stream>) => agreeStreams(session([stream(0, more)]), peer)[0];

test('refused: from an address that is none of the peer’s, without sound we can read, sealed as it should not be', () => {
  const elsewhere = { address: '203.0.113.9', port: 4000, controlPort: undefined };
  expect(agreed({ remote: elsewhere })).toBeUndefined();
  expect(agreed({ isUsable: false })).toBeUndefined();
  expect(agreed({ codecs: [codec('AMR', 96), codec('TELEPHONE-EVENT', 101)] })).toBeUndefined();
  // The clock is part of what a name means.
  expect(agreed({ codecs: [codec('PCMU', 0, 16_000)] })).toBeUndefined();
  expect(agreed({ isEncrypted: true })).toBeUndefined();
  expect(agreed({ isEncrypted: true, crypto: [crypto('AES_CM_128_HMAC_SHA1_32')] })).toBeUndefined();
  const open = crypto('AES_CM_128_HMAC_SHA1_80', { sessionParameters: ['UNENCRYPTED_SRTP'] });
  expect(agreed({ isEncrypted: true, crypto: [open] })).toBeUndefined();
  expect(
    agreed({ isEncrypted: true, crypto: [crypto('AES_CM_128_HMAC_SHA1_80', { key: 'short' })] }),
  ).toBeUndefined();
});

test('taken: the first key that does, sound before keys pressed, any address of a network of the peer', () => {
  const good = crypto('AEAD_AES_128_GCM', { tag: 2, lifetime: '2^31', keyIndex: { value: 1, bytes: 4 } });
  const taken = agreed({
    isEncrypted: true,
    crypto: [crypto('AES_256_CM_HMAC_SHA1_80'), good],
    codecs: [codec('TELEPHONE-EVENT', 101), codec('OPUS', 111, 48_000), codec('PCMA', 8)],
    remote: { address: '198.51.100.77', port: 4000, controlPort: undefined },
    direction: 'inactive',
  });
  expect(taken?.answer).toMatchObject({
    payloadTypes: [111, 8, 101],
    crypto: { tag: 2, suite: 'AEAD_AES_128_GCM' },
  });
  // A key of our own, not theirs sent back.
  expect(taken?.answer.crypto?.key).not.toBe(good.key);
  expect(taken?.spec).toMatchObject({ from: ['198.51.100.77'], isPaused: true, crypto: { mkiLength: 4 } });
});

test('whose voice it is: as said; the other one’s where one is said; the first the customer’s where nobody says', () => {
  const sides = (streams: readonly Stream[], people: readonly Participant[]) =>
    agreeStreams(session(streams, people), peer).map(({ spec }) => spec.side);
  const people = [person('a', 'ours'), person('b', 'theirs'), person('c', undefined)];
  const said = (...ids: string[]) => ids.map((id, at) => stream(at, { participantIds: [id] }));
  expect(sides(said('a', 'b'), people)).toEqual(['staff', 'customer']);
  expect(sides(said('c', 'b'), people)).toEqual(['staff', 'customer']);
  expect(sides(said('a', 'c'), people)).toEqual(['staff', 'customer']);
  expect(sides([stream(0), stream(1)], people)).toEqual(['customer', 'staff']);
  expect(sides([stream(0, { isMixed: true })], people)).toEqual(['mixed']);
});

test('whatever is offered: one answer a line, a port only for what is taken, never more lines than the recorder takes', () => {
  const any = fc.record({
    isUsable: fc.boolean(),
    isEncrypted: fc.boolean(),
    codecs: fc.subarray([codec('PCMU', 0), codec('G722', 9), codec('AMR', 96), codec('CN', 13)]),
    crypto: fc.subarray([crypto('AES_CM_128_HMAC_SHA1_80'), crypto('F8_128_HMAC_SHA1_80')]),
    isMixed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (lines) => {
      const offered = session(lines.map((more, index) => stream(index, more)));
      const taken = agreeStreams(offered, peer);
      expect(taken.length).toBeLessThanOrEqual(4);
      const ports = taken.map((_, at) => 20_000 + 2 * at);
      const decided = decideStreams(offered, taken, '192.0.2.1', ports);
      expect(decided).toHaveLength(lines.length);
      for (const [index, decision] of decided.entries()) {
        const line = offered.streams[index]!;
        expect(decision.take).toBe(taken.some((each) => each.index === index));
        if (!decision.take) continue;
        expect(line.isUsable).toBe(true);
        expect(decision.crypto !== undefined).toBe(line.isEncrypted);
        for (const type of decision.payloadTypes)
          expect(line.codecs.some(({ payloadType }) => payloadType === type)).toBe(true);
      }
      expect(decideStreams(offered, taken, '192.0.2.1', []).every(({ take }) => !take)).toBe(true);
      // Offered again, as a peer does to pause: our keys stay.
      const again = agreeStreams(offered, peer, taken);
      expect(again.map(({ answer }) => answer.crypto)).toEqual(taken.map(({ answer }) => answer.crypto));
    }),
  );
});
