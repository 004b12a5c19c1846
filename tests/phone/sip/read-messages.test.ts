import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutStream } from '../../../server/channels/phone/sip/message/cut-stream.ts';
import { readNameAddress, readUri } from '../../../server/channels/phone/sip/message/name-address.ts';
import { parseMessage } from '../../../server/channels/phone/sip/message/parse-message.ts';
import {
  headerOf,
  type SipRequest,
  valuesOf,
} from '../../../server/channels/phone/sip/message/sip-message.ts';
import { markReceived } from '../../../server/channels/phone/sip/message/via.ts';
import { writeMessage } from '../../../server/channels/phone/sip/message/write-message.ts';
import { mayRefuse, spoilt } from './spoil.ts';
import { multipart, twoLines, twoPeople, wire, writeRequest } from './write-invite.ts';

const body = multipart(twoLines(), twoPeople());
const invite = writeRequest('INVITE', {}, body);
const text = (lines: string) => Buffer.from(wire(lines));
const read = (bytes: Uint8Array) => parseMessage(bytes) as SipRequest;

const minimal = `OPTIONS sip:haltija.example SIP/2.0
Via: SIP/2.0/UDP sbc.example;branch=z9hG4bK1
From: <sip:a@sbc.example>;tag=1
To: <sip:b@haltija.example>
Call-ID: c
CSeq: 1 OPTIONS
`;

describe('a message', () => {
  test('folded, with short names, in any case, with lists over several headers', () => {
    const message = read(
      text(`OPTIONS sip:haltija.example SIP/2.0
v: SIP / 2.0 / UDP sbc.example : 5080 ; branch=z9hG4bK1 ; rport,
 SIP/2.0/TCP [2001:db8::1];branch=z9hG4bK2
VIA: SIP/2.0/UDP c.example;branch=z9hG4bK3
f: "Ann, \\"the\\" <caller>"
\t<sip:a@sbc.example;transport=tcp> ; tag=1;x="a;b"
T: <sip:b@haltija.example>
i: c@sbc.example
cseq: 7   OPTIONS
m: <sip:a@192.0.2.1>;+sip.src, <sip:b@192.0.2.2>
K: timer,
 siprec
supported: replaces
l: 0

`),
    );
    expect(message.via).toMatchObject([
      { transport: 'udp', host: 'sbc.example', port: 5080, wantsPort: true },
      { transport: 'tcp', host: '[2001:db8::1]', port: undefined },
      { branch: 'z9hG4bK3' },
    ]);
    expect(message.from).toMatchObject({
      name: 'Ann, "the" <caller>',
      uri: 'sip:a@sbc.example;transport=tcp',
    });
    expect(message.from.parameters).toEqual(
      new Map([
        ['tag', '1'],
        ['x', 'a;b'],
      ]),
    );
    expect(message.cseq).toEqual({ number: 7, method: 'OPTIONS' });
    expect(valuesOf(message, 'contact')).toEqual(['<sip:a@192.0.2.1>;+sip.src', '<sip:b@192.0.2.2>']);
    expect(valuesOf(message, 'supported')).toEqual(['timer', 'siprec', 'replaces']);
  });

  test('a parameter that looks like another is none', () => {
    expect(
      read(
        writeRequest('INVITE', { From: '"x;tag=fake" <sip:a@b.example;tag=fake>;tag=real' }),
      ).from.parameters.get('tag'),
    ).toBe('real');
    expect(markReceived(read(invite).via[0]!, { address: '192.0.2.9', port: 7 })).toBe(
      'SIP/2.0/UDP 127.0.0.1:5999;branch=z9hG4bK1;received=192.0.2.9;rport=7',
    );
  });

  test('a datagram may be longer than it says, and not shorter', () => {
    expect(read(Buffer.concat([invite, Buffer.from('more')])).body).toHaveLength(
      Buffer.byteLength(body.text),
    );
    expect(() => read(invite.subarray(0, -1))).toThrow('length-wrong');
  });

  const broken: [string, string, string][] = [
    ['no empty line', minimal, 'header-malformed'],
    ['line feeds alone', 'x', 'header-malformed'],
    ['another version', `${minimal.replace('SIP/2.0', 'SIP/3.0')}\n`, 'start-line-malformed'],
    ['a method in small letters', `${minimal.replaceAll('OPTIONS', 'options')}\n`, 'header-malformed'],
    ['a CSeq of another method', `${minimal.replace('1 OPTIONS', '1 BYE')}\n`, 'start-line-malformed'],
    ['a CSeq too large', `${minimal.replace('1 OPTIONS', '2147483648 OPTIONS')}\n`, 'header-malformed'],
    ['no Via', `${minimal.replace(/Via.*\n/, '')}\n`, 'header-missing'],
    ['no Call-ID', `${minimal.replace(/Call-ID.*\n/, '')}\n`, 'header-missing'],
    ['Call-ID twice, once short', `${minimal}i: d\n\n`, 'header-repeated'],
    ['a branch of before', `${minimal.replace('z9hG4bK1', '1')}\n`, 'header-malformed'],
    ['NUL in a header', `${minimal}Subject: a\u0000b\n\n`, 'header-malformed'],
    ['a lone CR in a header', `${minimal}Subject: a\rVia: b\n\n`, 'header-malformed'],
    ['a header without a colon', `${minimal}Subject\n\n`, 'header-malformed'],
    ['a length that is no number', `${minimal}Content-Length: -1\n\n`, 'length-wrong'],
    ['too many headers', `${minimal}${'X: y\n'.repeat(200)}\n`, 'too-large'],
    ['a head of 17 kB', `${minimal}X: ${'y'.repeat(17_000)}\n\n`, 'too-large'],
  ];
  test.each(broken)('%s is refused', (_name, lines, code) => {
    const bytes = lines === 'x' ? Buffer.from(`${minimal}\n`) : text(lines);
    expect(() => parseMessage(bytes)).toThrow(expect.objectContaining({ code }));
  });

  test('no value of ours makes a header of its own', () => {
    expect(() => writeMessage('SIP/2.0 200 OK', [['to', 'a\r\nVia: b']])).toThrow(RangeError);
  });
});

test('addresses', () => {
  expect(readUri('sip:%2B358401234567:secret@SBC.example:5080;transport=tcp?x=y')).toMatchObject({
    user: '+358401234567',
    host: 'sbc.example',
    port: 5080,
  });
  expect(readUri('tel:+358-40-1234567;phone-context=x')).toMatchObject({ user: '+358-40-1234567', host: '' });
  expect(readUri('sip:[2001:db8::1]:5060')).toMatchObject({ user: '', host: '2001:db8::1', port: 5060 });
  for (const none of ['http://x', 'sip:', 'sip:a@b c', 'sip:a@b:99999', 'x'])
    expect(readUri(none)).toBeUndefined();
  for (const none of ['<sip:a', 'sip:a>b', '"x <sip:a@b>', '<>', '<sip:a@b>x'])
    expect(() => readNameAddress(none)).toThrow('header-malformed');
});

describe('a stream', () => {
  const messages = [
    invite,
    writeRequest('BYE', { Require: '' }),
    writeRequest('INVITE', {}, body),
    writeRequest('OPTIONS', {}),
  ];
  const whole = Buffer.concat([
    Buffer.from('\r\n\r\n'),
    ...messages.flatMap((message) => [message, Buffer.from('\r\n')]),
  ]);

  test('is cut into the same messages however it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const found: string[] = [];
        let pings = 0;
        const cutter = cutStream(
          (bytes) => found.push(Buffer.from(bytes).toString()),
          () => (pings += 1),
        );
        for (let at = 0, turn = 0; at < whole.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          cutter.take(whole.subarray(at, at + size));
          at += size;
        }
        expect(found).toEqual(messages.map((message) => message.toString()));
        expect(cutter.isWaiting()).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test('byte by byte costs no more than its length', () => {
    const found: number[] = [];
    const large = writeRequest('INVITE', {}, { type: 'text/plain', text: 'x'.repeat(200_000) });
    const cutter = cutStream(
      (bytes) => found.push(bytes.length),
      () => {},
    );
    const begun = performance.now();
    for (const byte of large) cutter.take(Uint8Array.of(byte));
    expect(found).toEqual([large.length]);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('anything', () => {
  test('is read or refused by a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => mayRefuse(() => parseMessage(bytes))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(spoilt(invite), (bytes) => mayRefuse(() => parseMessage(bytes))),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(spoilt(Buffer.concat([invite, invite])), (bytes) =>
        mayRefuse(() =>
          cutStream(
            (message) => mayRefuse(() => parseMessage(message)),
            () => {},
          ).take(bytes),
        ),
      ),
      { numRuns: 500 },
    );
  });

  const long = 15_000;
  test.each([
    ['quotes', `"${'\\"'.repeat(long / 2)}`],
    ['brackets', '<'.repeat(long)],
    ['semicolons', `<sip:a@b>${';'.repeat(long)}`],
    ['blanks', `a${' '.repeat(long)}b`],
    ['commas', ','.repeat(long)],
    ['a long host', `sip:${'a.'.repeat(long / 2)}`],
    ['a long user', `sip:${'a@'.repeat(long / 2)}`],
  ])('%s are read in a moment wherever they stand', (_name, value) => {
    const begun = performance.now();
    for (const name of ['From', 'To', 'Via', 'Contact', 'CSeq', 'Call-ID', 'Content-Type', 'Subject'])
      mayRefuse(() => parseMessage(writeRequest('INVITE', { [name]: value })));
    mayRefuse(() => readNameAddress(value));
    readUri(value);
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  test('what we write we read', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.stringMatching(/^[\w ;=<>",]{0,60}$/),
        (content, value) => {
          const headers = ['via', 'from', 'to', 'call-id', 'cseq'].map(
            (name) => [name, headerOf(read(invite), name)!] as const,
          );
          const message = parseMessage(
            writeMessage('SIP/2.0 200 OK', [...headers, ['subject', value]], {
              type: 'text/plain',
              text: content,
            }),
          );
          expect(Buffer.from(message.body).toString()).toBe(Buffer.from(content).toString());
          expect(headerOf(message, 'subject')).toBe(value.trim());
        },
      ),
      { numRuns: 300 },
    );
  });
});
