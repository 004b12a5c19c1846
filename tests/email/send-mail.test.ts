import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { makeMessageId } from '../../server/channels/email/build-mail.ts';
import type { OutgoingMail } from '../../server/channels/email/build-mail.ts';
import { findThread } from '../../server/channels/email/find-thread.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { describeSendFailure } from '../../server/channels/email/send-mail.ts';
import { sendsBy, waysOutTo } from '../support/ways-out.ts';
import { startSmtpSink } from './start-smtp-sink.ts';
import type { SmtpSink } from './start-smtp-sink.ts';

const tokenKey = Buffer.alloc(32, 3);
let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});
afterAll(() => sink.stop());

const outgoing = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: newId<'message'>(),
  contactId: newId<'contact'>(),
  from: { name: 'Kundtjänst', address: 'service@example.fi' },
  to: { name: 'Maija', address: 'maija@example.fi' },
  subject: 'Re: Ärende',
  text: 'Hej <Maija> & co\n\n2 < 3',
  references: [],
  date: new Date('2026-11-03T09:00:00Z'),
  attachments: [],
  ...more,
});
const sender = (port = sink.port, more: object = {}) =>
  sendsBy({ url: `smtp://127.0.0.1:${port}`, tokenKey, answerTime: 1_000, ...more });

test('refusals are told apart: for good, or to be tried again', async () => {
  for (const [at, code, expected] of [
    ['rcpt', 550, { code: 'recipient-refused', temporary: false, response: 550 }],
    ['rcpt', 451, { code: 'recipient-deferred', temporary: true, response: 451 }],
    ['data', 554, { code: 'message-refused', temporary: false, response: 554 }],
    ['data', 552, { code: 'message-too-large', temporary: false, response: 552 }],
    ['data', 452, { code: 'server-busy', temporary: true, response: 452 }],
  ] as const) {
    sink.refuse({ at, code });
    await expect(sender().send(outgoing()), `${at} ${code}`).rejects.toMatchObject({
      name: 'MailNotSent',
      ...expected,
    });
  }
  sink.refuse(undefined);
  expect(sink.mails).toEqual([]);
});

test('a server away, silent or breaking off is tried again', async () => {
  await expect(sender(1).send(outgoing())).rejects.toMatchObject({
    code: 'server-out-of-reach',
    temporary: true,
  });
  const silent = createServer(() => {});
  const breaking = createServer((socket) => socket.end('220 hello\r\n'));
  for (const server of [silent, breaking])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await expect(sender((silent.address() as AddressInfo).port).send(outgoing())).rejects.toMatchObject({
    code: 'server-not-answering',
    temporary: true,
  });
  await expect(sender((breaking.address() as AddressInfo).port).send(outgoing())).rejects.toMatchObject({
    temporary: true,
  });
  silent.close();
  breaking.close();
});

test('no mail leaves without TLS to a server elsewhere; a wrong password is not a lost mail', async () => {
  // 127.0.0.1 under a name that is not this machine's: "requireTLS" holds, the sink offers none.
  const elsewhere = sendsBy(
    { url: `smtp://0.0.0.0:${sink.port}`, tokenKey, answerTime: 1_000 },
    waysOutTo('0.0.0.0'),
  );
  await expect(elsewhere.send(outgoing())).rejects.toMatchObject({
    code: 'tls-unavailable',
    temporary: true,
  });
  const allowed = sendsBy(
    { url: `smtp://0.0.0.0:${sink.port}`, tokenKey, answerTime: 1_000, allowPlain: true },
    waysOutTo('0.0.0.0'),
  );
  await expect(allowed.send(outgoing())).resolves.toMatchObject({ state: 'sent', response: 250 });
  sink.mails.length = 0;
  const locked = await startSmtpSink({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(new Error('no')),
  });
  const wrong = sendsBy({
    url: `smtp://user:wrong@127.0.0.1:${locked.port}`,
    tokenKey,
    answerTime: 1_000,
  });
  await expect(wrong.check()).rejects.toMatchObject({ code: 'sign-in-refused', temporary: true });
  await expect(wrong.send(outgoing())).rejects.toMatchObject({ code: 'sign-in-refused', temporary: true });
  await locked.stop();
  expect(() => sendsBy({ url: 'http://example.fi', tokenKey })).toThrow('settings-invalid');
});

test('a certificate nobody vouches for is refused, the stated authority is trusted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-tls-'));
  const pem = (name: string) => join(folder, name);
  const request = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1`;
  const extension = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', pem('key'), '-out', pem('cert')];
  execFileSync('openssl', [...request.split(' '), ...extension], { stdio: 'ignore' });
  const [key, cert] = ['key', 'cert'].map((name) => readFileSync(pem(name), 'utf8'));
  rmSync(folder, { recursive: true });
  const secure = await startSmtpSink({ secure: true, key: key!, cert: cert! });
  const url = `smtps://127.0.0.1:${secure.port}`;
  await expect(sendsBy({ url, tokenKey, answerTime: 1_000 }).send(outgoing())).rejects.toMatchObject({
    temporary: true,
  });
  await sendsBy({ url, tokenKey, ca: cert!, answerTime: 1_000 }).send(outgoing());
  expect(secure.mails).toHaveLength(1);
  await secure.stop();
});

test('no error holds a word of the mail or its addresses', async () => {
  const failure = describeSendFailure(
    Object.assign(new Error('550 maija@example.fi unknown'), {
      code: 'EENVELOPE',
      responseCode: 550,
      command: 'RCPT TO',
    }),
  );
  expect(
    JSON.stringify({ ...failure, message: failure.message, stack: failure.stack?.split('\n')[0] }),
  ).not.toContain('maija');
});

test('the answer goes out whole, and its reply finds the contact', async () => {
  const mail = outgoing({
    inReplyTo: '<q@example.fi>',
    references: ['<p@example.fi>'],
    signature: 'Kundtjänst',
    subject: 'Re: Ärende\r\nBcc: evil@example.com',
    attachments: [{ name: 'Lasku ä.pdf', contentType: 'application/pdf', content: Buffer.from('PDF') }],
  });
  const sent = await sender().send(mail);
  const again = await sender().send(mail);
  expect(again.messageId).toBe(sent.messageId);
  expect(sent).toEqual({
    state: 'sent',
    response: 250,
    messageId: makeMessageId(mail.messageId, 'service@example.fi'),
    refused: [],
  });
  const [first] = sink.mails.splice(0);
  expect(first).toMatchObject({ sender: 'service@example.fi', recipients: ['maija@example.fi'] });
  const parsed = await parseMail(first!.raw);
  expect(parsed).toMatchObject({
    from: mail.from,
    to: [mail.to],
    messageId: sent.messageId,
    inReplyTo: ['<q@example.fi>'],
    references: ['<p@example.fi>', '<q@example.fi>'],
    subject: 'Re: Ärende Bcc: evil@example.com',
    date: '2026-11-03T09:00:00.000Z',
    attachments: [{ name: 'Lasku ä.pdf', contentType: 'application/pdf' }],
  });
  expect(parsed.text).toContain('2 < 3\n\n-- \nKundtjänst');
  expect(parsed.html).toContain('<p>Hej &lt;Maija&gt; &amp; co</p>');
  expect(parsed.autoSubmitted).toBeUndefined();
  expect(String(first!.raw)).not.toMatch(/^bcc:/im);
  const reply = { to: parsed.replyTo, cc: [], deliveredTo: [], inReplyTo: [], references: [] };
  const known = { findContactByMessageIds: async () => new Map() };
  const found = await findThread(
    { known, tokenKeys: [tokenKey], mailboxAddresses: ['service@example.fi'] },
    reply,
    [],
  );
  expect(found).toEqual({ contactId: mail.contactId, by: 'token' });
});

test('an automatic answer says so and has a null return path', async () => {
  await sender().send(outgoing({ automatic: true }));
  const [mail] = sink.mails.splice(0);
  expect(mail!.sender).toBe('');
  expect(await parseMail(mail!.raw)).toMatchObject({
    autoSubmitted: 'auto-replied',
    autoResponseSuppress: 'all',
  });
});
