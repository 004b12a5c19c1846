import type { Metadata, SaidParticipant } from '../message/metadata.ts';
import { readUri } from '../message/name-address.ts';
import type { MediaLine } from '../message/sdp.ts';
import { isEncrypted, isUsable } from '../message/write-sdp.ts';
import type { Peer } from '../peers.ts';
import type { CallDirection, Participant, RecordingSession, Stream } from '../recording-session.ts';

type PeerSays = Pick<Peer, 'name' | 'tolerances' | 'ownNumbers'>;

/** The session as the composer is told of it, from what the peer said in SDP and metadata. */
export function describeSession(
  id: string,
  peer: PeerSays,
  recordingSessionId: string,
  media: readonly MediaLine[],
  metadata: Metadata | undefined,
): RecordingSession {
  const participants = (metadata?.participants ?? []).map((said) =>
    describeParticipant(said, peer, metadata!.left.has(said.id)),
  );
  return {
    id,
    peer: peer.name,
    recordingSessionId,
    communicationSessions: metadata?.sessions ?? [],
    participants,
    streams: describeStreams(media, metadata, peer, participants),
    extensions: metadata?.extensions ?? [],
    direction: findDirection(metadata, peer, participants),
  };
}

/** The number in an address, without blanks, dots, hyphens and brackets between its figures. */
export function numberOf(address: string): string | undefined {
  const user = readUri(address)?.user ?? address.replace(/^sips?:/i, '').split('@')[0]!;
  const plain = /^\+?[\d\s().-]+$/.test(user) ? user.replaceAll(/[\s().-]/g, '') : user;
  return plain === '' ? undefined : plain;
}

/** Whether a number is one of those, of which one that ends in * names all that begin so. */
export function isOwnNumber(number: string, own: readonly string[]): boolean {
  const plain = number.toLowerCase();
  return own.some((each) => {
    const pattern = each.toLowerCase();
    return pattern.endsWith('*') ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern;
  });
}

function describeParticipant(said: SaidParticipant, peer: PeerSays, hasLeft: boolean): Participant {
  const numbers = said.addresses.flatMap((address) => numberOf(address) ?? []);
  const isOurs = numbers.some((number) => isOwnNumber(number, peer.ownNumbers));
  const side = peer.ownNumbers.length === 0 || numbers.length === 0 ? undefined : isOurs ? 'ours' : 'theirs';
  return { id: said.id, addresses: said.addresses, number: numbers[0], name: said.name, side, hasLeft };
}

function describeStreams(
  media: readonly MediaLine[],
  metadata: Metadata | undefined,
  peer: PeerSays,
  participants: readonly Participant[],
): Stream[] {
  const present = participants.filter(({ hasLeft }) => !hasLeft);
  const usable = media.filter(isUsable);
  const isUnsaid = ![...(metadata?.sends.values() ?? [])].some((streams) => streams.length > 0);
  const inOrder = isUnsaid && peer.tolerances.includes('streams-in-order') && usable.length > 1;
  return media.map((line, index) => {
    const ids = new Set(
      metadata?.streams
        .filter(({ label }) => label !== undefined && label === line.label)
        .map((each) => each.id),
    );
    const said = present.filter(({ id }) => metadata?.sends.get(id)?.some((stream) => ids.has(stream)));
    const placed = inOrder && isUsable(line) ? present.slice(usable.indexOf(line)).slice(0, 1) : [];
    // One line, several people, and no word of whose voice it is: it can only be that of all.
    const isOfAll = isUnsaid && usable.length === 1 && present.length > 1 && isUsable(line);
    const speakers = isOfAll ? present : inOrder ? placed : said;
    return {
      index,
      label: line.label,
      isUsable: isUsable(line),
      isEncrypted: isEncrypted(line),
      codecs: line.codecs,
      crypto: line.crypto,
      remote:
        // 9 stands where the port is not known yet.
        line.port === 0 || line.port === 9
          ? undefined
          : { address: line.address, port: line.port, controlPort: line.controlPort },
      direction: line.direction,
      packetTime: line.packetTime,
      muxesControl: line.muxesControl,
      participantIds: speakers.map(({ id }) => id),
      isMixed: speakers.length > 1,
    };
  });
}

function findDirection(
  metadata: Metadata | undefined,
  peer: PeerSays,
  participants: readonly Participant[],
): CallDirection | undefined {
  const paths = (metadata?.extensions ?? []).flatMap(({ path }) => path.split('/'));
  // BroadWorks says it by the name of an element.
  if (peer.tolerances.includes('broadworks-src')) {
    if (paths.includes('origCall')) return 'outgoing';
    if (paths.includes('termCall')) return 'incoming';
  }
  if (participants.length > 1 && participants.every(({ side }) => side === 'ours')) return 'internal';
  const caller = findCaller(metadata, peer, participants);
  if (caller?.side === 'ours') return 'outgoing';
  return caller?.side === 'theirs' ? 'incoming' : undefined;
}

function findCaller(
  metadata: Metadata | undefined,
  peer: PeerSays,
  participants: readonly Participant[],
): Participant | undefined {
  // Ribbon (Sonus) hands over the From of the call.
  const from = metadata?.extensions.find(({ path }) => path === 'callData/fromhdr')?.value;
  const [, address] = /<([^<>]+)>/.exec(from ?? '') ?? [];
  const number = address === undefined ? undefined : numberOf(address);
  const named = participants.find((each) => number !== undefined && each.number === number);
  return named ?? (peer.tolerances.includes('caller-first') ? participants[0] : undefined);
}
