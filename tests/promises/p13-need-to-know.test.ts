import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { handInMailWithFile, handInRaw, writeMail } from './hand-in-raw.ts';
import { type Desk, openDesk, type PersonAnswer } from './one-customer.ts';
import { listenLive } from './listen-live.ts';

// P13: only who needs it for their work. Mail to the officer's address is the officer's: no other door opens on it.

let desk: Desk;
let officer: Person;
let lead: Person;
const subject = 'Tarkastuspyyntö omista tiedoista';
const from = '"Tellervo Piilopirtti" <tellervo.piilopirtti@example.fi>';
let ordinary: string;
let guarded: string;
let personId: string;
let guardedNumber: string;
let fileId: string;
let trayId: string;

beforeAll(async () => {
  desk = await openDesk();
  const { the, administrator } = desk;
  officer = await makeColleague(the.house, the.app, administrator, {
    userName: 'helmi.salo',
    displayName: 'Helmi Salo',
    tasks: ['handle-data-protection'],
  });
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'olli.niemi',
    displayName: 'Olli Niemi',
    tasks: ['lead-team'],
  });
  ordinary = await handInMailWithFile(the.house, { from, subject: 'Missä kirje on', mailbox: 'service' });
  guarded = await handInMailWithFile(the.house, {
    from,
    subject,
    text: 'Haluan nähdä tietoni. Tunnukseni on 131052-9982.',
    file: { name: 'pyynto.pdf', content: Buffer.from('%PDF-1.4 pyyntö') },
    mailbox: 'privacy',
  });
  const opened = await officer.ask<{
    number: string;
    person: { personId: string };
    messages: { files: { fileId: string }[] }[];
  }>('GET', `/api/console/contacts/${guarded}`);
  ({ personId } = opened.body.person);
  guardedNumber = opened.body.number;
  fileId = opened.body.messages[0]!.files[0]!.fileId;
  const unread = await handInRaw(the.house, Buffer.from('Subject: rikki\r\n\r\nrikki\r\n'), 'privacy');
  trayId = unread.rawId;
});
afterAll(() => desk.the.stop());

const outsiders = (): [string, Person][] => [
  ['agent', desk.agent],
  ['team lead', lead],
];
const list = (person: Person, query = '') =>
  person.ask<{ contacts: { contactId: string }[] }>('GET', `/api/console/contacts${query}`);
const search = (person: Person, by: string, text: string) =>
  person.ask<{ contacts: { contactId: string }[] }>('POST', '/api/console/contacts/search', { by, text });
const ids = (answer: { body: { contacts: readonly { contactId: string }[] } }) =>
  answer.body.contacts.map(({ contactId }) => contactId);

test('neither list, nor its filters, nor the counts tell of it', async () => {
  for (const [role, person] of outsiders()) {
    for (const query of [
      '',
      '?status=any',
      '?queue=privacy',
      '?status=any&queue=privacy&limit=100',
      '?view=unassigned',
      '?view=mine&status=any',
    ]) {
      expect(ids(await list(person, query)), role).not.toContain(guarded);
    }
    expect((await person.ask('GET', '/api/console/contacts/counts')).body).toMatchObject({
      all: 1,
      unassigned: 1,
      tray: 0,
    });
  }
  expect(ids(await list(officer)).toSorted()).toEqual([ordinary, guarded].toSorted());
  expect((await officer.ask('GET', '/api/console/contacts/counts')).body).toMatchObject({ all: 2, tray: 1 });
});

test('no search finds it', async () => {
  for (const [by, text] of [
    ['name', 'Tellervo Piilopirtti'],
    ['email', 'tellervo.piilopirtti@example.fi'],
    ['id', guarded],
    ['id', guardedNumber],
    ['any', guarded],
    ['any', guardedNumber],
    ['any', 'Piilopirtti'],
  ] as const) {
    for (const [role, person] of outsiders())
      expect(ids(await search(person, by, text)), `${role} ${by}`).not.toContain(guarded);
    expect(ids(await search(officer, by, text)), by).toContain(guarded);
  }
});

test('no address opens it, and each try is refused and logged', async () => {
  const [mask] = await desk.the.house.storage.db.query<{ id: string }>(
    'SELECT id FROM register.masked_code WHERE contact_id = $1',
    [guarded],
  );
  const at = `/api/console/contacts/${guarded}`;
  const doors: ['GET' | 'POST', string, unknown?][] = [
    ['GET', at],
    ['GET', `${at}?reason=customer-on-the-line`],
    ['GET', `${at}/readings`],
    ['GET', `${at}/files/${fileId}`],
    ['GET', `${at}/files/${fileId}?reason=customer-on-the-line`],
    ['POST', `${at}/notes`, { noteId: crypto.randomUUID(), text: 'Hei' }],
    ['POST', `${at}/replies`, { messageId: crypto.randomUUID(), version: 1, text: 'Hei' }],
    ['POST', `${at}/assign`, { version: 1, assigneeId: desk.agent.staffId }],
    ['POST', `${at}/close`, { version: 1 }],
    ['POST', `${at}/reopen`, { version: 1 }],
    ['POST', `${at}/masked-codes/${mask!.id}/look-up`],
  ];
  for (const [role, person] of outsiders()) {
    for (const [method, url, body] of doors) {
      const answer = await person.ask(method, url, body);
      expect(answer, `${role} ${method} ${url}`).toMatchObject({
        status: 403,
        body: { code: 'task-missing' },
      });
      expect(JSON.stringify(answer.body)).not.toMatch(/Tarkastus|Piilopirtti/);
    }
    const [logged] = await desk.the.house.storage.db.query<{ count: number }>(
      "SELECT count(*) AS count FROM log.entry WHERE actor = $1 AND refusal = 'task-missing' AND $2 = ANY (units)",
      [person.staffId, guarded],
    );
    expect(logged!.count, role).toBe(doors.length);
  }
  expect((await officer.ask('GET', at)).status).toBe(200);
});

test('nobody who could not answer it can be given it', async () => {
  const { body } = await officer.ask<{ version: number }>('GET', `/api/console/contacts/${guarded}`);
  const given = await officer.ask('POST', `/api/console/contacts/${guarded}/assign`, {
    version: body.version,
    assigneeId: desk.agent.staffId,
  });
  expect(given).toMatchObject({ status: 403, body: { code: 'task-missing' } });
});

test('the person’s page and the count beside their name leave it out', async () => {
  for (const [role, person] of outsiders()) {
    const page = await person.ask<PersonAnswer & { moreContacts: boolean }>(
      'GET',
      `/api/console/people/${personId}`,
    );
    expect(ids(page), role).toEqual([ordinary]);
    expect(page.body.moreContacts).toBe(false);
    const opened = await person.ask<{ person: { contacts: number } }>(
      'GET',
      `/api/console/contacts/${ordinary}`,
    );
    expect(opened.body.person.contacts, role).toBe(1);
  }
  expect(ids(await officer.ask<PersonAnswer>('GET', `/api/console/people/${personId}`)).toSorted()).toEqual(
    [ordinary, guarded].toSorted(),
  );
});

test('nor do the readings of the person tell that the officer has it in hand', async () => {
  const readings = (person: Person) =>
    person.ask<{ readings: { act: string; staffId: string | null }[] }>(
      'GET',
      `/api/console/people/${personId}/readings`,
    );
  const seen = await readings(officer);
  expect(
    seen.body.readings.some(({ act, staffId }) => act === 'open-contact' && staffId === officer.staffId),
  ).toBe(true);
  for (const [role, person] of outsiders()) {
    const { body } = await readings(person);
    expect(body.readings.length, role).toBeGreaterThan(0);
    expect(
      body.readings.filter(({ act, staffId }) => act === 'open-contact' && staffId === officer.staffId),
      role,
    ).toEqual([]);
  }
});

test('unreadable mail to the officer waits in the officer’s tray', async () => {
  expect((await lead.ask<{ items: unknown[] }>('GET', '/api/console/tray')).body.items).toEqual([]);
  for (const [method, url, body] of [
    ['GET', `/api/console/tray/${trayId}`],
    ['POST', `/api/console/tray/${trayId}/settle`, { act: 'set-aside' }],
  ] as const) {
    expect(await lead.ask(method, url, body)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  }
  expect(
    (await officer.ask<{ items: { mailId: string }[] }>('GET', '/api/console/tray')).body.items,
  ).toMatchObject([{ mailId: trayId }]);
});

test('the live stream tells the agent of the ordinary mail and not of the officer’s', async () => {
  const [agentHears, officerHears] = await Promise.all([
    listenLive(desk.the, 'eero.virtanen'),
    listenLive(desk.the, 'helmi.salo'),
  ]);
  const quiet = await handInMailWithFile(desk.the.house, { from, subject, mailbox: 'privacy' });
  await officer.ask('POST', `/api/console/contacts/${guarded}/notes`, {
    noteId: crypto.randomUUID(),
    text: 'Vastaan huomenna',
  });
  await handInRaw(desk.the.house, Buffer.from('Subject: rikki\r\n\r\nrikki taas\r\n'), 'privacy');
  const loud = await handInMailWithFile(desk.the.house, {
    from,
    subject: 'Toinen kysymys',
    mailbox: 'service',
  });
  const heard = await agentHears.until((event) => event.contactId === loud);
  expect(heard.map(({ contactId }) => contactId)).toEqual([loud]);
  const told = await officerHears.until((event) => event.contactId === loud);
  expect(told.map(({ contactId }) => contactId)).toEqual(expect.arrayContaining([quiet, guarded, loud]));
  await Promise.all([agentHears.stop(), officerHears.stop()]);
});

test('an answer to an ordinary thread that is sent to the officer does not land where others read', async () => {
  const reference = '<p13-thread@example.fi>';
  const raw = (id: string, headers: string[]) =>
    Buffer.from(
      writeMail({ from, subject: 'Sama asia' })
        .toString()
        .replace(/Message-ID: .*\r\n/, `Message-ID: ${id}\r\n${headers.join('')}`),
    );
  const first = await handInRaw(desk.the.house, raw(reference, []), 'service');
  const second = await handInRaw(
    desk.the.house,
    raw('<p13-second@example.fi>', [`In-Reply-To: ${reference}\r\n`]),
    'privacy',
  );
  expect(second.contactId).not.toBe(first.contactId);
  expect(await desk.agent.ask('GET', `/api/console/contacts/${second.contactId}`)).toMatchObject({
    status: 403,
  });
});
