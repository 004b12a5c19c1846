import type { Metadata } from '../message/metadata.ts';
import type { Codec, MediaLine } from '../message/sdp.ts';
import { sipLimits } from '../message/sip-limits.ts';

const codec = (
  payloadType: number,
  name: string,
  clockRate: number,
  channels = 1,
  parameters = '',
): Codec => ({
  payloadType,
  name,
  clockRate,
  channels,
  parameters,
});

/** What we can take, where the peer leaves it to us to offer. */
const codecs: readonly Codec[] = [
  codec(8, 'PCMA', 8000),
  codec(0, 'PCMU', 8000),
  codec(9, 'G722', 8000),
  codec(111, 'OPUS', 48_000, 2),
  codec(101, 'TELEPHONE-EVENT', 8000, 1, '0-16'),
];

/** Lines of our own for an INVITE without an offer: one for each stream the metadata names, else one a side. */
export function proposeMedia(metadata: Metadata | undefined): MediaLine[] {
  const labels = metadata?.streams.map(({ label }) => label) ?? [];
  const lines = labels.length > 0 ? labels.slice(0, sipLimits.mediaLines) : [undefined, undefined];
  return lines.map((label) => ({
    kind: 'audio',
    // Unknown until they answer; not 0, which would refuse it.
    port: 9,
    protocol: 'RTP/AVP',
    formats: codecs.map(({ payloadType }) => String(payloadType)),
    codecs,
    crypto: [],
    address: undefined,
    direction: 'sendonly',
    label,
    packetTime: undefined,
    controlPort: undefined,
    muxesControl: false,
  }));
}
