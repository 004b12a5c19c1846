import { randomBytes } from 'node:crypto';
import type { SoundFormat } from '../media/codecs/decoders.ts';
import type { Side } from '../media/kept-sound.ts';
import type { StreamSpec } from '../media/receive/stream-spec.ts';
import { parseSdesKey, type SrtpCrypto, srtpSuites } from '../media/rtp/srtp-keys.ts';
import type { StreamDecision, StreamTaken } from '../sip/decision.ts';
import type { Codec, Crypto } from '../sip/message/sdp.ts';
import { readNetwork } from '../sip/network.ts';
import type { Peer } from '../sip/peers.ts';
import type { RecordingSession, Stream } from '../sip/recording-session.ts';

/** As many as the recorder takes of one call. */
const mostStreams = 4;

/** A line that is taken: what the recorder is told of it, and what the peer is, but for the port. */
export interface AgreedStream {
  readonly index: number;
  readonly spec: StreamSpec;
  readonly answer: Omit<StreamTaken, 'address' | 'port'>;
}

const formats: Readonly<Record<string, { readonly format: SoundFormat; readonly clockRate: number }>> = {
  PCMU: { format: 'PCMU', clockRate: 8000 },
  PCMA: { format: 'PCMA', clockRate: 8000 },
  G722: { format: 'G722', clockRate: 8000 },
  OPUS: { format: 'opus', clockRate: 48_000 },
  CN: { format: 'CN', clockRate: 8000 },
  'TELEPHONE-EVENT': { format: 'telephone-event', clockRate: 8000 },
};
const isSound = (format: SoundFormat) => format !== 'CN' && format !== 'telephone-event';

/**
 * Which lines of a session are taken, and how: with sound that we can read, keys that seal as they should where it is encrypted,
 * and sent from an address of the peer.
 * @param before what was agreed with it so far: our own keys stay as they are
 */
export function agreeStreams(
  session: RecordingSession,
  peer: Pick<Peer, 'addresses'>,
  before: readonly AgreedStream[] = [],
): AgreedStream[] {
  const agreed: AgreedStream[] = [];
  for (const stream of session.streams) {
    if (agreed.length === mostStreams) break;
    const own = before.find(({ index }) => index === stream.index);
    const taken = agreeStream(stream, sideOf(session, stream), peer, own);
    if (taken) agreed.push(taken);
  }
  return agreed;
}

/** @param ports of the recorder, in the order of the agreed streams */
export function decideStreams(
  session: RecordingSession,
  agreed: readonly AgreedStream[],
  address: string,
  ports: readonly number[],
): StreamDecision[] {
  return session.streams.map(({ index }) => {
    const at = agreed.findIndex((each) => each.index === index);
    const port = ports[at];
    return port === undefined ? { take: false } : { ...agreed[at]!.answer, address, port };
  });
}

function agreeStream(
  stream: Stream,
  side: Side,
  peer: Pick<Peer, 'addresses'>,
  before: AgreedStream | undefined,
): AgreedStream | undefined {
  if (!stream.isUsable) return undefined;
  const from = sendersOf(stream, peer);
  const known = stream.codecs.flatMap((codec) => {
    const format = formatOf(codec);
    return format === undefined ? [] : [{ codec, format }];
  });
  const crypto = stream.isEncrypted ? firstUsable(stream.crypto) : undefined;
  if (from.length === 0 || !known.some(({ format }) => isSound(format))) return undefined;
  if (stream.isEncrypted && crypto === undefined) return undefined;
  // As they wish, but sound before what only goes with it.
  const wished = [
    ...known.filter(({ format }) => isSound(format)),
    ...known.filter(({ format }) => !isSound(format)),
  ];
  const isPaused = stream.direction === 'inactive' || stream.direction === 'recvonly';
  return {
    index: stream.index,
    spec: {
      side,
      formats: Object.fromEntries(known.map(({ codec, format }) => [codec.payloadType, format])),
      from,
      ...(stream.remote?.address !== undefined && { fromPort: stream.remote.port }),
      ...(crypto && { crypto: crypto.keys }),
      ...(isPaused && { isPaused }),
    },
    answer: {
      take: true,
      payloadTypes: wished.map(({ codec }) => codec.payloadType),
      active: true,
      muxesControl: stream.muxesControl,
      ...(crypto && { crypto: ownCrypto(crypto.offered, before) }),
    },
  };
}

function formatOf({ name, clockRate }: Codec): SoundFormat | undefined {
  const known = Object.hasOwn(formats, name) ? formats[name] : undefined;
  return known?.clockRate === clockRate ? known.format : undefined;
}

/** Where sound may come from: the address told, if it is one of the peer's; where none is told, each that the peer has. */
function sendersOf({ remote }: Stream, { addresses }: Pick<Peer, 'addresses'>): string[] {
  const address = remote?.address;
  if (address !== undefined)
    return addresses.some((network) => readNetwork(network)?.has(address)) ? [address] : [];
  // A network cannot be told from its addresses here: whoever leaves the address out has to be one.
  return addresses.filter((network) => !network.includes('/'));
}

function firstUsable(
  offered: readonly Crypto[],
): { readonly offered: Crypto; readonly keys: SrtpCrypto } | undefined {
  for (const each of offered) {
    if (each.sessionParameters.length > 0 || !Object.hasOwn(srtpSuites, each.suite)) continue;
    const { lifetime, keyIndex } = each;
    const parameters = [
      `inline:${each.key}`,
      ...(lifetime === undefined ? [] : [lifetime]),
      ...(keyIndex === undefined ? [] : [`${keyIndex.value}:${keyIndex.bytes}`]),
    ];
    try {
      return { offered: each, keys: parseSdesKey(each.suite, parameters.join('|')) };
    } catch {
      // Another of them may be better.
    }
  }
  return undefined;
}

/** Ours must be there, though we send nothing (RFC 4568, 5.1.2). */
function ownCrypto(
  { tag, suite }: Crypto,
  before: AgreedStream | undefined,
): NonNullable<StreamTaken['crypto']> {
  const had = before?.answer.crypto;
  if (had?.tag === tag && had.suite === suite) return had;
  const { key, salt } = srtpSuites[suite as keyof typeof srtpSuites];
  return { tag, suite, key: randomBytes(key + salt).toString('base64') };
}

/** Whose voice it is. Where nobody says so, the first line is the customer's: the one who is not ours is named first by most. */
function sideOf({ participants, streams }: RecordingSession, stream: Stream): Side {
  if (stream.isMixed) return 'mixed';
  const sides = (of: Stream) =>
    of.participantIds.map((id) => participants.find((each) => each.id === id)?.side);
  const own = sides(stream);
  if (own.includes('theirs')) return 'customer';
  if (own.includes('ours')) return 'staff';
  const others = streams.filter((each) => each !== stream && each.isUsable).flatMap(sides);
  if (others.includes('ours')) return 'customer';
  if (others.includes('theirs')) return 'staff';
  return stream === streams.find(({ isUsable }) => isUsable) ? 'customer' : 'staff';
}
