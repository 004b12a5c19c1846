import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type Answering, id, openAnswering } from './open-answering.ts';

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const reply = (version: number, more: Record<string, unknown> = {}) => ({
  messageId: id(),
  version,
  text: 'Tack, vi tittar på det.',
  ...more,
});

test('what cannot be: a cancel of nothing, of what has left, a date too far ahead, a delay too long', async () => {
  const contactId = await the.contact();
  const { version } = await the.open(the.eero, contactId);
  const answer = (body: object) => the.eero.ask('POST', url(contactId, '/replies'), body);
  expect((await answer(reply(version, { delaySeconds: 31 }))).status).toBe(400);
  const far = new Date(Date.now() + 91 * 86_400_000).toISOString();
  expect((await answer(reply(version, { sendAt: far }))).body).toMatchObject({
    code: 'value-not-valid',
    details: { field: 'sendAt' },
  });
  expect((await answer(reply(version, { to: ['ingen adress'] }))).body).toMatchObject({
    code: 'value-not-valid',
  });
  expect((await the.eero.ask('POST', url(contactId, `/messages/${id()}/cancel`))).status).toBe(404);

  const body = reply(version);
  expect((await answer(body)).status).toBe(200);
  await expect.poll(() => the.sink.mails.length).toBe(1);
  const cancelled = await the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/cancel`));
  expect([cancelled.status, cancelled.body['code']]).toEqual([409, 'sent-already']);
});

test('an undo makes it a draft again, the contact stands as before, and nothing leaves', async () => {
  const contactId = await the.contact();
  const before = await the.open(the.eero, contactId);
  const sent = the.sink.mails.length;
  const body = reply(before.version, { delaySeconds: 2, thenClose: true });
  expect((await the.eero.ask('POST', url(contactId, '/replies'), body)).status).toBe(200);
  const during = await the.open(the.eero, contactId);
  expect(during).toMatchObject({ status: 'closed', assigneeId: the.eero.staffId });
  expect(during.messages.at(-1)).toMatchObject({ delivery: 'scheduled', text: body.text });
  expect(during.drafts).toEqual([]);

  expect((await the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/cancel`))).status).toBe(200);
  const after = await the.open(the.eero, contactId);
  expect(after).toMatchObject({
    status: before.status,
    waitingSince: before.waitingSince,
    assigneeId: null,
  });
  expect(after.messages).toHaveLength(1);
  expect(after.drafts).toMatchObject([{ draftId: body.messageId, kind: 'reply', text: body.text }]);
  await sleep(3_000);
  expect(the.sink.mails.length).toBe(sent);

  // The same draft is sent after all: once.
  const again = { ...body, version: after.version, delaySeconds: 0, thenClose: false };
  expect((await the.eero.ask('POST', url(contactId, '/replies'), again)).status).toBe(200);
  expect((await the.eero.ask('POST', url(contactId, '/replies'), again)).status).toBe(200);
  await expect.poll(() => the.sink.mails.length).toBe(sent + 1);
  expect((await the.open(the.eero, contactId)).drafts).toEqual([]);
});

test('cancelled and due in the same moment: it is sent or taken back, never both', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const contactId = await the.contact();
    const { version } = await the.open(the.eero, contactId);
    const sent = the.sink.mails.length;
    const body = reply(version, { delaySeconds: 1 });
    await the.eero.ask('POST', url(contactId, '/replies'), body);
    const { releaseDue } = await import('../../server/register/contacts/release-message.ts');
    const sending = sleep(1_000 + turn).then(() =>
      releaseDue(the.house.contacts, body.messageId as Id<'message'>),
    );
    const cancelling = sleep(1_000).then(() =>
      the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/cancel`)),
    );
    const [, cancelled] = await Promise.all([sending, cancelling]);
    await sleep(3_000);
    const opened = await the.open(the.eero, contactId);
    if (cancelled.status === 200) {
      expect(the.sink.mails.length).toBe(sent);
      expect(opened.drafts).toHaveLength(1);
    } else {
      expect(cancelled.body['code']).toBe('sent-already');
      expect(the.sink.mails.length).toBe(sent + 1);
      expect(opened.messages.at(-1)).toMatchObject({ delivery: 'sent' });
    }
  }
}, 60_000);

test('one sent later leaves the customer waiting, is held when they write meanwhile, and goes when told to', async () => {
  const contactId = await the.contact('Lena Holm <lena.holm@example.fi>');
  const before = await the.open(the.eero, contactId);
  const sent = the.sink.mails.length;
  const body = reply(before.version, { sendAt: new Date(Date.now() + 1_500).toISOString() });
  expect((await the.eero.ask('POST', url(contactId, '/replies'), body)).status).toBe(200);
  const waiting = await the.open(the.eero, contactId);
  expect(waiting).toMatchObject({ status: 'open', waitingSince: before.waitingSince });

  await handInMail(the.house, {
    from: 'Lena Holm <lena.holm@example.fi>',
    text: 'Det löste sig!',
    headers: [`In-Reply-To: ${await messageIdOf(contactId)}`],
  });
  const held = async () => {
    const { messages } = await the.open(the.eero, contactId);
    return messages.find((message) => message.messageId === body.messageId);
  };
  await expect
    .poll(held, { timeout: 10_000, interval: 400 })
    .toMatchObject({ delivery: 'scheduled', deliveryCode: 'held-newer-mail' });
  expect(the.sink.mails.length).toBe(sent);
  expect((await the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/send-now`))).status).toBe(
    200,
  );
  await expect.poll(() => the.sink.mails.length).toBe(sent + 1);
  await expect.poll(held).toMatchObject({ delivery: 'sent' });
  expect(await the.open(the.eero, contactId)).toMatchObject({ status: 'waiting', waitingSince: null });
}, 30_000);

test('two answer at once: one goes, the other is asked', async () => {
  const contactId = await the.contact();
  const { version } = await the.open(the.eero, contactId);
  const sent = the.sink.mails.length;
  const answers = await Promise.all(
    [the.eero, the.maija].map((who) =>
      who.ask('POST', url(contactId, '/replies'), reply(version, { delaySeconds: 1 })),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await sleep(3_500);
  expect(the.sink.mails.length).toBe(sent + 1);
});

test('recipients, subject, quotation, signature and files arrive as they were written', async () => {
  const contactId = await the.contact(
    'Åsa Lindqvist <asa.lindqvist@example.fi>',
    'Var är brevet?\nHälsningar',
  );
  const { version } = await the.open(the.eero, contactId);
  const draftId = id();
  await the.eero.ask('POST', url(contactId, `/drafts/${draftId}`), {
    kind: 'reply',
    version: 0,
    text: 'Här',
  });
  const content = Buffer.alloc(40_000, 'ä');
  expect(await attach(contactId, draftId, 'Räkning 1.pdf', content)).toBe(200);
  expect(await attach(contactId, draftId, 'bort.txt', Buffer.from('bort'))).toBe(200);
  const { drafts } = await the.open(the.eero, contactId);
  const gone = drafts[0]!.files.find(({ name }) => name === 'bort.txt')!;
  await the.eero.ask('DELETE', url(contactId, `/drafts/${draftId}/files/${gone.fileId}`));

  const long = `Hej Åsa! ${'Vi bifogar räkningen som du bad om. '.repeat(8)}`.trim();
  const body = {
    messageId: draftId,
    version,
    text: `${long}\n>inte ett citat`,
    subject: 'Räkningen',
    quote: true,
    cc: ['kopia@example.com'],
    confirmed: ['address-unknown'],
  };
  const answer = await the.eero.ask('POST', url(contactId, '/replies'), body);
  expect(answer.body).toMatchObject({ contactId });
  await expect
    .poll(() => the.sink.mails.at(-1)?.recipients)
    .toEqual(['asa.lindqvist@example.fi', 'kopia@example.com']);
  const { parseMail } = await import('../../server/channels/email/parse-mail.ts');
  const raw = the.sink.mails.at(-1)!.raw;
  const mail = await parseMail(raw);
  expect(mail.subject).toBe('Räkningen');
  expect(raw.toString()).toMatch(/text\/plain; charset=utf-8;[\s]*format=flowed/);
  expect(mail.text).toMatch(/\n-- \n/);
  expect(mail.text).toContain('> Var är brevet?');
  expect(mail.html).toContain('<blockquote>');
  expect(
    mail.attachments.map(({ name, content: got }) => [name, Buffer.from(got as Uint8Array).equals(content)]),
  ).toEqual([['Räkning 1.pdf', true]]);
});

test('what is refused for good shows why, and is sent again to another address', async () => {
  const contactId = await the.contact();
  const { version } = await the.open(the.eero, contactId);
  the.sink.refuse({ at: 'rcpt', code: 550 });
  const body = reply(version);
  await the.eero.ask('POST', url(contactId, '/replies'), body);
  const last = async () => (await the.open(the.eero, contactId)).messages.at(-1);
  await expect.poll(last).toMatchObject({ delivery: 'failed', deliveryCode: 'recipient-refused' });
  the.sink.refuse(undefined);
  const resend = (input: object) =>
    the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/resend`), input);
  const doubtful = await resend({ to: ['ny.adress@example.fi'] });
  expect([doubtful.status, doubtful.body['details']]).toEqual([409, { doubts: 'address-unknown' }]);
  expect((await resend({ to: ['ny.adress@example.fi'], confirmed: ['address-unknown'] })).status).toBe(200);
  await expect.poll(last).toMatchObject({ delivery: 'sent', to: ['ny.adress@example.fi'] });
  expect((await resend({})).body).toMatchObject({ code: 'already-done' });
});

async function attach(contactId: string, draftId: string, name: string, content: Buffer): Promise<number> {
  const signedIn = await the.app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers: { 'x-haltija': 'console' },
    payload: { userName: the.eero.userName, password: (await import('../support/start-house.ts')).password },
  });
  const { name: cookie, value } = signedIn.cookies[0]!;
  const answer = await the.app.inject({
    method: 'POST',
    url: url(contactId, `/drafts/${draftId}/files/${id()}`),
    headers: {
      'x-haltija': 'console',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    cookies: { [cookie]: value },
    payload: content,
  });
  return answer.statusCode;
}

async function messageIdOf(contactId: string): Promise<string> {
  const { bodyColumn } = await import('../../server/register/contacts/contact-columns.ts');
  const { access, vault, db } = the.house.contacts;
  const grant = access.systemGrant('export', { units: [contactId], categories: ['messages'] });
  const rows = () =>
    db.query<{ id: string; body_sealed: Buffer }>(
      'SELECT id, body_sealed FROM register.contact_message WHERE contact_id = $1 ORDER BY at LIMIT 1',
      [contactId],
    );
  return vault.open(grant, 'view', rows, (opener, [row]) => {
    const body = opener.open(bodyColumn, bodyColumn.at(contactId, row!.id, row!.body_sealed));
    return body.mailMessageId!;
  });
}
