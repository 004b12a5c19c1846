import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { handInMailWithFile } from '../promises/hand-in-raw.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { registerFile } from '../support/start-house.ts';
import { openSearchHouse, type SearchHouse } from './search-house.ts';

let desk: SearchHouse;
let officer: Person;
let swedish: Id<'contact'>;
let finnish: Id<'contact'>;
let english: Id<'contact'>;
let privacy: Id<'contact'>;

beforeAll(async () => {
  desk = await openSearchHouse();
  const { house, app } = desk.the;
  officer = await makeColleague(house, app, desk.administrator, {
    userName: 'anna.niemi',
    displayName: 'Anna Niemi',
    tasks: ['handle-data-protection'],
  });
  const hand = async (mail: Parameters<typeof handInMail>[1]) => (await handInMail(house, mail))!;
  swedish = await hand({
    from: '"Åsa Lindqvist" <asa.lindqvist@example.fi>',
    subject: 'Brevet kom inte fram',
    text: 'Hej! Jag väntar på brevet från Skatteförvaltningen. Ärendet gäller 2026-11-01 och min kod 131052-9982.',
  });
  finnish = await hand({
    from: '"Pekka Mäkelä" <pekka.makela@example.fi>',
    mailbox: 'service',
    subject: 'Kadonnut kirje',
    text: 'Hei! Odotan kirjettä verottajalta. Voisitteko auttaa asiassa? Kirjoitin myös osoitteesta apu@example.com.',
  });
  english = await hand({
    from: '"Mary Field" <mary.field@example.com>',
    mailbox: 'service-en',
    subject: 'Lost invoices',
    text: 'Hello, two of my invoices were never delivered to my letter box. Please help.',
  });
  privacy = await hand({
    from: '"Åsa Lindqvist" <asa.lindqvist@example.fi>',
    mailbox: 'privacy',
    subject: 'Begäran om utdrag',
    text: 'Jag vill ha registerutdraget över mina brev.',
  });
});
afterAll(() => desk.the.stop());

const sql = <Row>(text: string, values: unknown[] = []) => desk.the.house.storage.db.query<Row>(text, values);

test("what stands in a queue outside one's tasks is not found, by word, name, address, number or id", async () => {
  const [row] = await sql<{ number: number }>('SELECT number FROM register.contact WHERE id = $1', [privacy]);
  for (const text of [
    'registerutdraget',
    '"registerutdraget över mina"',
    `#${row!.number}`,
    privacy,
    'queue:privacy',
  ])
    expect(await desk.ids(desk.agent, text), text).toEqual([]);
  for (const text of ['Lindqvist', 'asa.lindqvist@example.fi', 'brev', 'after:2020-01-01'])
    expect(await desk.ids(desk.agent, text), text).not.toContain(privacy);
  for (const order of ['newest', 'best'])
    expect(await desk.ids(officer, 'registerutdrag', { order })).toEqual([privacy]);
  // Nor was it opened on the way.
  const lines = await sql('SELECT 1 FROM log.entry WHERE actor = $1 AND $2 = ANY (units)', [
    desk.agent.staffId,
    privacy,
  ]);
  expect(lines).toEqual([]);
});

test('an identity code is not searched for as text, wherever it is typed', async () => {
  const before = await sql('SELECT 1 FROM search.text');
  for (const text of ['131052-9982', 'brev 131052 - 9982', 'name:131052-9982', '"131052-9982"']) {
    const answer = await desk.find(desk.agent, text);
    expect(answer, text).toMatchObject({ identityCode: true, contacts: [] });
  }
  expect((await desk.find(desk.agent, 'x', { filters: { from: '131052-9982' } })).identityCode).toBe(true);
  const tokens = desk.the.house.contacts.blindIndex.textTokens(['131052', '9982', '131052-9982']);
  expect(await sql('SELECT 1 FROM search.text WHERE tokens && $1::int[]', [[...tokens]])).toEqual([]);
  expect(before.length).toBeGreaterThan(3);
});

test('without the task, or with a task that sees no notes, nothing is found that the task does not see', async () => {
  const noteId = crypto.randomUUID();
  await desk.agent.ask('POST', `/api/console/contacts/${english}/notes`, {
    noteId,
    text: 'Kunden ringde om hyacintleveransen',
  });
  expect(await desk.ids(desk.agent, 'hyacintleveransen')).toEqual([english]);
  const { house } = desk.the;
  const source = await readFile(registerFile, 'utf8');
  const narrowed = source.replace(
    'categories: [name, address, phone, emailAddress, messages, files, notes, contactMetadata]',
    'categories: [address, phone, messages, files, contactMetadata]',
  );
  expect(narrowed).not.toBe(source);
  await house.publish(narrowed, null);
  try {
    expect(await desk.ids(desk.agent, 'hyacintleveransen')).toEqual([]);
    expect(await desk.ids(desk.agent, 'asa.lindqvist@example.fi')).toEqual([]);
    expect(await desk.ids(desk.agent, 'Lindqvist')).toEqual([]);
    const found = await desk.find(desk.agent, 'brevet');
    expect(found.contacts).toMatchObject([{ name: '', nameMarks: [] }]);
  } finally {
    await house.publish(source, null);
  }
  expect(
    (await desk.administrator.ask('POST', '/api/console/contacts/search', { text: 'brev' })).status,
  ).toBe(403);
});

test('inflected words of three languages find each other', async () => {
  for (const text of ['brev', 'breven', 'brevet', 'BREVET', 'vänta', 'skatteförvaltning'])
    expect(await desk.ids(desk.agent, text), text).toContain(swedish);
  for (const text of ['kirje', 'kirjeen', 'kirjettä', 'odottaa verottaja'.split(' ')[1]!, 'asia'])
    expect(await desk.ids(desk.agent, text), text).toContain(finnish);
  for (const text of ['invoice', 'deliver', 'letters', 'two invoices helping'])
    expect(await desk.ids(desk.agent, text), text).toContain(english);
});

test('every word must stand in the text; phrases in their order', async () => {
  expect(await desk.ids(desk.agent, 'brevet invoices')).toEqual([]);
  expect(await desk.ids(desk.agent, 'invoices letter')).toEqual([english]);
  expect(await desk.ids(desk.agent, '"never delivered"')).toEqual([english]);
  expect(await desk.ids(desk.agent, '"delivered never"')).toEqual([]);
  expect(await desk.ids(desk.agent, '2026-11-01')).toEqual([swedish]);
  expect(await desk.ids(desk.agent, '11-2026-01')).toEqual([]);
});

test('best first takes what holds some of the words, rare ones first', async () => {
  const found = await desk.ids(desk.agent, 'hyacintleveransen kirjettä brevet', { order: 'best' });
  expect(found).toEqual(expect.arrayContaining([swedish, finnish, english]));
});

test('hits are marked by places, in a piece of the text', async () => {
  const [found] = (await desk.find(desk.agent, 'invoices delivered')).contacts;
  const { hit, subject, subjectMarks } = found!;
  expect(subjectMarks.map(([at, length]) => subject.slice(at, at + length))).toEqual(['invoices']);
  expect(hit!.marks.map(([at, length]) => hit!.text.slice(at, at + length))).toEqual([
    'invoices',
    'delivered',
  ]);
  const code = (await desk.find(desk.agent, 'ärendet')).contacts[0]!.hit!;
  expect(code.text).toContain('••••••-••••');
  expect(code.text).not.toContain('131052');
});

test('people are found by name, address, number and filters', async () => {
  expect(await desk.ids(desk.agent, 'Åsa Lindqvist')).toEqual([swedish]);
  expect(await desk.ids(desk.agent, 'makela')).toEqual([finnish]);
  expect(await desk.ids(desk.agent, 'Pekka.Makela@example.fi')).toEqual([finnish]);
  expect(await desk.ids(desk.agent, 'apu@example.com')).toEqual([finnish]);
  expect(await desk.ids(desk.agent, 'from:mary.field@example.com')).toEqual([english]);
  expect(await desk.ids(desk.agent, 'från:"Mary Field" invoices')).toEqual([english]);
  expect(await desk.ids(desk.agent, 'from:"Mary Field" brevet')).toEqual([]);
  const [row] = await sql<{ number: number }>('SELECT number FROM register.contact WHERE id = $1', [swedish]);
  for (const text of [`#${row!.number}`, String(row!.number), `nummer:${row!.number}`, swedish])
    expect(await desk.ids(desk.agent, text), text).toContain(swedish);
});

test('filters narrow, in any language, typed or structured', async () => {
  expect(await desk.ids(desk.agent, 'kieli:suomi tila:avoin')).toEqual([finnish]);
  expect(await desk.ids(desk.agent, 'språk:engelska is:öppen')).toEqual([english]);
  expect(await desk.ids(desk.agent, 'is:closed')).toEqual([]);
  expect(await desk.ids(desk.agent, 'invoices before:2020-01-01')).toEqual([]);
  expect(await desk.ids(desk.agent, 'invoices after:yesterday')).toEqual([english]);
  expect(await desk.ids(desk.agent, 'has:recording')).toEqual([]);
  expect(
    await desk.ids(desk.agent, 'invoices', { filters: { queue: ['service'], status: ['open'] } }),
  ).toEqual([english]);
  expect(await desk.ids(desk.agent, 'assignee:me')).toEqual([]);
  expect(await desk.ids(desk.agent, 'invoices assignee:nobody')).toEqual([english]);
  expect(await desk.find(desk.agent, 'tag:finns-inte brev')).toMatchObject({
    contacts: [],
    unknown: ['tag'],
  });
});

test('files are found by name', async () => {
  const contactId = await handInMailWithFile(desk.the.house, {
    from: '"Kalle Berg" <kalle.berg@example.se>',
    text: 'Bifogar kvittot.',
    file: { name: 'flygbiljett-arlanda.pdf', content: Buffer.from('%PDF-1.4') },
  });
  expect(await desk.ids(desk.agent, 'arlanda')).toEqual([contactId]);
  expect((await desk.find(desk.agent, 'arlanda')).contacts[0]!.hit).toMatchObject({ where: 'file' });
  expect(await desk.ids(desk.agent, 'har:bilaga')).toContain(contactId);
});

test('each search is one line that names every unit opened and none of the words', async () => {
  const count = async () =>
    (await sql<{ n: number }>("SELECT count(*) AS n FROM log.entry WHERE action = 'search'"))[0]!.n;
  const before = await count();
  const found = await desk.find(desk.agent, 'Lindqvist');
  expect((await count()) - before).toBe(1);
  const [line] = await sql<{ units: string[]; details: Record<string, unknown> }>(
    "SELECT units, details FROM log.entry WHERE action = 'search' ORDER BY at DESC, id DESC LIMIT 1",
  );
  expect(line!.units).toEqual(
    expect.arrayContaining(found.contacts.flatMap((each) => [each.contactId, each.personId])),
  );
  // Opened to check the order of the words, and not shown: named all the same.
  expect(await desk.ids(desk.agent, '"delivered never"')).toEqual([]);
  const [checked] = await sql<{ units: string[] }>(
    "SELECT units FROM log.entry WHERE action = 'search' ORDER BY at DESC, id DESC LIMIT 1",
  );
  expect(checked!.units).toEqual([english]);
  const all = JSON.stringify(await sql("SELECT details, leaf::text FROM log.entry WHERE action = 'search'"));
  expect(all).not.toMatch(/lindqvist|invoice|delivered|arlanda/i);
  expect(desk.the.logLines.join('\n')).not.toMatch(/lindqvist|invoice|hyacint|arlanda/i);
});

test('pages do not overlap and leave nothing out', async () => {
  for (let index = 0; index < 7; index += 1)
    await handInMail(desk.the.house, {
      from: `"Kund ${index}" <kund${index % 3}@example.se>`,
      subject: 'Sidvisning',
      text: `Pelargonerna vissnar, rad ${index}.`,
    });
  for (const order of ['newest', 'best']) {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 9; pages += 1) {
      const page = await desk.find(desk.agent, 'pelargonerna', {
        order,
        limit: 3,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.contacts.map((each) => each.contactId));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen.length, order).toBe(7);
    expect(new Set(seen).size, order).toBe(7);
  }
  expect(
    (await desk.agent.ask('POST', '/api/console/contacts/search', { text: 'x', cursor: 'best_x' })).status,
  ).toBe(400);
});

test('a person whose processing is restricted is not found by anything', async () => {
  const [row] = await sql<{ person_id: string }>('SELECT person_id FROM register.contact WHERE id = $1', [
    english,
  ]);
  await sql("UPDATE register.person SET state = 'restricted' WHERE id = $1", [row!.person_id]);
  for (const text of ['invoices', 'mary.field@example.com', 'Mary', english, 'is:open'])
    expect(await desk.ids(desk.agent, text), text).not.toContain(english);
  await sql("UPDATE register.person SET state = 'active' WHERE id = $1", [row!.person_id]);
  expect(await desk.ids(desk.agent, 'invoices')).toEqual([english]);
});

test('an erased contact is not found at once, and leaves no row', async () => {
  await sql("UPDATE register.contact SET delete_after = now() - interval '1 day' WHERE id = $1", [english]);
  await desk.the.house.sweep();
  expect(await desk.ids(desk.agent, 'invoices')).toEqual([]);
  expect(await desk.ids(desk.agent, 'hyacintleveransen')).toEqual([]);
  expect(await sql('SELECT 1 FROM search.text WHERE contact_id = $1', [english])).toEqual([]);
});

test('of a name that very many have all are found; texts are looked through for some, and the answer says so', async () => {
  const before = await desk.ids(desk.agent, 'Lindqvist', { by: 'name' });
  expect(before).not.toEqual([]);
  expect(await desk.find(desk.agent, 'name:Lindqvist brevet')).toMatchObject({ bounded: false });
  const tokens = desk.the.house.contacts.blindIndex.tokens('name', ['lindqvist']);
  await sql(
    `INSERT INTO register.name_token (token, person_id, cover)
     SELECT token, person, 1 FROM (SELECT gen_random_uuid() AS person FROM generate_series(1, 501)) people, unnest($1::int[]) AS token`,
    [tokens.flat()],
  );
  expect(await desk.ids(desk.agent, 'Lindqvist', { by: 'name' })).toEqual(before);
  expect(await desk.find(desk.agent, 'Lindqvist', { by: 'name' })).toMatchObject({ bounded: false });
  expect(await desk.find(desk.agent, 'name:Lindqvist brevet')).toMatchObject({ bounded: true });
});
