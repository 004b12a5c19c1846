import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultMailLimits } from './mail-limits.ts';
import { parseMail } from './parse-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  Buffer.from(text.replaceAll('\n', '\r\n'), encoding);
const mail = (headers: string, body = 'Hej') => bytes(`${headers}\n\n${body}\n`);
const reason = async (raw: Uint8Array, limits = defaultMailLimits) => {
  try {
    await parseMail(raw, limits);
    return 'read';
  } catch (error) {
    return error instanceof UnreadableMail ? error.code : error;
  }
};

test('what cannot be read is refused with a code that holds no word of it', async () => {
  expect(await reason(Buffer.alloc(0))).toBe('empty');
  expect(await reason(bytes(' \n\n'))).toBe('empty');
  expect(await reason(Buffer.alloc(1001, 'a'), { ...defaultMailLimits, rawBytes: 1000 })).toBe('too-large');
  expect(await reason(mail(`From: a@example.fi\nX-Long: ${'x'.repeat(600_000)}`))).toBe('headers-too-large');
  const part = '--b\nContent-Type: text/plain\n\nx\n';
  const multipart = 'From: a@example.fi\nContent-Type: multipart/mixed; boundary="b"';
  expect(await reason(mail(multipart, part.repeat(1001)))).toBe('too-many-parts');
  const attached = '--b\nContent-Type: image/png\nContent-Disposition: attachment\n\nx\n';
  expect(await reason(mail(multipart, attached.repeat(201)))).toBe('too-many-attachments');
});

test('a bomb of nested parts is refused, quickly', async () => {
  let bomb = 'From: a@example.fi\n';
  for (let depth = 0; depth < 400; depth += 1) {
    bomb += `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n`;
  }
  const from = performance.now();
  expect(await reason(bytes(bomb))).toBe('too-deep');
  expect(performance.now() - from).toBeLessThan(1_000);
});

test('headers are decoded; subject and names lose what could disguise them', async () => {
  const parsed = await parseMail(
    mail(
      [
        'Return-Path: <bounce@example.fi>',
        'From: =?iso-8859-1?Q?Bj=F6rn_=C5ngstr=F6m?= <Bjorn@EXAMPLE.se>',
        'To: service@example.fi, "Two, Number" <two@example.fi>, broken, Group: g@example.fi;',
        'Cc: cc@example.fi',
        'Reply-To: other@example.fi',
        'Delivered-To: service+c-x@example.fi',
        'Subject: =?utf-8?B?w4RyZW5kZQ==?= \u202Efdp.exe',
        'Date: Tue, 03 Nov 2026 09:15:00 +0200 (EET)',
        'Message-ID: <a@example.se>',
        'In-Reply-To: <b@example.fi> (my mail)',
        'References: <c@example.fi>',
        '  <d@example.fi> <c@example.fi>',
        'Auto-Submitted: Auto-Replied; owner=x',
        'Precedence: Bulk',
        'List-Unsubscribe: <mailto:x@example.fi>',
      ].join('\n'),
    ),
  );
  expect(parsed).toMatchObject({
    from: { name: 'Björn Ångström', address: 'Bjorn@example.se' },
    returnPath: 'bounce@example.fi',
    to: [
      { address: 'service@example.fi' },
      { name: 'Two, Number', address: 'two@example.fi' },
      { address: 'g@example.fi' },
    ],
    cc: [{ address: 'cc@example.fi' }],
    replyTo: [{ address: 'other@example.fi' }],
    deliveredTo: ['service+c-x@example.fi'],
    subject: 'Ärende fdp.exe',
    date: '2026-11-03T07:15:00.000Z',
    messageId: '<a@example.se>',
    inReplyTo: ['<b@example.fi>'],
    references: ['<c@example.fi>', '<d@example.fi>'],
    autoSubmitted: 'auto-replied',
    precedence: 'bulk',
    fromList: true,
  });
});

test('no From, no Date, a broken Date, no body, a huge subject: read, with what is there', async () => {
  const bare = await parseMail(mail('Subject: x', ''));
  expect(bare.from).toBeUndefined();
  expect(bare.date).toBeUndefined();
  expect(bare.returnPath).toBeUndefined();
  expect(bare.text.trim()).toBe('');
  for (const date of ['yesterday', 'Thu, 01 Jan 1970 00:00:00 +0000', '99 Foo 20266', '']) {
    expect((await parseMail(mail(`From: a@example.fi\nDate: ${date}`))).date, date).toBeUndefined();
  }
  expect((await parseMail(mail('Return-Path: <>\nFrom: a@example.fi'))).returnPath).toBe('');
  expect((await parseMail(mail('From: not an address\nSender: b@example.fi'))).from?.address).toBe(
    'b@example.fi',
  );
  const huge = await parseMail(mail(`From: a@example.fi\nSubject: ${'ä'.repeat(20_000)}`));
  expect(huge.subject.length).toBe(998);
});

test('bodies in the encodings mail comes in', async () => {
  const body = async (type: string, encoding: string, content: Buffer) => {
    const head = bytes(
      `From: a@example.fi\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n`,
    );
    return (await parseMail(Buffer.concat([head, content]))).text.trim();
  };
  expect(await body('text/plain; charset=iso-8859-1', '8bit', Buffer.from('Hyvää yötä', 'latin1'))).toBe(
    'Hyvää yötä',
  );
  expect(
    await body('text/plain; charset=windows-1252', '8bit', Buffer.from([0x80, 0x20, 0x93, 0x61, 0x94])),
  ).toBe('€ “a”');
  expect(
    await body('text/plain; charset=utf-8', 'base64', Buffer.from(Buffer.from('Åäö 🙂').toString('base64'))),
  ).toBe('Åäö 🙂');
  expect(
    await body('text/plain; charset=utf-8', 'quoted-printable', Buffer.from('=C3=A4 =ZZ =\r\nb=3D=')),
  ).toMatch(/^ä =?ZZ b==?$/);
  expect(await body('text/plain; charset=no-such', '8bit', Buffer.from('plain'))).toBe('plain');
  expect(await body('text/plain; charset=utf-8', '8bit', Buffer.from([0x61, 0xff, 0x00, 0x62]))).toBe('aÿb');
});

test('HTML alone gives text too: blocks on lines, no script, entities decoded', async () => {
  const html =
    '<html><head><title>T</title><style>p{}</style></head><body><p>Hej&nbsp;&amp; tack</p><script>x()</script>' +
    '<table><tr><td>A</td><td>1 &lt; 2</td></tr></table>Rad<br>två</body></html>';
  const parsed = await parseMail(mail('From: a@example.fi\nContent-Type: text/html; charset=utf-8', html));
  expect(parsed.text).toBe('Hej & tack\n\nA\t1 < 2\n\nRad\ntvå');
  expect(parsed.html).toContain('<script>');
});

test('attachments: names without folders, inline images by their id', async () => {
  const parsed = await parseMail(
    mail(
      'From: a@example.fi\nContent-Type: multipart/related; boundary=b',
      [
        '--b\nContent-Type: text/html\n\n<img src="cid:logo@x">',
        '--b\nContent-Type: image/png; name="logo.png"\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\niVBORw==',
        '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="..\\\\..\\\\etc/Lasku 1.pdf"\n\nPDF',
        '--b--',
      ].join('\n'),
    ),
  );
  expect(parsed.attachments).toMatchObject([
    { name: 'logo.png', contentType: 'image/png', contentId: 'logo@x', inline: true },
    { name: 'Lasku 1.pdf', contentType: 'application/pdf', inline: false },
  ]);
  expect(Buffer.from(parsed.attachments[0]!.content as Uint8Array).toString('hex')).toBe('89504e47');
});

test('whatever bytes come, the mail is read or refused with a code', async () => {
  const headers = fc.constantFrom(
    'From: a@example.fi',
    'From: =?utf-8?B?////?=',
    'Content-Type: multipart/mixed; boundary="b"',
    'Content-Type: text/html; charset=utf-16',
    'Content-Transfer-Encoding: base64',
    'Date: \u0000',
    'References: <<<>>> <',
    '--b',
    '',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(headers), fc.uint8Array({ maxLength: 300 }), async (lines, tail) => {
      const raw = Buffer.concat([bytes(`${lines.join('\n')}\n`), tail]);
      try {
        const parsed = await parseMail(raw);
        expect(parsed.text.isWellFormed() && !parsed.text.includes('\u0000')).toBe(true);
        expect(parsed.subject).not.toMatch(/[\r\n]/);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableMail);
      }
    }),
    { numRuns: 300 },
  );
});
