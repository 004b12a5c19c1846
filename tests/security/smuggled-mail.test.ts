import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { buildMail, type OutgoingMail } from '../../server/channels/email/build-mail.ts';
import { createSmtpListener } from '../../server/channels/email/listen-smtp.ts';
import { receiveBy } from '../email/gather-pieces.ts';
import { sendsBy } from '../support/ways-out.ts';

// SMTP smuggling: servers that disagree on what ends a mail let a second one be slipped in with a sender of the thief's choice.

const odd = ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r\n', '\r\n.\r', '\r.\r', '\r\n\0.\r\n'];

test.each(odd)('a mail handed over is not ended by %j', async (end) => {
  const kept: Uint8Array[] = [];
  const listener = createSmtpListener(
    {
      receiver: receiveBy((mail) =>
        Promise.resolve({ rawId: `raw-${kept.push(mail.raw)}`, state: 'new' as const }),
      ),
      mailboxes: () => [{ key: 'service', address: 'service@example.fi' }],
      logger: silentLogger,
    },
    { host: '127.0.0.1', port: 0, name: 'mail.example.fi', allowedNetworks: ['127.0.0.0/8'] },
  );
  const { port } = await listener.start();
  const said: string[] = [];
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1').on('data', (text: string) => said.push(text));
  const answered = (text: string) => expect.poll(() => said.join(''), { timeout: 5_000 }).toContain(text);
  await answered('220 ');
  socket.write('EHLO a.example\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<service@example.fi>\r\nDATA\r\n');
  await answered('354 ');
  const second = `MAIL FROM:<boss@example.fi>\r\nRCPT TO:<service@example.fi>\r\nDATA\r\nFrom: boss@example.fi\r\n\r\nx`;
  socket.write(`From: a@example.com\r\n\r\nfirst${end}${second}\r\n.\r\n`);
  await answered('2.0.0');
  socket.end('QUIT\r\n');
  await listener.stop();
  expect(kept).toHaveLength(1);
  expect(Buffer.from(kept[0]!).toString('latin1')).toContain('MAIL FROM:<boss@example.fi>');
});

const trick = 'Hei\r.\r\nMAIL FROM:<x@example.com>\n.\nRCPT TO:<y@example.com>\r\n.\r\nend';
const mail = (more: Partial<OutgoingMail>): OutgoingMail => ({
  messageId: '01a20000-0000-7000-8000-000000000001' as Id<'message'>,
  contactId: '01a20000-0000-7000-8000-000000000002' as Id<'contact'>,
  from: { name: 'Service', address: 'service@example.fi' },
  to: [{ name: '', address: 'irja.salo@example.fi' }],
  subject: 'Asia',
  text: 'Hei',
  references: [],
  date: new Date('2026-11-22T10:00:00Z'),
  attachments: [],
  ...more,
});

/** A mail server that notes every byte of DATA. */
async function noteBytes(outgoing: OutgoingMail): Promise<string> {
  let data = '';
  const server = createServer((socket) => {
    let inData = false;
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (inData) {
        data += text;
        if (!data.endsWith('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 2.0.0 ok\r\n');
        return;
      }
      for (const line of text.split('\r\n').filter(Boolean)) {
        if (/^EHLO/i.test(line)) socket.write('250 a.example\r\n');
        else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => undefined).write('220 a.example\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sender = sendsBy({ url: `smtp://127.0.0.1:${port}`, tokenKey: Buffer.alloc(32, 1) });
  await sender.send(outgoing);
  server.close();
  return data.slice(0, -'\r\n.\r\n'.length);
}

test.each([
  ['text', { text: trick, signature: trick, quoted: `head\n> ${trick}` }],
  ['subject and name', { subject: trick, from: { name: trick, address: 'service@example.fi' } }],
  ['a file', { attachments: [{ name: trick, contentType: 'text/plain', content: Buffer.from(trick) }] }],
  [
    'a file that says it is a mail',
    { attachments: [{ name: 'a.eml', contentType: 'message/rfc822', content: Buffer.from(trick) }] },
  ],
  [
    'a file that says it has parts',
    { attachments: [{ name: 'a', contentType: 'multipart/mixed', content: Buffer.from(trick) }] },
  ],
  ['references', { inReplyTo: `<a\r\nBcc: x@example.com>`, references: [`<b\nBcc: y@example.com>`] }],
] satisfies [string, Partial<OutgoingMail>][])(
  'nothing in %s ends a mail of ours, or adds a line to its head',
  async (_what, more) => {
    const bytes = await noteBytes(mail(more));
    expect(bytes).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    // A line of one dot would have two on the wire.
    expect(bytes).not.toMatch(/\r\n\.\r\n/);
    const head = bytes.slice(0, bytes.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/^(?:bcc|mail from|rcpt to)/im);
  },
);

test('who gets it stands in To and Cc, and nowhere else', async () => {
  const raw = await buildMail(mail({ cc: [{ name: '', address: 'b@example.fi' }] }), Buffer.alloc(32, 1));
  expect(raw.toString('latin1')).not.toMatch(/^bcc:/im);
});
