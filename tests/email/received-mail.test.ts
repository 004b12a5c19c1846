import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { makeReplyAddress } from '../../server/channels/email/find-thread.ts';
import { newId } from '../../server/base/new-id.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { serveZone } from './name-servers.ts';
import { keyRecord, signMail } from './sign-mail.ts';
import { type SmtpSink, startSmtpSink } from './start-smtp-sink.ts';

interface Opened {
  version: number;
  status: string;
  waitingSince: string | null;
  person: { personId: string; provisional: boolean; emailAddresses: string[]; undeliverable: string[] };
  messages: {
    messageId: string;
    direction: string;
    from: { address: string };
    delivery: string;
    deliveryCode: string | null;
    notice: string | null;
    sender: { conclusion: string; reasons: string[] } | null;
  }[];
}

const zone = serveZone({
  'TXT _dmarc.example.fi': ['v=DMARC1; p=reject'],
  'TXT s1._domainkey.example.fi': [keyRecord],
});
let sink: SmtpSink;
let the: TestHouse;
let eero: Person;
let count = 0;

beforeAll(async () => {
  sink = await startSmtpSink();
  the = await startHouse({
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
    askNameServers: zone,
  });
  const administrator = await makeAdministrator(the.house, the.app);
  eero = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
});
afterAll(async () => {
  await the?.stop();
  await sink?.stop();
});

function letter(from: string, more: { to?: string; headers?: string[]; text?: string } = {}): Buffer {
  count += 1;
  const to = more.to ?? 'service@posti.example';
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      `Message-ID: <received-${count}@example.fi>`,
      `Date: ${new Date().toUTCString()}`,
      'Subject: Kirje',
      ...(more.headers ?? []),
      '',
      more.text ?? 'Hei, missä kirjeeni on?',
      '',
    ].join('\r\n'),
  );
}

async function take(raw: Buffer, sender?: string): Promise<Id<'contact'> | null> {
  const { rawId } = await the.house.mail.pump.keep({
    mailbox: 'service-sv',
    raw,
    envelope: { recipients: [], ...(sender === undefined ? {} : { sender }) },
    source: { kind: 'smtp' },
  });
  const read = () =>
    the.house.storage.db.query<{ state: string; contact_id: Id<'contact'> | null }>(
      'SELECT state, contact_id FROM mail.raw WHERE id = $1',
      [rawId],
    );
  await expect.poll(async () => (await read())[0]?.state, { timeout: 8_000 }).not.toBe('kept');
  return (await read())[0]!.contact_id;
}

async function open(contactId: string | null): Promise<Opened> {
  const { status, body } = await eero.ask<Opened>('GET', `/api/console/contacts/${contactId}`);
  expect(status, the.logLines.slice(-2).join('')).toBe(200);
  return body;
}

async function isVerified(personId: string): Promise<boolean[]> {
  const rows = await the.house.storage.db.query<{ verified: boolean }>(
    "SELECT verified FROM register.person_field WHERE person_id = $1 AND category = 'emailAddress'",
    [personId],
  );
  return rows.map((row) => row.verified);
}

test('a mail that its domain denies makes no address verified; one it confirms does; a later forgery takes nothing away and shows', async () => {
  const from = 'Aino <aino@example.fi>';
  const denied = await open(await take(letter(from)));
  expect(denied.messages[0]!.sender).toMatchObject({ conclusion: 'denied' });
  expect(await isVerified(denied.person.personId)).toEqual([false]);

  const changed = (await signMail(letter(from), 'example.fi')).toString().replace('Hei,', 'Hoi,');
  const tampered = await open(await take(Buffer.from(changed)));
  expect(tampered.messages[0]!.sender).toMatchObject({ conclusion: 'denied', reasons: ['body-changed'] });
  expect(await isVerified(denied.person.personId)).toEqual([false]);

  const confirmed = await open(await take(await signMail(letter(from), 'example.fi')));
  expect(confirmed.messages[0]!.sender).toMatchObject({ conclusion: 'confirmed', reasons: [] });
  expect(confirmed.person.personId).toBe(denied.person.personId);
  expect(await isVerified(confirmed.person.personId)).toEqual([true]);

  const forged = await open(await take(letter(from)));
  expect(forged.messages[0]!.sender).toMatchObject({ conclusion: 'denied', reasons: ['confirmed-before'] });
  expect(await isVerified(confirmed.person.personId)).toEqual([true]);
});

test('a domain that says nothing leaves its address unverified', async () => {
  const opened = await open(await take(letter('b@no-policy.example')));
  expect(opened.messages[0]!.sender).toMatchObject({ conclusion: 'unconfirmed', reasons: ['no-policy'] });
  expect(await isVerified(opened.person.personId)).toEqual([false]);
});

const tokenKey = () => the.house.storage.keeper.derive('mail/reply-token');

test('a forged reply address opens no contact and shows; a right one from another address continues it and shows', async () => {
  const contactId = await take(await signMail(letter('oona@example.fi'), 'example.fi'));
  const right = makeReplyAddress('kundtjanst@posti.example', contactId!, tokenKey());
  const forged = right.replace(/\+c-(.)/, (_all, letterOne: string) => `+c-${letterOne === 'a' ? 'b' : 'a'}`);
  const apart = await take(letter('eve@no-policy.example', { to: forged }));
  expect(apart).not.toBe(contactId);
  expect((await open(apart)).messages[0]!.sender!.reasons).toContain('forged-reply-address');

  expect(await take(letter('eve@no-policy.example', { to: right }))).toBe(contactId);
  const { messages, person } = await open(contactId);
  expect(messages.at(-1)!.sender).toMatchObject({ conclusion: 'unconfirmed' });
  expect(messages.at(-1)!.sender!.reasons).toContain('other-address');
  // The stranger's address is not the person's, and what was verified is.
  expect(person.emailAddresses).toEqual(['oona@example.fi']);
  expect(await isVerified(person.personId)).toEqual([true]);

  expect(await take(await signMail(letter('oona@example.fi', { to: right }), 'example.fi'))).toBe(contactId);
  expect((await open(contactId)).messages.at(-1)!.sender).toMatchObject({
    conclusion: 'confirmed',
    reasons: [],
  });
});

async function answered(
  from: string,
): Promise<{ contactId: Id<'contact'>; messageId: string; sent: string; waitingSince: string | null }> {
  const contactId = (await take(await signMail(letter(from), 'example.fi')))!;
  const { version, waitingSince } = await open(contactId);
  const messageId = newId();
  const before = sink.mails.length;
  const reply = await eero.ask('POST', `/api/console/contacts/${contactId}/replies`, {
    messageId,
    version,
    text: 'Tack, vi tittar på det.',
    thenClose: true,
  });
  expect(reply.status).toBe(200);
  await expect.poll(() => sink.mails.length, { timeout: 15_000 }).toBe(before + 1);
  await expect
    .poll(async () => (await open(contactId)).messages.at(-1)!.delivery, { timeout: 5_000 })
    .toBe('sent');
  return { contactId, messageId, sent: sink.mails.at(-1)!.raw.toString(), waitingSince };
}

/** As Postfix writes it. */
function notice(about: {
  sent: string;
  recipient: string;
  action?: string;
  status?: string;
  returned?: boolean;
}): Buffer {
  const { sent, recipient, action = 'failed', status = '5.1.1' } = about;
  const head = sent.slice(0, sent.indexOf('\r\n\r\n'));
  count += 1;
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.fi (Mail Delivery System)',
      'To: service@posti.example',
      `Message-ID: <bounce-${count}@mx.example.fi>`,
      `Date: ${new Date().toUTCString()}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
      '',
      '--B',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I’m sorry to have to inform you that your message could not be delivered.',
      `<${recipient}>: unknown user`,
      '--B',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.fi',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      '--B',
      'Content-Type: text/rfc822-headers',
      '',
      about.returned === false ? '' : head,
      '--B--',
      '',
    ].join('\r\n'),
  );
}

test('a notice finds its contact and message: bounced, open again, the address dead until mail from it comes', async () => {
  const { contactId, messageId, sent, waitingSince } = await answered('elias@example.fi');
  const told: unknown[] = [];
  const stopHearing = the.house.contacts.live.subscribe((event) => {
    if (event.kind === 'for-you') told.push([event.notice, event.contactId, event.staffId]);
  });
  expect((await open(contactId)).status).toBe('closed');
  const delayed = notice({ sent, recipient: 'elias@example.fi', action: 'delayed', status: '4.4.1' });
  expect(await take(delayed, '')).toBe(contactId);
  const late = await open(contactId);
  expect(late.messages.find((each) => each.messageId === messageId)).toMatchObject({
    delivery: 'sent',
    deliveryCode: 'delayed',
  });
  expect([late.status, late.person.undeliverable]).toEqual(['closed', []]);

  const people = await countPeople();
  expect(await take(notice({ sent, recipient: 'elias@example.fi' }), '')).toBe(contactId);
  expect(await countPeople()).toBe(people);
  const back = await open(contactId);
  expect(back.messages.find((each) => each.messageId === messageId)).toMatchObject({
    delivery: 'bounced',
    deliveryCode: 'no-such-address',
  });
  expect(back.messages.at(-1)).toMatchObject({ direction: 'in', notice: 'no-such-address', sender: null });
  expect([back.status, back.person.undeliverable]).toEqual(['open', ['elias@example.fi']]);
  // Whoever has not got their answer has waited for it all the time; who wrote it is told, once.
  expect(back.waitingSince).toBe(waitingSince);
  await expect.poll(() => told, { timeout: 5_000 }).toEqual([['not-delivered', contactId, eero.staffId]]);
  const closing = { version: back.version };
  expect((await eero.ask('POST', `/api/console/contacts/${contactId}/close`, closing)).status).toBe(200);
  await take(notice({ sent, recipient: 'elias@example.fi', status: '5.1.2' }), '');
  expect((await open(contactId)).status).toBe('closed');
  stopHearing();

  // What its domain denies does not bring it to life; what it confirms does.
  await take(letter('elias@example.fi'));
  expect((await open(contactId)).person.undeliverable).toEqual(['elias@example.fi']);
  await take(await signMail(letter('elias@example.fi'), 'example.fi'));
  expect((await open(contactId)).person.undeliverable).toEqual([]);
});

test('a notice about an address the message never went to closes nobody’s address', async () => {
  const { contactId, messageId, sent } = await answered('hilla@example.fi');
  await take(await signMail(letter('uhri@example.fi'), 'example.fi'));
  expect(await take(notice({ sent, recipient: 'uhri@example.fi' }), '')).toBe(contactId);
  expect((await open(contactId)).messages.find((each) => each.messageId === messageId)!.delivery).toBe(
    'bounced',
  );
  const dead = await the.house.storage.db.query(
    'SELECT 1 FROM register.person_field WHERE undeliverable_since IS NOT NULL',
  );
  expect(dead).toEqual([]);
});

test('a full mailbox is told, and its address lives', async () => {
  const { contactId, sent } = await answered('veera@example.fi');
  await take(notice({ sent, recipient: 'veera@example.fi', status: '5.2.2' }), '');
  const opened = await open(contactId);
  expect(opened.messages.map((each) => each.deliveryCode)).toContain('mailbox-full');
  expect(opened.person.undeliverable).toEqual([]);
});

test('a notice about nothing of ours is a contact of its own that waits for nobody, and of no person', async () => {
  const contactId = await take(notice({ sent: 'X: y\r\n\r\n', recipient: 'nobody@example.fi' }), '');
  const opened = await open(contactId);
  expect(opened).toMatchObject({ status: 'waiting', person: { provisional: true, emailAddresses: [] } });
  expect(opened.messages).toHaveLength(1);
});

test('a customer who writes about undelivered mail is a customer', async () => {
  const opened = await open(
    await take(
      letter('lumi@example.fi', {
        text: 'Hello! My mail to you could not be delivered, and lumi@example.fi got it returned. What shall I do?',
      }),
    ),
  );
  expect(opened).toMatchObject({ status: 'open', messages: [{ notice: null }] });
});

async function countPeople(): Promise<number> {
  const [row] = await the.house.storage.db.query<{ people: number }>(
    'SELECT count(*) AS people FROM register.person',
  );
  return row!.people;
}
