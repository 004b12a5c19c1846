import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// A house without a way out: what is answered stays queued.
let the: TestHouse;
let eero: Person;
beforeAll(async () => {
  the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  eero = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
});
afterAll(() => the?.stop());

test('a notice that a mail came back does not stop one that has never left', async () => {
  const contactId = await handInMail(the.house, {
    from: 'Irja Salo <irja.salo@example.fi>',
    messageId: '<irja-1@example.fi>',
  });
  const contact = `/api/console/contacts/${contactId}`;
  const open = async () =>
    (await eero.ask<{ version: number; messages: { delivery: string }[] }>('GET', contact)).body;
  const { version } = await open();
  const reply = { messageId: newId(), version, text: 'Tässä tiedot.' };
  expect((await eero.ask('POST', `${contact}/replies`, reply)).status).toBe(200);
  const notice = {
    from: 'MAILER-DAEMON@example.com',
    messageId: '<daemon-1@example.com>',
    headers: ['Return-Path: <>', 'In-Reply-To: <irja-1@example.fi>'],
    subject: 'Undelivered Mail Returned to Sender',
    text: 'Final-Recipient: rfc822; irja.salo@example.fi\nAction: failed\nStatus: 5.1.1\n\nUser unknown.',
  };
  expect(await handInMail(the.house, notice)).toBe(contactId);
  expect((await open()).messages.find((each) => each.delivery !== 'received')).toMatchObject({
    delivery: 'queued',
  });
  expect(
    await the.house.storage.db.query(
      'SELECT 1 FROM register.person_field WHERE undeliverable_since IS NOT NULL',
    ),
  ).toEqual([]);
});
