import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldQuoted } from '../../server/channels/email/fold-quoted.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { changeRegister } from '../promises/change-register.ts';
import { type Answering, id, openAnswering } from './open-answering.ts';

// Every mail of ours ends with one line that leads to the notice in force, whatever the team's signature is.

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const lines = {
  sv: 'Så behandlar Kivra Oy dina personuppgifter: http://localhost:8080/sv/notice/',
  fi: 'Näin Kivra Oy käsittelee henkilötietojasi: http://localhost:8080/fi/notice/',
  en: 'How Kivra Oy processes your personal data: http://localhost:8080/en/notice/',
} as const;
const version = () => the.house.declarations.current().version;
/** Flowed lines joined again, as a mail program does. */
const times = (text: string, line: string) => text.split(line).length - 1;

async function answer(contactId: string, more: object = {}): Promise<string> {
  const opened = await the.open(the.eero, contactId);
  const messageId = id();
  const { status, body } = await the.eero.ask('POST', url(contactId, '/replies'), {
    messageId,
    version: opened.version,
    text: 'Tack, vi tittar på det.',
    ...more,
  });
  expect([status, body]).toMatchObject([200, {}]);
  return messageId;
}

async function nextMail(before: number) {
  await expect.poll(() => the.sink.mails.length, { timeout: 10_000 }).toBe(before + 1);
  return parseMail(the.sink.mails.at(-1)!.raw);
}

test.each(['sv', 'fi', 'en'] as const)(
  'an answer in %s ends with it once, below the signature, and so the writer is shown',
  async (language) => {
    const contactId = await the.contact();
    const { body: frame } = await the.eero.ask<{ signature: string; noticeLine: string }>(
      'GET',
      url(contactId, `/signature?language=${language}`),
    );
    expect(frame.noticeLine).toBe(`${lines[language]}${version()}`);
    const before = the.sink.mails.length;
    await answer(contactId, { language, quote: true });
    const { text, html } = await nextMail(before);
    expect(text).toContain(`\n-- \n${frame.signature}\n\n${frame.noticeLine}\n`);
    expect(text.indexOf(frame.noticeLine)).toBeLessThan(text.indexOf('>'));
    expect(times(text, '/notice/')).toBe(1);
    const address = `http://localhost:8080/${language}/notice/${version()}`;
    expect(html).toContain(`<a href="${address}">${address}</a>`);
  },
);

test('no signature of the team takes it away, and a first letter has it too', async () => {
  const text = Object.fromEntries(['sv', 'fi', 'en'].map((language) => [language, 'Hälsar vi']));
  const lead = the.administrator;
  await lead.ask('POST', '/api/console/team/signatures/service', { text, version: null });
  const before = the.sink.mails.length;
  const sent = await the.eero.ask('POST', '/api/console/contacts/write-first', {
    contactId: id(),
    messageId: id(),
    mailbox: 'service',
    to: 'joku.uusi@example.fi',
    subject: 'Hei',
    text: 'Hei, kirjoitamme sinulle.',
    language: 'fi',
    send: true,
    confirmed: ['address-unknown'],
  });
  expect([sent.status, sent.body]).toMatchObject([200, {}]);
  expect((await nextMail(before)).text).toContain(`\n\n${lines.fi}${version()}`);
});

test('what waits to be sent leads to the version in force as it leaves', async () => {
  const contactId = await the.contact();
  const before = the.sink.mails.length;
  const messageId = await answer(contactId, { language: 'sv', delaySeconds: 30 });
  const written = version();
  await the.house.publish(
    changeRegister((register) => {
      register.periods['contact']!.months = 23;
    }),
    null,
  );
  expect(version()).toBe(written + 1);
  await the.eero.ask('POST', url(contactId, `/messages/${messageId}/send-now`));
  expect((await nextMail(before)).text).toContain(`${lines.sv}${written + 1}`);
  expect((await the.app.inject(`/sv/notice/${written + 1}`)).statusCode).toBe(200);
});

describe('what the customer quotes of it', () => {
  const ours = `Hej Åsa\n\n-- \nEero\nKundtjänst\n\n${lines.sv}1`;
  const quotedOurs = ours.replaceAll(/^/gm, '> ');

  test('folds away with the rest, in any of the ways mail programs quote', () => {
    for (const tail of [
      `Den tis 3 nov. 2026 kl 09:15 skrev Kundtjänst <service@example.fi>:\n${quotedOurs}\n`,
      `Från: Kundtjänst\nSkickat: den 3 november 2026\nTill: Åsa\nÄmne: Hej\n\n${ours}\n`,
      `----- Ursprungligt meddelande -----\n${ours}\n`,
    ])
      expect(foldQuoted(`Tack!\n\n${tail}`)).toEqual({ visible: 'Tack!\n\n', quoted: tail });
  });

  test('is not quoted again below an answer of ours', async () => {
    const contactId = await the.contact(undefined, `Se nedan.\n\n${quotedOurs}\n\nMitt svar står här.`);
    const before = the.sink.mails.length;
    await answer(contactId, { language: 'sv', quote: true });
    const { text } = await nextMail(before);
    expect(text).toContain('> Mitt svar står här.');
    expect(text).toContain('>> Hej Åsa');
    expect(times(text, '/notice/')).toBe(1);
  });
});
