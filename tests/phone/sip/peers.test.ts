import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../server/base/errors.ts';
import { readPeers } from '../../../server/channels/phone/sip/read-peers.ts';

const sbc = {
  name: 'sbc-1',
  recipient: 'exchange-operator',
  queue: 'service',
  addresses: ['192.0.2.10', '2001:db8::/64'],
  transports: ['tls'],
  certificateName: 'sbc.example',
  tolerances: ['no-require', 'broadworks-src'],
  announcement: {
    calls: ['incoming', 'outgoing'],
    owner: 'Head of telephony',
    evidence: 'Exchange plan, section 4',
    lastReview: '2026-11-01',
    nextReview: '2027-11-01',
  },
  ownNumbers: ['+35891234*', '7301'],
};
const read = (...peers: unknown[]) => readPeers(JSON.stringify({ peers }));
const second = { ...sbc, name: 'sbc-2', addresses: ['192.0.2.11'] };

describe('the list of peers', () => {
  test('as it should be', () => {
    expect(read(sbc, second)).toEqual([sbc, second]);
    expect(
      read({
        name: 'pbx',
        recipient: 'exchange',
        queue: 'service',
        addresses: ['192.0.2.1'],
        transports: ['udp'],
      }),
    ).toEqual([
      {
        name: 'pbx',
        recipient: 'exchange',
        queue: 'service',
        addresses: ['192.0.2.1'],
        transports: ['udp'],
        certificateName: undefined,
        announcement: undefined,
        tolerances: [],
        ownNumbers: [],
      },
    ]);
  });

  test('two behind one address are told apart by their certificates alone', () => {
    const shared = { ...second, addresses: ['192.0.2.0/28'] };
    expect(() => read(sbc, shared)).toThrow(Refusal);
    expect(read(sbc, { ...shared, certificateName: 'other.example' })).toHaveLength(2);
    const plain = { addresses: ['192.0.2.0/28'], transports: ['udp'], certificateName: undefined };
    expect(read(sbc, { ...second, ...plain })).toHaveLength(2);
    expect(() => read({ ...sbc, ...plain }, { ...second, ...plain })).toThrow(Refusal);
  });

  const wrong: [string, string, object][] = [
    ['a name with blanks', 'peers.0.name', { name: 'our exchange' }],
    ['no recipient', 'peers.0.recipient', { recipient: undefined }],
    ['no queue', 'peers.0.queue', { queue: undefined }],
    ['no address', 'peers.0.addresses', { addresses: [] }],
    ['a host name for an address', 'peers.0.addresses.0', { addresses: ['sbc.example'] }],
    ['everybody', 'peers.0.addresses.0', { addresses: ['0.0.0.0/0'] }],
    ['a country', 'peers.0.addresses.0', { addresses: ['10.0.0.0/8'] }],
    ['everybody of IPv6', 'peers.0.addresses.0', { addresses: ['::/0'] }],
    ['a network of 40 bits in IPv4', 'peers.0.addresses.0', { addresses: ['192.0.2.0/40'] }],
    ['an address twice', 'peers.0.addresses', { addresses: ['192.0.2.1', '192.0.2.1'] }],
    ['a transport we do not have', 'peers.0.transports.0', { transports: ['ws'] }],
    ['TLS without a name', 'peers.0.certificateName', { certificateName: undefined }],
    ['a name without TLS', 'peers.0.certificateName', { transports: ['udp'] }],
    ['any name', 'peers.0.certificateName', { certificateName: '*.sbc.example' }],
    ['a tolerance of nobody', 'peers.0.tolerances.0', { tolerances: ['all'] }],
    ['a number that is none', 'peers.0.ownNumbers.0', { ownNumbers: ['*'] }],
    ['NUL', 'peers.0.announcement.owner', { announcement: { ...sbc.announcement, owner: 'a\u0000b' } }],
    [
      'a day that is none',
      'peers.0.announcement.lastReview',
      { announcement: { ...sbc.announcement, lastReview: '2026-02-30' } },
    ],
    [
      'a review before the last',
      'peers.0.announcement.nextReview',
      { announcement: { ...sbc.announcement, nextReview: '2026-10-01' } },
    ],
    ['a key nobody knows', 'peers.0.tolerance', { tolerance: [] }],
  ];
  test.each(wrong)('%s is refused at %s', (_name, at, change) => {
    expect(() => read({ ...sbc, ...change })).toThrow(
      expect.objectContaining({
        code: 'settings-invalid',
        details: { setting: 'HALTIJA_PHONE_PEERS', at, fix: expect.any(String) },
      }),
    );
  });

  test('two of one name, none, and what is no JSON', () => {
    expect(() => read(sbc, { ...second, name: 'sbc-1' })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ at: 'peers.1.name' }) }),
    );
    expect(() => read()).toThrow(Refusal);
    expect(() => readPeers('peers:')).toThrow(Refusal);
    expect(() => readPeers('[]')).toThrow(Refusal);
  });

  test('anything is read or refused, and no value is quoted', () => {
    const secret = 'not-to-be-told';
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(sbc)),
        fc.oneof(fc.jsonValue(), fc.constant([secret]), fc.constant(secret)),
        (key, value) => {
          try {
            read({ ...sbc, [key]: value });
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            expect(JSON.stringify((error as Refusal).details)).not.toContain(secret);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
