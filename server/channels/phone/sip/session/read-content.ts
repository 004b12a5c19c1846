import { type MediaType, readMediaType } from '../message/media-type.ts';
import type { Metadata } from '../message/metadata.ts';
import { parseMetadata } from '../message/parse-metadata.ts';
import { type BodyPart, parseMultipart } from '../message/parse-multipart.ts';
import { parseSdp } from '../message/parse-sdp.ts';
import type { SessionDescription } from '../message/sdp.ts';
import { headerOf, type SipMessage } from '../message/sip-message.ts';
import { UnreadableSip } from '../message/unreadable-sip.ts';
import type { Peer } from '../peers.ts';

/** What a request or an answer carries. */
export interface Content {
  readonly sdp: SessionDescription | undefined;
  readonly metadata: Metadata | undefined;
}

const metadataTypes = new Set(['application/rs-metadata', 'application/rs-metadata+xml']);

/** @throws {UnreadableSip} and nothing else */
export function readContent(message: SipMessage, peer: Pick<Peer, 'tolerances'>): Content {
  if (message.body.length === 0) return { sdp: undefined, metadata: undefined };
  const encoding = headerOf(message, 'content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new UnreadableSip('part-not-understood');
  const type = readMediaType(headerOf(message, 'content-type') ?? '');
  const tolerates = new Set(peer.tolerances);
  const parts: readonly Pick<BodyPart, 'type' | 'isRequired' | 'body'>[] = type.type.startsWith('multipart/')
    ? parseMultipart(message.body, type.parameters.get('boundary') ?? '', tolerates.has('open-multipart'))
    : [{ type, isRequired: true, body: message.body }];
  const sdp = onlyOne(parts, (each) => each.type === 'application/sdp');
  const metadata = onlyOne(parts, (each) => metadataTypes.has(each.type));
  const unknown = parts.some((part) => part !== sdp && part !== metadata && part.isRequired);
  if (unknown && !(tolerates.has('extra-part') && parts.length > 1))
    throw new UnreadableSip('part-not-understood');
  return {
    sdp: sdp && parseSdp(sdp.body, tolerates.has('sdp-without-connection')),
    metadata:
      metadata &&
      parseMetadata(metadata.body, {
        oldNamespace: tolerates.has('old-namespace'),
        draft: tolerates.has('draft-metadata'),
        parametersInName: tolerates.has('parameters-in-name'),
      }),
  };
}

function onlyOne<P extends { readonly type: MediaType }>(
  parts: readonly P[],
  isIt: (type: MediaType) => boolean,
): P | undefined {
  const found = parts.filter((part) => isIt(part.type));
  if (found.length > 1) throw new UnreadableSip('multipart-malformed');
  return found[0];
}
