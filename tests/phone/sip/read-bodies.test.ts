import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../../server/channels/phone/sip/message/parse-message.ts';
import { parseMetadata } from '../../../server/channels/phone/sip/message/parse-metadata.ts';
import { parseMultipart } from '../../../server/channels/phone/sip/message/parse-multipart.ts';
import { parseSdp } from '../../../server/channels/phone/sip/message/parse-sdp.ts';
import { readMoment } from '../../../server/channels/phone/sip/message/read-moment.ts';
import { readContent } from '../../../server/channels/phone/sip/session/read-content.ts';
import { tolerances } from '../../../server/channels/phone/sip/tolerances.ts';
import { peerOf } from './peer-of.ts';
import { readOffer } from './read-offers.ts';
import { mayRefuse, spoilt } from './spoil.ts';
import { multipart, twoLines, twoPeople, wire, writeRequest } from './write-invite.ts';

const bytes = (text: string) => Buffer.from(text);
const strict = { oldNamespace: false, draft: false, parametersInName: false };
const lax = { oldNamespace: true, draft: true, parametersInName: true };
const contentOf = (body: { type: string; text: string }, given: Parameters<typeof peerOf>[0] = []) =>
  readContent(parseMessage(writeRequest('INVITE', {}, body)), peerOf(given));

describe('a body of several parts', () => {
  test('metadata before SDP, a blank before boundary, a preamble, quotes', () => {
    const { text } = multipart(twoLines(), twoPeople());
    const [, sdp, metadata] = text.split('--part\r\n');
    const swapped = `ignored\r\n--part\r\n${metadata!.replace('--part--\r\n', '')}--part \t\r\n${sdp}--part--\r\nignored`;
    const { sdp: read, metadata: told } = contentOf({
      type: 'Multipart/Mixed ; Boundary = "part"',
      text: swapped,
    });
    expect([read?.media.length, told?.participants.length]).toEqual([2, 2]);
  });

  test('a third part that is not optional needs a tolerance', () => {
    const third = (disposition: string) => ({
      type: 'multipart/mixed;boundary=part',
      text: multipart(twoLines(), twoPeople()).text.replace(
        '--part--',
        `--part\r\nContent-Type: application/gtd\r\n${disposition}\r\n\r\nIAM,\r\n--part--`,
      ),
    });
    expect(() => contentOf(third('Content-Disposition: signal'))).toThrow('part-not-understood');
    expect(contentOf(third('Content-Disposition: signal'), ['extra-part']).sdp?.media).toHaveLength(2);
    expect(contentOf(third('Content-Disposition: signal; handling=optional')).sdp?.media).toHaveLength(2);
  });

  test('a delimiter inside a line is none; a part without headers is text', () => {
    const [part] = parseMultipart(bytes('--b\r\n\r\nx --b\r\n--bb\r\n--b--'), 'b', false);
    expect([part!.type.type, Buffer.from(part!.body).toString()]).toEqual(['text/plain', 'x --b\r\n--bb']);
  });

  test.each([
    ['no delimiter', 'x'],
    ['no last one', '--b\r\n\r\nx\r\n'],
    ['nothing between', '--b--'],
    ['a header twice', '--b\r\nA: 1\r\na: 2\r\n\r\nx\r\n--b--'],
    ['a header without end', '--b\r\nA: 1\r\n--b--'],
  ])('%s is refused', (_name, text) => {
    expect(() => parseMultipart(bytes(text), 'b', false)).toThrow('multipart-malformed');
  });

  test('two descriptions, or one that is coded, are refused', () => {
    const twice = multipart(twoLines(), twoPeople()).text.replace(
      'application/rs-metadata+xml',
      'application/sdp',
    );
    expect(() => contentOf({ type: 'multipart/mixed;boundary=part', text: twice })).toThrow(
      'multipart-malformed',
    );
    const coded = multipart(twoLines(), twoPeople()).text.replace(
      'application/sdp',
      'application/sdp\r\nContent-Transfer-Encoding: base64',
    );
    expect(() => contentOf({ type: 'multipart/mixed;boundary=part', text: coded })).toThrow(
      'part-not-understood',
    );
  });
});

describe('SDP', () => {
  test('ports, own addresses, static codecs, fmtp, RTCP, direction for all', () => {
    const { media } = parseSdp(
      bytes(`v=0
o=- 1 1 IN IP6 2001:db8::1
s=-
c=IN IP6 2001:db8::1
t=0 0
a=inactive
m=audio 4000 RTP/AVP 9 111 77
c=IN IP4 192.0.2.1
a=rtpmap:111 opus/48000/2
a=fmtp:111 useinbandfec=1
a=rtcp:4003 IN IP4 192.0.2.1
a=rtcp-mux
a=sendonly
m=audio 0 RTP/AVP 0
`),
    );
    expect(media).toMatchObject([
      {
        address: '192.0.2.1',
        direction: 'sendonly',
        controlPort: 4003,
        muxesControl: true,
        codecs: [
          { payloadType: 9, name: 'G722', clockRate: 8000 },
          { payloadType: 111, name: 'OPUS', clockRate: 48_000, channels: 2, parameters: 'useinbandfec=1' },
        ],
      },
      { port: 0, address: '2001:db8::1', direction: 'inactive' },
    ]);
  });

  test('keys: a suite we do not know, a wrong length and several keys are no choice', () => {
    const key = 'A'.repeat(40);
    const lines = [
      `1 AES_CM_128_HMAC_SHA1_80 inline:${key}`,
      `2 F8_128_HMAC_SHA1_80 inline:${key}`,
      '3 AES_CM_128_HMAC_SHA1_80 inline:AAAA',
      `4 AES_CM_128_HMAC_SHA1_80 inline:${key};inline:${key}`,
      `5 AEAD_AES_128_GCM inline:${'B'.repeat(37)}0== UNENCRYPTED_SRTCP`,
    ];
    const sdp = twoLines().replace('a=ptime:20', lines.map((line) => `a=crypto:${line}`).join('\n'));
    expect(
      parseSdp(bytes(sdp)).media[0]!.crypto.map(({ tag, sessionParameters }) => [tag, sessionParameters]),
    ).toEqual([
      [1, []],
      [5, ['UNENCRYPTED_SRTCP']],
    ]);
  });

  const changes: [string, string, string][] = [
    ['no version', 'v=0\n', ''],
    ['no origin', 'o=', 'x='],
    ['no time', 't=0 0\n', ''],
    ['no connection', 'c=IN IP4 127.0.0.1\n', ''],
    ['a host name', 'c=IN IP4 127.0.0.1', 'c=IN IP4 media.example'],
    ['the wrong family', 'c=IN IP4 127.0.0.1', 'c=IN IP6 127.0.0.1'],
    ['many addresses', 'c=IN IP4 127.0.0.1', 'c=IN IP4 224.2.1.1/127/3'],
    ['a port too large', '10292', '70000'],
    ['several ports', '10292', '10292/2'],
    ['a format that is no number', 'RTP/AVP 0 8 101', 'RTP/AVP 0 x 101'],
    ['a map without a rate', 'PCMU/8000', 'PCMU'],
    ['a line without a letter', 's=-', 'subject'],
  ];
  test.each(changes)('%s is refused', (_name, from, to) => {
    expect(() => parseSdp(bytes(twoLines().replace(from, to)))).toThrow('sdp-malformed');
  });
});

describe('metadata', () => {
  test('a draft is read where it is tolerated (BroadWorks, Webex)', () => {
    const text = `<r:recording xmlns:r="urn:ietf:params:xml:ns:siprec" xmlns:b="http://broadworks.example/recording">
<r:dataMode>complete</r:dataMode>
<r:session id="s"><r:start-time>2026-11-30T08:00:00</r:start-time></r:session>
<r:participant id="p1" session="s"><r:aor>sip:+358401234567@sbc.example</r:aor><r:send>a</r:send></r:participant>
<r:participant id="p2" session="s"><r:nameID aor="tel:+358-9-1234"/><r:send>b</r:send></r:participant>
<r:stream id="a" session="s"><r:label>1</r:label></r:stream>
<r:stream id="b" session="s"><r:label>2</r:label></r:stream>
<r:extensiondata id="e" parent="s"><b:metadata><b:callType><b:termCall><b:callingPartyNumber>+358401234567</b:callingPartyNumber></b:termCall></b:callType></b:metadata></r:extensiondata>
</r:recording>`;
    expect(() => parseMetadata(bytes(text), strict)).toThrow('metadata-of-old-namespace');
    expect(() => parseMetadata(bytes(text), { ...strict, oldNamespace: true })).toThrow('metadata-malformed');
    const read = parseMetadata(bytes(text), lax);
    expect(read.participants.map(({ addresses }) => addresses[0])).toEqual([
      'sip:+358401234567@sbc.example',
      'tel:+358-9-1234',
    ]);
    expect(read.sends).toEqual(
      new Map([
        ['p1', ['a']],
        ['p2', ['b']],
      ]),
    );
    // Without a zone nobody knows which hour was meant.
    expect(read.sessions).toMatchObject([{ id: 's', beganAt: undefined }]);
    expect(read.streams).toMatchObject([{ sessionId: 's' }, { sessionId: 's' }]);
    expect(read.extensions).toEqual([
      {
        path: 'metadata/callType/termCall/callingPartyNumber',
        namespace: 'http://broadworks.example/recording',
        value: '+358401234567',
      },
    ]);
  });

  test.each([
    ['2026-11-30T08:00:00+02:00', '2026-11-30T06:00:00.000Z'],
    ['2026-11-30T08:00:00.123456Z', '2026-11-30T08:00:00.123Z'],
    ['1970-05-13T03:29:05Z', undefined],
    ['2026-11-30T08:00:00', undefined],
    ['2026-12-09T08:00:00Z', undefined],
    ['2026-13-30T08:00:00Z', undefined],
    ['yesterday', undefined],
    [undefined, undefined],
  ])('the clock says %s', (said, meant) => {
    expect(readMoment(said, Date.UTC(2026, 11, 1))).toBe(meant);
  });

  test.each([
    ['another root', '<x xmlns="urn:ietf:params:xml:ns:recording:1"/>', 'metadata-malformed'],
    ['another namespace', '<recording xmlns="urn:example"/>', 'metadata-malformed'],
    ['no namespace', '<recording/>', 'metadata-malformed'],
    [
      'no id',
      '<recording xmlns="urn:ietf:params:xml:ns:recording:1"><participant/></recording>',
      'metadata-malformed',
    ],
    ['a prefix of nobody', '<r:recording/>', 'xml-malformed'],
    [
      'an entity of nobody',
      '<recording xmlns="urn:ietf:params:xml:ns:recording:1">&x;</recording>',
      'xml-malformed',
    ],
    ['no end', '<recording xmlns="urn:ietf:params:xml:ns:recording:1">', 'xml-malformed'],
    ['a DTD', '<!DOCTYPE x><recording xmlns="urn:ietf:params:xml:ns:recording:1"/>', 'xml-with-doctype'],
    ['nothing', '', 'xml-malformed'],
  ])('%s is refused', (_name, text, code) => {
    expect(() => parseMetadata(bytes(text), strict)).toThrow(expect.objectContaining({ code }));
  });

  test('that is not UTF-8 is refused', () => {
    expect(() => parseMetadata(Buffer.from([0x3c, 0x61, 0xff, 0x3e]), strict)).toThrow('xml-malformed');
  });
});

describe('anything', () => {
  const offers = [
    'cisco-siprec-offer.txt',
    'connectel-offer.txt',
    'procomm-siprec-offer.txt',
    'sonus-siprec-offer.txt',
  ].map((name) => {
    const text = readOffer(name);
    return { text, boundary: /^--(\S+)/.exec(text)![1]! };
  });
  test('is read or refused by a code', { timeout: 120_000 }, () => {
    for (const { text, boundary } of offers) {
      const invite = writeRequest('INVITE', {}, { type: `multipart/mixed;boundary=${boundary}`, text });
      fc.assert(
        fc.property(spoilt(Buffer.from(text)), (body) =>
          mayRefuse(() => {
            const message = { ...parseMessage(invite), body };
            readContent(message, peerOf(tolerances));
          }),
        ),
        { numRuns: 700 },
      );
    }
    for (const parse of [
      parseSdp,
      (given: Uint8Array) => parseMetadata(given, lax),
      (given: Uint8Array) => parseMultipart(given, 'b', true),
    ]) {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 500 }), (given) => mayRefuse(() => parse(given))),
        { numRuns: 500 },
      );
      fc.assert(
        fc.property(spoilt(bytes(wire(twoLines()))), (given) => mayRefuse(() => parse(given))),
        { numRuns: 700 },
      );
      fc.assert(
        fc.property(spoilt(bytes(twoPeople())), (given) => mayRefuse(() => parse(given))),
        { numRuns: 700 },
      );
    }
  });

  test.each([
    ['delimiters', () => parseMultipart(bytes('\r\n--b '.repeat(30_000)), 'b', true)],
    ['open elements', () => parseMetadata(bytes('<a>'.repeat(40_000)), lax)],
    [
      'attributes',
      () =>
        parseMetadata(bytes(`<a ${Array.from({ length: 8000 }, (_, at) => `a${at}="1"`).join(' ')}/>`), lax),
    ],
    [
      'blanks in SDP',
      () =>
        parseSdp(bytes(`v=0\no=- 1 1 IN IP4 1.1.1.1\ns=-\nt=0 0\nm=audio 1 RTP/AVP${' '.repeat(30_000)}x`)),
    ],
    ['keys', () => parseSdp(bytes(`${twoLines()}${`a=crypto:1 A inline:${'|'.repeat(400)}\n`.repeat(60)}`))],
    ['ampersands', () => parseMetadata(bytes(`<a>${'&amp;'.repeat(25_000)}</a>`), lax)],
  ])('%s are read in a moment', (_name, act) => {
    const begun = performance.now();
    mayRefuse(act);
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});
