import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInMail } from './support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from './support/sign-in.ts';
import { startHouse, type TestHouse } from './support/start-house.ts';

let the: TestHouse;
let administrator: Person;
let agent: Person;

beforeAll(async () => {
  the = await startHouse();
  administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
});
afterAll(() => the.stop());

test('a mail becomes a contact that an agent lists, opens, notes, assigns, answers and closes', async () => {
  const contactId = await handInMail(the.house, { text: 'Hej! Min kod är 131052-9982. Brevet saknas.' });
  expect(contactId).toBeDefined();
  const list = await agent.ask<{ contacts: { contactId: string; name: string; subject: string }[] }>(
    'GET',
    '/api/console/contacts',
  );
  expect(list.body.contacts).toMatchObject([
    { contactId, name: 'Åsa Lindqvist', subject: 'Brevet kom inte fram' },
  ]);

  const opened = await agent.ask<{
    version: number;
    messages: { text: string; maskedCodes: { maskId: string }[] }[];
    person: { personId: string };
  }>('GET', `/api/console/contacts/${contactId}`);
  expect(opened.status).toBe(200);
  expect(opened.body.messages[0]!.text).toContain('[[code:1]]');
  expect(JSON.stringify(opened.body)).not.toContain('131052');

  const { personId } = opened.body.person;
  const person = await agent.ask<{ fields: unknown[]; version: number }>(
    'GET',
    `/api/console/people/${personId}`,
  );
  expect(person.status).toBe(200);
  const mask = opened.body.messages[0]!.maskedCodes[0]!.maskId;
  expect(
    (await agent.ask('POST', `/api/console/contacts/${contactId}/masked-codes/${mask}/look-up`)).body,
  ).toEqual({ personId: null });

  const noted = await agent.ask<{ version: number }>('POST', `/api/console/contacts/${contactId}/notes`, {
    noteId: crypto.randomUUID(),
    text: 'Ringer i morgon',
  });
  expect(noted).toMatchObject({ status: 200 });
  const assigned = await agent.ask<{ version: number }>('POST', `/api/console/contacts/${contactId}/assign`, {
    version: noted.body.version,
    assigneeId: agent.staffId,
  });
  expect(assigned.status).toBe(200);
  const reply = {
    messageId: crypto.randomUUID(),
    version: assigned.body.version,
    text: 'Hej Åsa! Brevet är på väg. Din kod 131052-9982 behövs inte.',
    thenClose: true,
  };
  expect(await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, reply)).toMatchObject({
    status: 200,
  });
  // The same again changes nothing.
  expect(await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, reply)).toMatchObject({
    status: 200,
  });
  const after = await agent.ask<{ status: string; messages: { text: string }[]; notes: unknown[] }>(
    'GET',
    `/api/console/contacts/${contactId}`,
  );
  expect(after.body).toMatchObject({ status: 'closed' });
  expect(after.body.messages).toHaveLength(2);
  // What staff type is masked too: a code does not leave the house in clear text.
  expect(after.body.messages[1]!.text).toBe('Hej Åsa! Brevet är på väg. Din kod ••••••-•••• behövs inte.');
  expect(after.body.notes).toHaveLength(1);
});

test('two people acting on one contact at once: the second is told, nothing is half done', async () => {
  const contactId = await handInMail(the.house, { from: 'Pekka <pekka@example.fi>' });
  const opened = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const act = (text: string) =>
    agent.ask('POST', `/api/console/contacts/${contactId}/replies`, {
      messageId: crypto.randomUUID(),
      version: opened.body.version,
      text,
      thenClose: false,
    });
  const both = await Promise.all([act('Ensin'), act('Toiseksi')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'changed-meanwhile' });
});
