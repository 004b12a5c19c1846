import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createMailParser } from '../../server/channels/email/create-mail-parser.ts';
import type { MailInPieces } from '../../server/channels/email/mail-in-pieces.ts';
import { inPieces, readMail } from './cut-mail.ts';
import { makeTnef } from './make-tnef.ts';
import { writeDocument, writeHugeMail } from './write-huge-mail.ts';

const parser = createMailParser({ workers: 1 });
afterAll(() => parser.close());

const document = writeDocument(2_500_000, 'Salaisuusliite');
const file = (name: string, type: string, body: string, encoding = 'base64') =>
  [
    '--b',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${name}"`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
  ].join('\r\n');
const withParts = (...parts: string[]) =>
  Buffer.from(
    [
      'From: =?utf-7?Q?H+AOQ-n?= <a@example.fi>',
      'Subject: Liitteit\u00e4',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...parts,
      '--b--',
      '',
    ].join('\r\n'),
  );
const lines = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');

const odd: readonly (readonly [string, Buffer])[] = [
  ['a document', writeHugeMail({ messageId: 'a@example.fi', file: { name: 'a.pdf', content: document } })],
  [
    'line feeds alone, and nothing after the last line',
    writeHugeMail({
      messageId: 'a@example.fi',
      file: { name: 'a.pdf', content: document },
      lineEnd: '\n',
    }).subarray(0, -20),
  ],
  ['one line without end', withParts(file('a.pdf', 'application/pdf', document.toString('base64')))],
  [
    'padding in every line',
    withParts(
      file(
        'a.bin',
        'application/pdf',
        Array.from({ length: 40_000 }, () => randomBytes(37).toString('base64')).join('\r\n'),
      ),
    ),
  ],
  [
    'a program by another name, several files, an empty one',
    withParts(
      file('lasku.pdf', 'application/pdf', lines(Buffer.concat([Buffer.from('MZ\x90\x00'), document]))),
      file('b.png', 'image/png', lines(document.subarray(0, 1_100_000))),
      file('c.png', 'image/png', ''),
      file('d.txt', 'text/plain', lines(document.subarray(0, 1_200_000))),
    ),
  ],
  [
    'a mail that is nothing but a file',
    Buffer.from(
      `From: a@example.fi\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(document)}`,
    ),
  ],
  [
    'winmail.dat',
    withParts(
      file(
        'winmail.dat',
        'application/ms-tnef',
        lines(
          makeTnef({ body: 'Hej', files: [{ name: 'a.pdf', content: document.subarray(0, 1_500_000) }] }),
        ),
      ),
    ),
  ],
  [
    'a mail within the mail, with a file of its own',
    withParts(
      `--b\r\nContent-Type: message/rfc822\r\n\r\n${writeHugeMail({ messageId: 'x@example.fi', file: { name: 'in.pdf', content: document } }).toString('latin1')}`,
    ),
  ],
  [
    'quoted-printable',
    withParts(file('q.pdf', 'application/pdf', 'a=3D=\r\n'.repeat(200_000), 'quoted-printable')),
  ],
  [
    'a boundary that never comes again',
    Buffer.from(
      withParts(file('a.pdf', 'application/pdf', lines(document)))
        .toString('latin1')
        .replace('--b--', 'xxxxx'),
      'latin1',
    ),
  ],
  ['too many parts', withParts(`--b\r\n\r\nx\r\n`.repeat(1_200))],
  ['nothing but blanks', Buffer.alloc(1_500_000, ' \r\n')],
  ['nothing', Buffer.alloc(0)],
];

test.each(odd)('%s: the same as when it is held whole', async (_what, raw) => {
  const held = await readMail(raw);
  const cuts = Array.from({ length: 50 }, (_, at) => at * 65_537 + 11);
  expect(await readMail(inPieces(raw, cuts))).toEqual(held);
});

test('what is large stays where it is; only its beginning is held', async () => {
  const raw = inPieces(odd[0]![1]);
  const mail = await parser.parse(raw);
  expect(mail.attachments.map(({ content }) => content instanceof Uint8Array)).toEqual([false, true]);
  expect(mail.attachments[0]!.content).toMatchObject({ size: document.length });
});

test('wherever a mail is cut, it says the same', async () => {
  const small = withParts(
    file('a.pdf', 'application/pdf', lines(randomBytes(300))),
    '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>H\u00e4n \u20ac</p>\r\n\r\n',
  );
  const held = await readMail(small);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 10 }), async (cuts) => {
      expect(await readMail(inPieces(small, cuts))).toEqual(held);
    }),
    { numRuns: 200 },
  );
});

test('a mail that cannot be read is not called unreadable: it is tried again', async () => {
  const failing: MailInPieces = {
    size: 5_000_000,
    async *read() {
      yield Buffer.from('From: a@example.fi\r\n\r\n');
      throw Object.assign(new Error('away'), { code: 'storage-unavailable' });
    },
  };
  await expect(parser.parse(failing)).rejects.toMatchObject({ code: 'storage-unavailable' });
  const short: MailInPieces = { ...inPieces(Buffer.from('From: a@example.fi\r\n\r\nx')), size: 90 };
  await expect(parser.parse(short)).rejects.toMatchObject({ code: 'internal' });
  expect((await parser.parse(inPieces(odd[0]![1]))).subject).toBe('Todistus kev\u00e4\u00e4lt\u00e4');
});
