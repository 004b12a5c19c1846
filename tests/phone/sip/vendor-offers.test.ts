import { describe, expect, test } from 'vitest';
import { describeSession } from '../../../server/channels/phone/sip/session/describe-session.ts';
import { readContent } from '../../../server/channels/phone/sip/session/read-content.ts';
import type { Peer } from '../../../server/channels/phone/sip/peers.ts';
import type { Tolerance } from '../../../server/channels/phone/sip/tolerances.ts';
import { peerOf } from './peer-of.ts';
import { inviteWith } from './read-offers.ts';

function read(file: string, tolerances: readonly Tolerance[], more: Partial<Peer> = {}, asSaved = false) {
  const peer = peerOf(tolerances, more);
  const { sdp, metadata } = readContent(inviteWith(file, undefined, asSaved), peer);
  return describeSession('id', peer, 'call', sdp!.media, metadata);
}

const summary = (session: ReturnType<typeof read>) => ({
  people: session.participants.map(({ number, name, side }) => [number, name, side]),
  streams: session.streams.map(({ label, participantIds, codecs, remote }) => ({
    label,
    voice: session.participants.findIndex(({ id }) => id === participantIds[0]),
    codecs: codecs.map(({ name }) => name),
    remote: remote && `${remote.address}:${remote.port}`,
  })),
});

describe('real offers', () => {
  test('Cisco: a third part that is optional; as saved, its last delimiter is missing', () => {
    expect(() => read('cisco-siprec-offer.txt', [], {}, true)).toThrow('multipart-malformed');
    const open = read('cisco-siprec-offer.txt', ['open-multipart'], { ownNumbers: ['73*'] }, true);
    const session = read('cisco-siprec-offer.txt', [], { ownNumbers: ['73*'] });
    expect(session).toEqual(open);
    expect(summary(session)).toEqual({
      people: [
        ['7301', undefined, 'ours'],
        ['7300', '7300', 'ours'],
      ],
      streams: [
        { label: '1', voice: 0, codecs: ['PCMU', 'TELEPHONE-EVENT'], remote: '172.31.93.236:10292' },
        { label: '2', voice: 1, codecs: ['PCMU', 'TELEPHONE-EVENT'], remote: '172.31.93.236:10294' },
      ],
    });
    expect(session.direction).toBe('internal');
    expect(session.communicationSessions).toMatchObject([
      { id: 'kQNhKFdEEeeJ9tD/VsPGWA==', beganAt: '2017-06-23T12:16:06.040Z' },
    ]);
  });

  test.each(['connectel-offer.txt', 'connectel-offer2.txt', 'connectel-offer3.txt'])(
    '%s: no c= and t=, nobody said who speaks where',
    (file) => {
      expect(() => read(file, [])).toThrow('sdp-malformed');
      const silent = read(file, ['sdp-without-connection']);
      expect(silent.streams.map(({ participantIds }) => participantIds)).toEqual([[], []]);
      expect(silent.streams[0]!.remote).toEqual({ address: undefined, port: 35011, controlPort: undefined });
      const session = read(
        file,
        ['sdp-without-connection', 'parameters-in-name', 'streams-in-order', 'caller-first'],
        { ownNumbers: ['0760516936'] },
      );
      expect(summary(session)).toMatchObject({
        people: [
          ['0771121212', 'test_user', 'theirs'],
          ['0760516936', undefined, 'ours'],
        ],
        streams: [
          { label: '1', voice: 0 },
          { label: '2', voice: 1 },
        ],
      });
      expect(session.direction).toBe('incoming');
    },
  );

  test('Connectel: a name with parameters stands as it is where that is not tolerated', () => {
    const session = read('connectel-offer.txt', ['sdp-without-connection']);
    expect(session.participants[0]!.name).toBe('test_user;lang=en-US;id=22');
  });

  test('ProComm: rs-metadata without +xml, labels that are words, an address without a scheme', () => {
    const session = read('procomm-siprec-offer.txt', []);
    expect(summary(session)).toEqual({
      people: [
        ['016190200', '016190200', undefined],
        ['Extension-016190619', 'Speechpath-Main-Line 016190619', undefined],
      ],
      streams: [
        { label: 'a_leg', voice: 0, codecs: ['PCMA'], remote: '89.185.131.7:12654' },
        { label: 'b_leg', voice: 1, codecs: ['PCMA'], remote: '89.185.131.7:12686' },
      ],
    });
    expect(session.direction).toBeUndefined();
  });

  test('Sonus: an old namespace with a prefix, a clock of 1970, who calls stands in an extension', () => {
    expect(() => read('sonus-siprec-offer.txt', [])).toThrow('metadata-of-old-namespace');
    const session = read('sonus-siprec-offer.txt', ['old-namespace'], { ownNumbers: ['2249888500'] });
    expect(summary(session)).toMatchObject({
      people: [
        ['2249888500', 'Extension 8500', 'ours'],
        ['2249888012', undefined, 'theirs'],
      ],
      // As it says itself: the first sends on the second.
      streams: [
        { label: '1', voice: 1, remote: '172.16.169.132:48932' },
        { label: '2', voice: 0, remote: '172.16.169.132:48926' },
      ],
    });
    expect(session.communicationSessions).toMatchObject([
      { id: 'MTQ3YzA3YzEtNjdkNy0xMA==', groupId: 'MTQ3YzA3YzAtNjdkNy0xMA==', beganAt: undefined },
    ]);
    expect(session.direction).toBe('outgoing');
    expect(session.extensions).toContainEqual({
      path: 'callData/gcid',
      namespace: 'urn:ietf:params:xml:ns:callData',
      value: '241205267',
    });
  });

  test('a payload that is no multipart body', () => {
    const peer = peerOf();
    const { sdp, metadata } = readContent(inviteWith('non-siprec-payload.txt', 'application/sdp'), peer);
    expect(sdp!.media).toHaveLength(1);
    expect(metadata).toBeUndefined();
    expect(() =>
      readContent(inviteWith('non-siprec-payload.txt', 'multipart/mixed;boundary=x'), peer),
    ).toThrow('multipart-malformed');
  });
});
