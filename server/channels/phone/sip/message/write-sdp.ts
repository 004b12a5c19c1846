import { isIP } from '../../../../base/ip-address.ts';
import type { StreamDecision, StreamTaken } from '../decision.ts';
import type { MediaLine } from './sdp.ts';

/** Our side's name of the session and how often it was changed (RFC 8866, 5.2). */
export interface Origin {
  readonly id: string;
  readonly version: number;
}

const protocols = new Set(['RTP/AVP', 'RTP/AVPF', 'RTP/SAVP', 'RTP/SAVPF']);

/** Audio over RTP, clear or with SDES keys. DTLS, video, T.38 and their like are none of ours. */
export function isUsable(line: MediaLine): boolean {
  return line.kind === 'audio' && line.port !== 0 && protocols.has(line.protocol) && line.codecs.length > 0;
}

export const isEncrypted = (line: Pick<MediaLine, 'protocol'>): boolean =>
  line.protocol.startsWith('RTP/SAVP');

/** Whether the decision can be said in an answer to these lines. */
export function fits(lines: readonly MediaLine[], decisions: readonly StreamDecision[]): boolean {
  return (
    lines.length === decisions.length &&
    lines.every((line, index) => {
      const decision = decisions[index]!;
      if (!decision.take || !isUsable(line)) return true;
      const offered = new Set(line.codecs.map(({ payloadType }) => payloadType));
      return (
        isIP(decision.address) !== 0 &&
        Number.isInteger(decision.port) &&
        decision.port >= 1024 &&
        decision.port <= 65_535 &&
        decision.payloadTypes.length > 0 &&
        decision.payloadTypes.every((type) => offered.has(type)) &&
        isEncrypted(line) === (decision.crypto !== undefined)
      );
    })
  );
}

/**
 * Our description, as an answer to their lines or as an offer of our own over the same lines: plain SDP, each m-line in its
 * place, port 0 where it is refused, receiving only.
 */
export function writeSdp(
  origin: Origin,
  lines: readonly MediaLine[],
  decisions: readonly StreamDecision[],
  as: 'answer' | 'offer',
): string {
  const taken = decisions.find((decision) => decision.take);
  const address = taken?.address ?? '127.0.0.1';
  const family = (of: string) => `IP${isIP(of)}`;
  return [
    'v=0',
    `o=haltija ${origin.id} ${origin.version} IN ${family(address)} ${address}`,
    's=-',
    `c=IN ${family(address)} ${address}`,
    't=0 0',
    ...lines.flatMap((line, index) => {
      const decision = decisions[index]!;
      return decision.take && isUsable(line)
        ? takenLine(line, decision, as)
        : [`m=${line.kind} 0 ${line.protocol} ${line.formats.join(' ')}`];
    }),
    '',
  ].join('\r\n');
}

function takenLine(line: MediaLine, decision: StreamTaken, as: 'answer' | 'offer'): string[] {
  const codecs = decision.payloadTypes.map((type) =>
    line.codecs.find((codec) => codec.payloadType === type)!,
  );
  return [
    `m=audio ${decision.port} ${line.protocol} ${decision.payloadTypes.join(' ')}`,
    `c=IN IP${isIP(decision.address)} ${decision.address}`,
    ...codecs.flatMap(({ payloadType, name, clockRate, channels, parameters }) => [
      `a=rtpmap:${payloadType} ${usualName(name)}/${clockRate}${channels > 1 ? `/${channels}` : ''}`,
      // Which events may come is the one parameter that is the same in both directions.
      ...(name === 'TELEPHONE-EVENT' && parameters !== '' ? [`a=fmtp:${payloadType} ${parameters}`] : []),
    ]),
    ...(decision.crypto
      ? [`a=crypto:${decision.crypto.tag} ${decision.crypto.suite} inline:${decision.crypto.key}`]
      : []),
    ...(line.packetTime === undefined ? [] : [`a=ptime:${line.packetTime}`]),
    ...(line.label === undefined ? [] : [`a=label:${line.label}`]),
    ...(line.muxesControl && decision.muxesControl === true ? ['a=rtcp-mux'] : []),
    `a=${isReceiving(line, decision, as) ? 'recvonly' : 'inactive'}`,
  ];
}

/** A line on which the peer says nothing is answered `inactive` (RFC 3264, 6.1). */
function isReceiving(line: MediaLine, decision: StreamTaken, as: 'answer' | 'offer'): boolean {
  if (as === 'offer') return decision.active;
  return decision.active && (line.direction === 'sendonly' || line.direction === 'sendrecv');
}

/** Names are compared in any case; some peers know these in small letters only. */
const usualName = (name: string): string =>
  /^(?:TELEPHONE-EVENT|OPUS)$/.test(name) ? name.toLowerCase() : name;
