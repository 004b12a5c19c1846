import { expect, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { Refusal } from '../../server/base/errors.ts';
import { createLogger } from '../../server/base/logger.ts';
import { newId } from '../../server/base/new-id.ts';
import { askNobody } from '../../server/channels/email/ask-name-servers.ts';
import { createSenderVerifier } from '../../server/channels/email/verify-sender.ts';
import { makeReplyAddress } from '../../server/channels/email/find-thread.ts';
import { makeDedupeKeys } from '../../server/channels/email/make-dedupe-keys.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { createMailPump } from '../../server/channels/email/process-mail.ts';
import { createMailReceiver } from '../../server/channels/email/receive-mail.ts';
import { createMemoryIntake } from './memory-intake.ts';

const tokenKey = Buffer.alloc(32, 1);
const logged: string[] = [];

function make(parser: { parse: typeof parseMail } = { parse: (raw) => parseMail(raw) }) {
  const intake = createMemoryIntake();
  const receiver = createMailReceiver({
    intake,
    parser,
    known: intake,
    verifier: createSenderVerifier({ ask: askNobody, clock: systemClock }),
    mailboxes: () => [{ key: 'service', address: 'service@example.fi' }],
    tokenKeys: [tokenKey],
    dedupeKey: Buffer.alloc(32, 2),
    clock: systemClock,
    logger: createLogger({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
  });
  const keep = (
    text: string,
    more: { recipients?: string[]; sender?: string; cutShort?: boolean } = {},
    uid?: number,
  ) =>
    receiver.keep({
      mailbox: 'service',
      raw: Buffer.from(text),
      envelope: { recipients: [], ...more },
      source: uid === undefined ? { kind: 'smtp' } : { kind: 'imap', uidValidity: 5n, uid },
    });
  return { intake, receiver, keep };
}

const mail =
  'Message-ID: <1@example.fi>\r\nFrom: Maija Esimerkki <maija@example.fi>\r\nSubject: Salaisuus\r\n\r\nHei\r\n';

test('what cannot be read, cannot be answered or was cut short goes to the tray with its reason', async () => {
  const { intake, receiver, keep } = make();
  const cases = { '': 'empty', 'Subject: x\n\nno sender': 'no-sender' };
  for (const [text, reason] of Object.entries(cases)) {
    const { rawId } = await keep(text);
    expect(await receiver.process(rawId)).toBe('unreadable');
    expect(intake.unreadable.get(rawId)).toBe(reason);
  }
  const large = await keep(mail, { cutShort: true });
  await receiver.process(large.rawId);
  expect(intake.unreadable.get(large.rawId)).toBe('too-large');
  expect(await receiver.process(large.rawId)).toBe('nothing-to-do');
});

test('a refusal of the content goes to the tray; storage that is away is tried again', async () => {
  const { intake, receiver, keep } = make();
  const { rawId } = await keep(mail);
  intake.fail('receiveMessage', 'before', new Refusal('storage-unavailable'));
  intake.fail('receiveMessage', 'before', new Refusal('changed-meanwhile'));
  await expect(receiver.process(rawId)).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(receiver.process(rawId)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  intake.fail('receiveMessage', 'before', new Refusal('category-not-declared'));
  expect(await receiver.process(rawId)).toBe('unreadable');
  expect(intake.unreadable.get(rawId)).toBe('not-accepted');
});

test('one mail that fails does not hold up the others', async () => {
  const { intake, receiver, keep } = make({
    parse: async (raw) => {
      if (Buffer.from(raw as Uint8Array).includes('BAD'))
        throw new Refusal('internal', { part: 'mail-parser' });
      return parseMail(raw);
    },
  });
  const bad = await keep(mail.replace('Hei', 'BAD'));
  await keep(mail.replace('1@', '2@'));
  const failed: string[] = [];
  const pump = createMailPump(
    {
      receiver,
      intake: { ...intake, noteFailure: async (rawId) => void failed.push(rawId) },
      log: createLogger({ level: 'silent' }),
    },
    { atOnce: 1 },
  );
  pump.start();
  await expect.poll(() => intake.received.size).toBe(1);
  await pump.stop();
  expect(new Set(failed)).toEqual(new Set([bad.rawId]));
});

test('killed before or after any step and begun again: received once', async () => {
  for (const when of ['before', 'after'] as const) {
    const { intake, receiver, keep } = make();
    intake.fail('keepRaw', when, new Error('killed'));
    await expect(keep(mail, {}, 1)).rejects.toThrow('killed');
    const { rawId } = await keep(mail, {}, 1);
    intake.fail('receiveMessage', when, new Error('killed'));
    await expect(receiver.process(rawId)).rejects.toThrow('killed');
    expect(await receiver.process(rawId)).toBe(when === 'after' ? 'nothing-to-do' : 'received');
    expect(await receiver.process(rawId)).toBe('nothing-to-do');
    expect(intake.kept.size).toBe(1);
    expect(intake.received.size).toBe(1);
    expect((await keep(mail, {}, 1)).state).toBe('done');
  }
});

test('the same mail by two ways is one; two mails alike but for their ids are two', async () => {
  const { intake, keep } = make();
  await keep(`Received: by a\r\n${mail}`, {}, 7);
  expect(
    (await keep(`Received: by b\n${mail.replaceAll('\r\n', '\n')}\n`, { recipients: ['service@example.fi'] }))
      .state,
  ).toBe('known');
  await keep(mail.replace('1@', '2@'));
  await keep(mail.replace('Hei', 'Moi'));
  expect(intake.kept.size).toBe(3);
});

test('mail without an id: known by date, sender, subject and body; without a date never called the same', () => {
  const key = Buffer.alloc(32);
  const keys = (text: string, mailbox = 'service') =>
    makeDedupeKeys({ mailbox, raw: Buffer.from(text), source: { kind: 'smtp' }, key });
  const dated = 'Date: Tue, 3 Nov 2026 09:15:00 +0200\nFrom: a@example.fi\n\nx';
  expect(keys(dated)).toEqual(keys(`X: y\n${dated}`));
  expect(keys(dated)).not.toEqual(keys(dated.replace('09:15', '09:16')));
  expect(keys(dated)).not.toEqual(keys(dated, 'privacy'));
  expect(keys('From: a@example.fi\n\nx')).toEqual([]);
  expect(keys(dated)[0]).toMatch(/^mail:[\w-]{43}$/);
});

test('an answer finds its contact by the envelope, quoted text is folded, the auto-reply verdict is given', async () => {
  const { intake, receiver, keep } = make();
  const contactId = newId<'contact'>();
  const reply = makeReplyAddress('service@example.fi', contactId, tokenKey);
  const addressed = mail.replace('Subject:', 'To: service@example.fi\r\nSubject:');
  const { rawId } = await keep(`${addressed}\r\nOn Monday, Service wrote:\r\n> Hello\r\n`, {
    recipients: [reply],
    sender: 'maija@example.fi',
  });
  expect(await receiver.process(rawId)).toBe('received');
  expect(intake.received.get(rawId)).toMatchObject({
    thread: { contactId, by: 'token' },
    text: { visible: 'Hei\n\n', quoted: 'On Monday, Service wrote:\n> Hello\n' },
    autoReply: { allowed: true, to: 'maija@example.fi' },
    mail: { from: { name: 'Maija Esimerkki' } },
  });
});

test('the log of all this names nobody', () => {
  expect(logged.length).toBeGreaterThan(5);
  expect(logged.join('')).not.toMatch(/maija|esimerkki|salaisuus|example\.fi|hei\b/i);
});
