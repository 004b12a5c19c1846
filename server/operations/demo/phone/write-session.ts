import type { Body } from '../../../channels/phone/sip/message/write-message.ts';

/** Who is on a call, as the exchange tells it. */
export interface OnCall {
  readonly externalId: string;
  readonly direction: 'incoming' | 'outgoing';
  /** E.164; undefined: it is withheld. */
  readonly customer: string | undefined;
  readonly own: string;
  /** The colleague to whom it was handed on. */
  readonly ownNow?: string;
  readonly startedAt: Date;
  /** Our two ports: the customer's line, and the colleague's. */
  readonly ports: readonly [number, number];
}

/** SDP and metadata of a recording session (RFC 7866, RFC 7865). @param version counts up with each that is sent */
export function writeSession(call: OnCall, version: number): Body {
  const delimiter = 'haltija-demo';
  const part = (headers: string, content: string) => `--${delimiter}\r\n${headers}\r\n\r\n${content}\r\n`;
  return {
    type: `multipart/mixed; boundary=${delimiter}`,
    text: [
      part('Content-Type: application/sdp', writeOffer(call, version)),
      part(
        'Content-Type: application/rs-metadata+xml\r\nContent-Disposition: recording-session',
        writeMetadata(call),
      ),
      `--${delimiter}--\r\n`,
    ].join(''),
  };
}

/** What changed of who is on it, without a new offer. */
export const writeTransfer = (call: OnCall): Body => ({
  type: 'application/rs-metadata+xml',
  text: writeMetadata(call),
});

function writeOffer({ ports }: OnCall, version: number): string {
  const line = (port: number, label: number) => [
    `m=audio ${port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    'a=ptime:20',
    'a=sendonly',
    `a=label:${label}`,
  ];
  return [
    'v=0',
    `o=exchange 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    ...line(ports[0], 1),
    ...line(ports[1], 2),
    '',
  ].join('\r\n');
}

function writeMetadata({ externalId, direction, customer, own, ownNow, startedAt }: OnCall): string {
  const theirs =
    customer === undefined ? 'sip:anonymous@anonymous.invalid' : `sip:${customer}@exchange.example`;
  const person = (id: string, address: string) =>
    `<participant participant_id="${id}"><nameID aor="${address}"/></participant>`;
  const ours = person('staff', `sip:${own}@exchange.example`);
  const participants =
    direction === 'incoming' ? [person('customer', theirs), ours] : [ours, person('customer', theirs)];
  if (ownNow !== undefined) participants.push(person('second', `sip:${ownNow}@exchange.example`));
  const speaks = (id: string, send: string, receive: string) =>
    `<participantstreamassoc participant_id="${id}"><send>${send}</send><recv>${receive}</recv></participantstreamassoc>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<recording xmlns="urn:ietf:params:xml:ns:recording:1">',
    '<datamode>complete</datamode>',
    `<session session_id="${externalId}"><start-time>${startedAt.toISOString()}</start-time></session>`,
    ...participants,
    ...[1, 2].map(
      (label) =>
        `<stream stream_id="line-${label}" session_id="${externalId}"><label>${label}</label></stream>`,
    ),
    speaks('customer', 'line-1', 'line-2'),
    speaks(ownNow === undefined ? 'staff' : 'second', 'line-2', 'line-1'),
    '</recording>',
    '',
  ].join('\r\n');
}
