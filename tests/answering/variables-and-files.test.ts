import { afterAll, beforeAll, expect, test } from 'vitest';
import { cannedVariables } from '../../contract/render-canned.ts';
import { password } from '../support/start-house.ts';
import { type Answering, id, openAnswering } from './open-answering.ts';

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;

test('a file on a colleague’s unsent draft is opened by nobody who knows its id; sent, by whoever reads the contact', async () => {
  const contactId = await the.contact();
  const draftId = id();
  const draft = { kind: 'reply', version: 0, text: 'Kesken' };
  await the.eero.ask('POST', url(contactId, `/drafts/${draftId}`), draft);
  const fileId = id();
  expect(await attach(contactId, draftId, fileId, 'Salaisuus sinivuokko')).toBe(200);
  const file = url(contactId, `/files/${fileId}`);
  const refused = await the.maija.ask('GET', file);
  expect([refused.status, refused.body['code']]).toEqual([404, 'not-found']);
  expect((await the.eero.ask('GET', file)).body).toBe('Salaisuus sinivuokko');

  const { version } = await the.open(the.eero, contactId);
  const reply = { messageId: draftId, version, text: 'Tässä kuitti.', delaySeconds: 30 };
  expect((await the.eero.ask('POST', url(contactId, '/replies'), reply)).status).toBe(200);
  expect((await the.maija.ask('GET', file)).status).toBe(200);
  expect((await the.eero.ask('POST', url(contactId, `/messages/${draftId}/cancel`))).status).toBe(200);
  expect((await the.maija.ask('GET', file)).status).toBe(404);
  expect((await the.eero.ask('GET', file)).status).toBe(200);
});

test('a text with a variable that nobody filled in is refused, each of the closed list, in text and subject', async () => {
  const contactId = await the.contact();
  const { version } = await the.open(the.eero, contactId);
  const sent = the.sink.mails.length;
  const answer = (more: object) =>
    the.eero.ask('POST', url(contactId, '/replies'), { messageId: id(), version, text: 'Kiitos.', ...more });
  for (const variable of cannedVariables) {
    // oxlint-disable-next-line no-await-in-loop -- a dozen requests
    const refused = await answer({ text: `Hei {${variable}}!` });
    expect([refused.status, refused.body['code'], refused.body['details']]).toEqual([
      422,
      'variable-not-filled',
      { field: 'text', variable },
    ]);
  }
  expect((await answer({ subject: 'Vastaus {contact.number}' })).body).toMatchObject({
    details: { field: 'subject' },
  });
  const first = {
    contactId: id(),
    messageId: id(),
    mailbox: 'service',
    to: 'joku.uusi@example.fi',
    subject: 'Hei',
    text: 'Hei {customer.name}',
  };
  const written = await the.eero.ask('POST', '/api/console/contacts/write-first', first);
  expect(written.body).toMatchObject({ code: 'variable-not-filled' });
  expect(the.sink.mails.length).toBe(sent);
  // Braces that are none of ours go out as they are.
  expect((await answer({ text: 'Kirjoita {nimi} kenttään.' })).status).toBe(200);
});

test('signature, variables, sender and the line above the quotation follow the language chosen; an undo keeps it', async () => {
  const contactId = await the.contact('Åsa Berg <asa.berg@example.fi>');
  const around = async (query: string) => {
    const { body } = await the.eero.ask<{
      language: string;
      signature: string;
      variables: Record<string, string>;
    }>('GET', url(contactId, `/signature${query}`));
    return body;
  };
  const { mailboxes, queues, register } = the.house.contacts.current().declaration;
  const mailbox = mailboxes['service-sv']!;
  for (const language of ['sv', 'fi', 'en'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- three requests
    const frame = await around(`?language=${language}`);
    expect(frame).toMatchObject({
      language,
      variables: {
        'mailbox.name': mailbox.name[language],
        'queue.name': queues['service']!.name[language],
        'register.name': register.name[language],
      },
    });
    expect(frame.variables['notice.link']).toMatch(new RegExp(`^https?://.+/${language}/notice$`));
  }
  expect((await around('')).language).toBe('sv');
  const { version } = await the.open(the.eero, contactId);
  const body = { messageId: id(), version, text: 'Hyvää huomenta.', quote: true, language: 'fi' };
  const url_ = url(contactId, '/replies');
  expect((await the.eero.ask('POST', url_, { ...body, delaySeconds: 30 })).status).toBe(200);
  await the.eero.ask('POST', url(contactId, `/messages/${body.messageId}/cancel`));
  const { drafts, version: after } = await the.open(the.eero, contactId);
  expect(drafts).toMatchObject([{ draftId: body.messageId, language: 'fi' }]);
  expect((await the.eero.ask('POST', url_, { ...body, version: after })).status).toBe(200);
  await expect.poll(() => the.sink.mails.at(-1)?.recipients).toEqual(['asa.berg@example.fi']);
  const { parseMail } = await import('../../server/channels/email/parse-mail.ts');
  const mail = await parseMail(the.sink.mails.at(-1)!.raw);
  expect(mail.from).toMatchObject({ name: mailbox.name.fi });
  expect(mail.text).toContain('Åsa Berg kirjoitti');
});

test('a first letter may be begun as a draft: nothing goes, files fit, and sent it goes once', async () => {
  const sent = the.sink.mails.length;
  const letter = {
    contactId: id(),
    messageId: id(),
    mailbox: 'service',
    to: 'hidas.kirje@example.fi',
    name: 'Hidas Kirje',
    subject: 'Palautuksesi',
    text: '',
    send: false,
  };
  const write = (more: object = {}) =>
    the.eero.ask('POST', '/api/console/contacts/write-first', { ...letter, ...more });
  expect((await write({ send: true })).body).toMatchObject({ code: 'value-not-valid' });
  expect((await write()).status).toBe(200);
  expect((await write()).status).toBe(200);
  const opened = await the.open(the.eero, letter.contactId);
  expect(opened).toMatchObject({ status: 'open', assigneeId: the.eero.staffId, messages: [] });
  expect(opened.drafts).toMatchObject([{ draftId: letter.messageId, to: [letter.to] }]);
  expect(await attach(letter.contactId, letter.messageId, id(), 'kuitti')).toBe(200);
  const reply = {
    messageId: letter.messageId,
    version: opened.version,
    text: 'Hei Hidas, liitteenä kuitti.',
    to: [letter.to],
    subject: letter.subject,
  };
  expect((await the.eero.ask('POST', url(letter.contactId, '/replies'), reply)).status).toBe(200);
  await expect.poll(() => the.sink.mails.length).toBe(sent + 1);
  expect(the.sink.mails.at(-1)).toMatchObject({ recipients: [letter.to] });
});

test('one’s other windows are told of a newer draft and which it is; colleagues are told neither', async () => {
  const contactId = await the.contact();
  const draftId = id();
  const told: unknown[] = [];
  const save = (version: number) =>
    the.eero.ask('POST', url(contactId, `/drafts/${draftId}`), { kind: 'reply', version, text: 'Kesken' });
  await save(0);
  const stop = the.house.contacts.live.subscribe((event) => {
    if (event.kind === 'drafts-changed' && event.contactId === contactId) told.push(event.staffId);
  });
  await save(1);
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toBe(the.eero.staffId);
  stop();
  const marks = async (who: typeof the.eero) =>
    (await who.ask<{ drafts: object[] }>('GET', url(contactId, '/drafts'))).body.drafts;
  expect(await marks(the.eero)).toMatchObject([{ version: 2 }]);
  expect(await marks(the.maija)).toMatchObject([{ version: null }]);
});

async function attach(contactId: string, draftId: string, fileId: string, text: string): Promise<number> {
  const headers = { 'x-haltija': 'console' };
  const signedIn = await the.app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers,
    payload: { userName: the.eero.userName, password },
  });
  const { name, value } = signedIn.cookies[0]!;
  const answer = await the.app.inject({
    method: 'POST',
    url: url(contactId, `/drafts/${draftId}/files/${fileId}`),
    headers: { ...headers, 'content-type': 'application/octet-stream', 'x-file-name': 'kuitti.txt' },
    cookies: { [name]: value },
    payload: Buffer.from(text),
  });
  return answer.statusCode;
}
