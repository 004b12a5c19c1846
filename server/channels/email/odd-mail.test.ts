import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTnef } from '../../../tests/email/make-tnef.ts';
import { decodeUtf7 } from './decode-utf7.ts';
import { findRealType } from './find-real-type.ts';
import { parseMail } from './parse-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';
import { readInvitation } from './read-invitation.ts';
import { decompressRtf, rtfToText } from './read-rtf.ts';
import { readTnef } from './read-tnef.ts';

const head = 'From: Anna <anna@example.se>\r\nTo: service@posti.example\r\nMIME-Version: 1.0\r\n';
const read = (type: string, body: Buffer, headers = '') =>
  parseMail(Buffer.concat([Buffer.from(`${head}${headers}Content-Type: ${type}\r\n\r\n`), body]));
const word = 'Hej, räkningen på 5 € är för hög. Ääni kuuluu';

test('charsets that lie, and those no decoder of the platform reads', async () => {
  const cases: [string, Buffer][] = [
    ['text/plain; charset=iso-8859-1', Buffer.from(word)],
    ['text/plain; charset=us-ascii', Buffer.from(word)],
    ['text/plain', Buffer.from(word)],
    ['text/plain; charset=windows-1252', Buffer.from(word)],
    ['text/plain; charset=no-such-charset', Buffer.from(word.replace('€', 'e'), 'latin1')],
    ['text/plain; charset=utf-8', Buffer.from(word.replace('€', '\u0080'), 'latin1')],
    ['text/plain', Buffer.from(word.replace('€', '\u0080'), 'latin1')],
    ['text/plain; charset=iso-8859-15', Buffer.from(word.replace('€', '\u00a4'), 'latin1')],
    ['text/plain; charset="Windows-1252"', Buffer.from(word.replace('€', '\u0080'), 'latin1')],
    [
      'text/plain; charset=utf-7',
      Buffer.from('Hej, r+AOQ-kningen p+AOU- 5 +IKw- +AOQ-r f+APY-r h+APY-g. +AMQA5A-ni kuuluu'),
    ],
    [
      'text/plain; charset=unicode-1-1-utf-7',
      Buffer.from('Hej, r+AOQ-kningen p+AOU 5 +IKw +AOQ-r f+APY-r h+APY-g. +AMQA5A-ni kuuluu'),
    ],
  ];
  for (const [type, body] of cases) {
    const expected = type.includes('no-such') ? word.replace('€', 'e') : word;
    expect((await read(type, body)).text.trim(), type).toBe(expected);
  }
  const html = Buffer.from('<html><meta charset="iso-8859-2"><p>\u00b1\u00e6</p></html>', 'latin1');
  expect((await read('text/html', html)).text).toBe('ąć');
  // A part of UTF-8 cut in the middle stays UTF-8 with a mark.
  const cut = Buffer.from(`${word} ää`).subarray(0, -1);
  expect((await read('text/plain; charset=utf-8', cut)).text.trim()).toBe(`${word} ä\ufffd`);
  // True two-byte charsets are left alone.
  expect((await read('text/plain; charset=gbk', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))).text.trim()).toBe(
    '你好',
  );
});

test('headers in eight bits and in UTF-7', async () => {
  const subject = async (line: Buffer) =>
    (await parseMail(Buffer.concat([Buffer.from(head), line, Buffer.from('\r\n\r\nx')]))).subject;
  expect(await subject(Buffer.from('Subject: Räkning på väg', 'latin1'))).toBe('Räkning på väg');
  expect(await subject(Buffer.from('Subject: Räkning på väg'))).toBe('Räkning på väg');
  expect(await subject(Buffer.from('Subject: =?utf-7?Q?R+AOQ-kning_p+AOU-?= nu'))).toBe('Räkning på nu');
  expect(
    await subject(Buffer.from(`Subject: =?UTF-7?B?${Buffer.from('R+AOQ-kning').toString('base64')}?=`)),
  ).toBe('Räkning');
});

test('UTF-7 read by rule, and whatever else left as written', () => {
  expect(decodeUtf7('A+ImIDkQ.')).toBe('A≢Α.');
  expect(decodeUtf7('1 +- 1 = 2, c++ a+b')).toBe('1 + 1 = 2, c++ a+b');
  expect(decodeUtf7('Hi Mom -+Jjo--!')).toBe('Hi Mom -☺-!');
  fc.assert(fc.property(fc.string(), (text) => decodeUtf7(text).isWellFormed() || !text.isWellFormed()));
});

// MS-OXRTFCP s. 3.1: the example of its authors.
const rtfExample = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
);

test('compressed RTF as its specification has it; text out of RTF', () => {
  expect(decompressRtf(rtfExample)?.toString('latin1')).toBe(
    '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
  );
  expect(
    rtfToText(
      "{\\rtf1{\\fonttbl\\f0 Arial;}{\\*\\generator x;}\\pard H\\'e4j \\b fet\\b0\\par ny rad \\u8364? \\{x\\}\\tab y}",
    ),
  ).toBe('Häj fet\nny rad € {x}\ty');
  expect(rtfToText('{\\rtf1\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hej}')).toBe('Hej');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const packed = Buffer.concat([rtfExample.subarray(0, 16), bytes]);
      packed.writeUInt32LE(100_000, 4);
      expect((decompressRtf(packed)?.length ?? 0) <= 100_000).toBe(true);
    }),
  );
});

test('winmail.dat: its files and body appear in its place', async () => {
  const tnef = makeTnef({
    body: 'Hej från Outlook €',
    files: [
      { name: 'räkning.pdf', content: Buffer.from('%PDF-1.4\n'), type: 'application/pdf' },
      { name: 'bild.png', content: Buffer.from([1, 2, 3, 4]) },
    ],
  });
  const parts = (body: string) =>
    Buffer.from(
      `--b\r\nContent-Type: text/plain\r\n\r\n${body}\r\n--b\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--b--\r\n`,
    );
  const mail = await read('multipart/mixed; boundary=b', parts(''));
  expect(mail.text.trim()).toBe('Hej från Outlook €');
  expect(
    mail.attachments.map((each) => [
      each.name,
      each.contentType,
      Buffer.from(each.content as Uint8Array).toString('latin1'),
    ]),
  ).toEqual([
    ['räkning.pdf', 'application/pdf', '%PDF-1.4\n'],
    ['bild.png', 'application/octet-stream', '\u0001\u0002\u0003\u0004'],
  ]);
  expect((await read('multipart/mixed; boundary=b', parts('Texten'))).text.trim()).toBe('Texten');
  expect(readTnef(makeTnef({ rtf: rtfExample }))?.text).toBe('hello world');
  expect(readTnef(makeTnef({ html: '<p>Hej</p>' }))?.html).toBe('<p>Hej</p>');
  // One that is none stays a file.
  const bad = await read('application/ms-tnef; name=winmail.dat', Buffer.from('nonsense'));
  expect(bad.attachments).toHaveLength(1);
});

test('a damaged winmail.dat gives what stands before the damage, and never throws', () => {
  const whole = makeTnef({ body: 'Hej', files: [{ name: 'a.txt', content: Buffer.from('text') }] });
  for (let length = 0; length <= whole.length; length += 1)
    expect(() => readTnef(whole.subarray(0, length))).not.toThrow();
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.nat(255),
      fc.nat(whole.length - 1),
      fc.nat(255),
      (a, x, b, y) => {
        const hurt = Buffer.from(whole);
        hurt[a] = x;
        hurt[b] = y;
        const found = readTnef(hurt);
        expect((found?.text ?? '').isWellFormed()).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

const calendar = (lines: string) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T080000Z\r\n${lines}END:VEVENT\r\nEND:VCALENDAR\r\n`;

test('a calendar invitation is summed up and its file kept', async () => {
  const text = calendar(
    'SUMMARY:Möte om räkningen\r\nDTSTART;TZID=Europe/Helsinki:20261123T100000\r\nDTEND;TZID=Europe/Helsinki:20261123T110000\r\nLOCATION:Rum 2\r\nORGANIZER:mailto:anna@example.se\r\nRRULE:FREQ=WEEKLY\r\n',
  );
  const mail = await read('text/calendar; method=REQUEST; charset=utf-8', Buffer.from(text));
  expect(mail.invitations).toEqual([
    {
      method: 'REQUEST',
      summary: 'Möte om räkningen',
      start: '2026-11-23T10:00:00',
      end: '2026-11-23T11:00:00',
      zone: 'Europe/Helsinki',
      place: 'Rum 2',
      organiser: 'anna@example.se',
      repeats: true,
    },
  ]);
  expect(mail.attachments).toHaveLength(1);
  expect(readInvitation(calendar('SUMMARY:Dag\r\nDTSTART;VALUE=DATE:20261123\r\n'))).toMatchObject({
    start: '2026-11-23',
    zone: '',
  });
  expect(readInvitation(calendar('DTSTART:20261123T100000Z\r\n'))).toMatchObject({
    start: '2026-11-23T10:00:00Z',
  });
  for (const broken of [
    '',
    'BEGIN:VCALENDAR',
    calendar('DTSTART:nonsense\r\n'),
    calendar('RRULE:FREQ=NEVER\r\nDTSTART:20261123T100000Z\r\n'),
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
  ])
    expect(() => readInvitation(broken)).not.toThrow();
});

test('a file that is not what its name says is told', async () => {
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  expect(await findRealType('faktura.pdf', exe)).toBe('application/x-msdownload');
  expect(await findRealType('faktura.version-2', exe)).toBe('application/x-msdownload');
  expect(await findRealType('bild.jpg', png)).toBe('image/png');
  for (const [name, content] of [
    ['bild.png', png],
    ['BILD.PNG', png],
    ['bild', png],
    ['bild.bin', png],
    ['text.txt', Buffer.from('bara text')],
    ['tom.pdf', Buffer.alloc(0)],
  ] as const)
    expect(await findRealType(name, content), name).toBeUndefined();
  const mail = await read('application/pdf; name="faktura.pdf"', exe);
  expect(mail.attachments[0]).toMatchObject({ name: 'faktura.pdf', realType: 'application/x-msdownload' });
});

test('a message within a message shows with its files; deeper than it can be read, it is refused with a code', async () => {
  const inner =
    'From: b@example.fi\r\nSubject: Inre\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nden inre texten\r\n--i\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1;2\r\n--i--\r\n';
  const mail = await read(
    'multipart/mixed; boundary=b',
    Buffer.from(`--b\r\n\r\nse nedan\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`),
  );
  expect(mail.text).toContain('se nedan');
  expect(mail.text).toContain('den inre texten');
  expect(mail.attachments.map((each) => each.name)).toEqual(['a.csv']);
  for (const depth of [60, 300]) {
    let body = 'x';
    for (let level = depth; level > 0; level -= 1)
      body = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n${body}\r\n--b${level}--\r\n`;
    const failure = await parseMail(Buffer.from(`${head}${body}`)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableMail);
    expect((failure as UnreadableMail).code).toBe('too-deep');
  }
});

test('a direction turned around shows neither in text nor in names', async () => {
  const mail = await read(
    'text/plain; charset=utf-8',
    Buffer.from('se https://bank.example/\u202egpj.exe nu'),
  );
  expect(mail.text.trim()).toBe('se https://bank.example/gpj.exe nu');
});
