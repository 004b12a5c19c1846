/** Lines as they stand on the wire. */
export const wire = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');

export const twoLines = (direction = 'sendonly', version = 1): string => `v=0
o=sbc 1247 ${version} IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 10292 RTP/AVP 0 8 101
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=${direction}
a=label:1
m=audio 10294 RTP/AVP 0 8 101
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=${direction}
a=label:2
`;

/** Two people, each on a line of their own. The numbers are kept free for fiction. */
export const twoPeople = (mode = 'complete'): string => `<?xml version="1.0" encoding="UTF-8"?>
<recording xmlns="urn:ietf:params:xml:ns:recording:1">
<datamode>${mode}</datamode>
<session session_id="s1"><sipSessionID>ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2</sipSessionID><start-time>2026-11-30T08:00:00+02:00</start-time></session>
<participant participant_id="p1"><nameID aor="sip:+358401234567@sbc.example"><name xml:lang="fi">Åsa Lindqvist</name></nameID></participant>
<participant participant_id="p2"><nameID aor="sip:7301@sbc.example"/></participant>
<stream stream_id="a" session_id="s1"><label>1</label></stream>
<stream stream_id="b" session_id="s1"><label>2</label></stream>
<participantstreamassoc participant_id="p1"><send>a</send><recv>b</recv></participantstreamassoc>
<participantstreamassoc participant_id="p2"><send>b</send><recv>a</recv></participantstreamassoc>
</recording>
`;

export interface BodyText {
  readonly type: string;
  readonly text: string;
}

export const multipart = (sdp: string, metadata: string, boundary = 'part'): BodyText => ({
  type: `multipart/mixed; boundary=${boundary}`,
  text: wire(`--${boundary}
Content-Type: application/sdp

${sdp}
--${boundary}
Content-Type: application/rs-metadata+xml
Content-Disposition: recording-session

${metadata}
--${boundary}--
`),
});

/** A request as bytes. Headers that are given stand in the place of the usual ones of that name; '' leaves one out. */
export function writeRequest(
  method: string,
  headers: Readonly<Record<string, string>>,
  body: BodyText = { type: '', text: '' },
  uri = 'sip:recorder@haltija.example',
): Buffer {
  const content = Buffer.from(body.text);
  const all: Record<string, string> = {
    Via: 'SIP/2.0/UDP 127.0.0.1:5999;branch=z9hG4bK1;rport',
    'Max-Forwards': '70',
    From: '<sip:sbc@sbc.example>;tag=their-tag',
    To: '<sip:recorder@haltija.example>',
    'Call-ID': 'call-1@sbc.example',
    CSeq: `1 ${method}`,
    Contact: '<sip:sbc@127.0.0.1:5999>;+sip.src',
    Require: 'siprec',
    'Content-Type': body.type,
    'Content-Length': String(content.length),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  return Buffer.concat([
    Buffer.from(`${[`${method} ${uri} SIP/2.0`, ...lines].join('\r\n')}\r\n\r\n`),
    content,
  ]);
}
