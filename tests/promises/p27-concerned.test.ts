import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleLetters } from '../../server/register/contacts/informing/inform-people.ts';
import { changeRegister } from './change-register.ts';
import { bounceOf } from '../email/bounce-of.ts';
import { handInRaw } from './hand-in-raw.ts';
import { openAsOwner } from './probes/plant.ts';
import type { Database } from '../../server/storage/database.ts';
import { type Customer, welcome } from './one-customer.ts';
import { type BreachHouse, incidents, openBreachHouse, readIncident, step } from './p27-house.ts';
import { find, ids, people } from './p27-people.ts';
import { signInAgain } from './visit.ts';

// P27: whom a breach concerns is found, from the access log and from what is stored, and told once (GDPR Art. 34).

const hour = 3_600_000;
let the: BreachHouse;
let owner: Database;
let asa: Customer;
let pekka: Customer;
let liisa: Customer;

beforeAll(async () => {
  the = await openBreachHouse('2026-05-04T06:00:00Z');
  owner = openAsOwner(the.the);
  asa = await welcome(the.the, { from: '"Åsa Lindqvist" <asa@example.fi>' });
  the.clock.pass(hour);
  pekka = await welcome(the.the, { from: 'Pekka <pekka@example.fi>', mailbox: 'service' });
  liisa = await welcome(the.the, { from: 'Liisa <liisa@example.fi>', mailbox: 'privacy' });
});
afterAll(async () => {
  await owner.end();
  await the.stop();
});

const db = () => the.the.house.storage.db;
const agent = () => signInAgain(the.the.app, 'eero.virtanen');

test('a search that nothing narrows is refused, and so is one that ends before it begins', async () => {
  const id = await the.report();
  const officer = await the.officer();
  for (const search of [
    { by: 'store' },
    { by: 'log', from: '2026-05-04T06:00:00Z', to: '2026-05-04T05:00:00Z' },
    { by: 'log', from: '2026-05-04T06:00:00Z' },
    { by: 'store', queue: 'service', name: 'Åsa' },
  ])
    expect(await find(officer, id, search)).toMatchObject({ code: 'invalid-input' });
});

test('from the access log: whom a colleague has seen in a span, and nobody else; merely counted it changes nothing', async () => {
  the.clock.pass(hour);
  const from = the.clock.now().toISOString();
  const eero = await agent();
  expect((await eero('GET', `/api/console/contacts/${pekka.contactId}`)).status).toBe(200);
  the.clock.pass(60_000);
  const to = the.clock.now().toISOString();
  await (
    await the.officer()
  )('GET', `/api/console/contacts/${asa.contactId}`);
  const id = await the.report();
  const officer = await the.officer();
  const search = { by: 'log', from, to, staffId: the.agent.staffId };
  const counted = await find(officer, id, search, false);
  expect(counted).toMatchObject({ people: 1, added: 1, erased: 0, outside: 0 });
  expect((await people(officer, id)).people).toEqual([]);
  expect(await find(officer, id, search)).toMatchObject({ people: 1, added: 1 });
  expect(await find(officer, id, search)).toMatchObject({ people: 1, added: 0 });
  const [row] = (await people(officer, id)).people;
  expect(row).toMatchObject({ personId: pekka.personId, foundBy: 'log', toldWay: null, letter: null });
  expect(row!.categories).toContain('messages');
  // Later than the span, and read by another: not found.
  expect(
    await find(officer, id, { by: 'log', from: to, to: '2026-06-01T00:00:00Z', staffId: the.agent.staffId }),
  ).toMatchObject({ people: 0 });
  // Who asked what a colleague read stands in the log, with whose reading it was.
  const lines = await db().query<{ details: object }>(
    "SELECT details FROM log.entry WHERE $1 = ANY (units) AND details->>'change' = 'people-found'",
    [id],
  );
  expect(lines.length).toBe(3);
  expect(lines[0]!.details).toMatchObject({ way: 'log', staff: the.agent.staffId });
});

test('who stands only where one handles no incidents is not put on the list, and it is said how many', async () => {
  await the.the.house.publish(
    changeRegister((register) => {
      register.tasks['handle-data-protection']!.queues = ['service'];
    }),
    null,
  );
  const id = await the.report();
  const officer = await the.officer();
  expect(await find(officer, id, { by: 'store', from: '2026-01-01T00:00:00Z' })).toMatchObject({
    people: 2,
    outside: 1,
  });
  // outside-by-hand: nor one by one, by an id that somebody came by.
  const byHand = await officer<{ changed: number }>('POST', `${incidents}/${id}/people`, {
    people: [liisa.personId],
    leaveOut: false,
    reason: 'Tunnus toisaalta',
  });
  expect(byHand.body).toEqual({ changed: 0 });
  expect(ids((await people(officer, id)).people)).not.toContain(liisa.personId);
  await the.the.house.publish(
    changeRegister(() => undefined),
    null,
  );
});

test('from what is stored: a queue, a mailbox, a span, a contact, a person', async () => {
  const id = await the.report();
  const officer = await the.officer();
  const counted = (search: object) => find(officer, id, { by: 'store', ...search }, false);
  expect(await counted({ queue: 'service' })).toMatchObject({ people: 2, records: 2 });
  expect(await counted({ mailbox: 'privacy' })).toMatchObject({ people: 1 });
  expect(await counted({ contactId: asa.contactId })).toMatchObject({ people: 1 });
  expect(await counted({ personId: asa.personId })).toMatchObject({ people: 1, records: 2 });
  expect(await counted({ to: '2026-05-04T06:30:00Z' })).toMatchObject({ people: 1 });
  expect(await counted({ contactId: crypto.randomUUID() })).toMatchObject({ people: 0 });
});

test('people are added and left out with a reason; who was left out stays so when they are found again', async () => {
  const id = await the.report();
  const officer = await the.officer();
  const change = (leaveOut: boolean, ...named: string[]) =>
    officer('POST', `${incidents}/${id}/people`, { people: named, leaveOut, reason: 'Anna Testis begäran' });
  expect((await change(false, asa.personId, liisa.personId, crypto.randomUUID())).body).toEqual({
    changed: 2,
  });
  expect((await change(true, liisa.personId)).body).toEqual({ changed: 1 });
  expect((await change(true, liisa.personId)).body).toEqual({ changed: 0 });
  await find(officer, id, { by: 'store', mailbox: 'privacy' });
  expect(ids((await people(officer, id)).people)).toEqual([asa.personId]);
  expect(ids((await people(officer, id, '?state=left-out')).people)).toEqual([liisa.personId]);
  const { steps } = await readIncident(officer, id);
  expect(steps.filter(({ kind }) => kind === 'left-out')[0]).toMatchObject({
    count: 1,
    text: 'Anna Testis begäran',
  });
});

test('whose data are erased meanwhile goes from the list, and is counted; what the log names of them leads to nobody', async () => {
  const gone = await welcome(the.the, { from: 'Kalle <kalle@example.fi>' });
  the.clock.pass(1000);
  const from = the.clock.now().toISOString();
  await (
    await agent()
  )('GET', `/api/console/contacts/${gone.contactId}`);
  the.clock.pass(1000);
  const search = { by: 'log', from, to: the.clock.now().toISOString() };
  const id = await the.report();
  const officer = await the.officer();
  expect(await find(officer, id, search)).toMatchObject({ people: 1, erased: 0 });
  await owner.query("UPDATE register.contact SET delete_after = '2026-05-01' WHERE id = $1", [
    gone.contactId,
  ]);
  await owner.query("UPDATE register.person SET delete_after = '2026-05-01' WHERE id = $1", [gone.personId]);
  await the.the.house.sweep();
  const later = await the.officer();
  expect((await readIncident(later, id)).erased).toBe(1);
  expect((await people(later, id)).people).toEqual([]);
  const found = await find(later, id, search);
  expect(found.people).toBe(0);
  expect(found.erased).toBeGreaterThan(0);
});

test('letters: one each, in their language, by the words of the officer; who cannot be reached is told otherwise', async () => {
  const id = await the.report();
  const officer = await the.officer();
  const nobody = await welcome(the.the, { from: 'Ilman <ilman@example.fi>' });
  await owner.query('DELETE FROM register.person_field WHERE person_id = $1', [nobody.personId]);
  await officer('POST', `${incidents}/${id}/people`, {
    people: [asa.personId, pekka.personId, nobody.personId],
    leaveOut: false,
    reason: 'Utrett',
  });
  await step(officer, id, '/risk', { decision: 'high', reason: 'Känsligt' });
  const start = () => step(officer, id, '/letters/start', {});
  const missing = (what: string) => ({ code: 'incident-incomplete', details: { missing: what } });
  expect((await start()).body).toMatchObject(missing('tell'));
  await step(officer, id, '/telling', { decision: 'tell', reason: 'Hög risk' });
  expect((await start()).body).toMatchObject(missing('letter-sv'));
  const letters = async () =>
    (
      await officer<{
        texts: { language: 'sv' | 'fi' | 'en'; written: boolean; subject: string; text: string }[];
        letters: { left: number; underWay: number; told: number; notByMail: number };
      }>('GET', `${incidents}/${id}/letters`)
    ).body;
  for (const { language, subject, text, written } of (await letters()).texts) {
    expect(written).toBe(false);
    expect(text).toContain('tietosuoja@kivra.fi');
    const write = (given: string) => step(officer, id, '/letters', { language, subject, text: given });
    expect((await write(text)).body).toMatchObject({ code: 'variable-not-filled' });
    expect((await write(text.replaceAll('[…]', `Ifyllt ${language}`))).status).toBe(200);
  }
  expect((await start()).status).toBe(200);
  expect((await start()).body).toMatchObject({ code: 'already-done' });
  expect(
    (await step(officer, id, '/letters', { language: 'sv', subject: 'Annat', text: 'Annat' })).body,
  ).toMatchObject({ code: 'already-done' });
  expect((await step(officer, id, '/telling', { decision: 'averted', reason: 'Ångrat' })).body).toMatchObject(
    { code: 'already-done' },
  );
  await expect
    .poll(async () => (await letters()).letters, { timeout: 15_000 })
    .toMatchObject({ left: 0, underWay: 2, notByMail: 1 });
  const to = (address: string) => the.sink.mails.filter(({ recipients }) => recipients.includes(address));
  expect([to('asa@example.fi').length, to('pekka@example.fi').length]).toEqual([1, 1]);
  const sent = to('asa@example.fi')[0]!.raw.toString();
  expect(sent).toMatch(/^Auto-Submitted|^From:/im);
  const settle = async () =>
    (await step(officer, id, '', { settle: true, lessons: 'Tvåpersonskontroll' })).body;
  await step(officer, id, '/authority', { decision: 'notify', reason: 'Hög risk' });
  await officer('POST', `${incidents}/${id}/notices`, {
    noticeId: crypto.randomUUID(),
    language: 'sv',
    sentAt: the.clock.now().toISOString(),
    reference: 'TSV/1',
    complete: false,
  });
  expect(await settle()).toMatchObject(missing('letters'));
  expect(ids((await people(officer, id, '?untold=true')).people)).toEqual([nobody.personId]);
  const tell = () => officer('POST', `${incidents}/${id}/people/${nobody.personId}/told`, { way: 'phone' });
  expect((await tell()).status).toBe(200);
  expect((await tell()).body).toMatchObject({ code: 'already-done' });
  expect(await settle()).toMatchObject({ version: expect.any(Number) });
  // Letters count once they have not come back for five days; nobody has two.
  the.clock.pass(5 * 24 * hour + 1000);
  expect(await settleLetters(the.the.house.contacts)).toBe(2);
  const rows = await db().query<{ told_way: string }>(
    'SELECT told_way FROM register.incident_person WHERE incident_id = $1 ORDER BY told_way',
    [id],
  );
  expect(rows.map(({ told_way }) => told_way)).toEqual(['mail', 'mail', 'phone']);
  expect(to('asa@example.fi').length).toBe(1);
});

test('a letter that comes back does not count, and whoever was found later gets one too', async () => {
  const id = await the.report();
  const officer = await the.officer();
  await step(officer, id, '/risk', { decision: 'high', reason: 'Känsligt' });
  await step(officer, id, '/telling', { decision: 'tell', reason: 'Hög risk' });
  for (const language of ['sv', 'fi', 'en'])
    await step(officer, id, '/letters', { language, subject: `Om ${language}`, text: `Text ${language}` });
  const add = (person: string) =>
    officer('POST', `${incidents}/${id}/people`, { people: [person], leaveOut: false, reason: 'Utrett' });
  await add(asa.personId);
  const before = the.sink.mails.length;
  await step(officer, id, '/letters/start', {});
  await expect.poll(() => the.sink.mails.length, { timeout: 15_000 }).toBe(before + 1);
  await add(pekka.personId);
  await expect.poll(() => the.sink.mails.length, { timeout: 15_000 }).toBe(before + 2);
  const isSent = async () =>
    (await people(officer, id)).people.filter(({ letter }) => letter === 'sent').length;
  await expect.poll(isSent, { timeout: 10_000 }).toBe(2);
  await handInRaw(the.the.house, bounceOf(the.sink.mails.at(-1)!));
  expect((await people(officer, id, '?untold=true')).people).toMatchObject([
    { personId: pekka.personId, letter: 'bounced' },
  ]);

  // left-out-with-a-letter-sent: whoever was written to stays on the list, and the log tells of it once.
  const out = await officer<{ changed: number }>('POST', `${incidents}/${id}/people`, {
    people: [asa.personId],
    leaveOut: true,
    reason: 'Misstag',
  });
  expect(out.body).toEqual({ changed: 0 });
  the.clock.pass(5 * 24 * hour + 1000);
  expect(await settleLetters(the.the.house.contacts)).toBe(1);
  // As a register has it where that was not so yet: nobody is told, and nothing more is said.
  await owner.query(
    `UPDATE register.inform_letter l SET state = 'sent' FROM register.inform_round r
     WHERE r.id = l.round_id AND r.incident_id = $1 AND l.person_id = $2`,
    [id, asa.personId],
  );
  const toldLines = async () =>
    (
      await owner.query(
        "SELECT FROM log.entry WHERE details->>'change' = 'told-by-mail' AND details->>'item' = $1",
        [id],
      )
    ).length;
  expect(await toldLines()).toBe(1);
  expect(await settleLetters(the.the.house.contacts)).toBe(0);
  expect(await settleLetters(the.the.house.contacts)).toBe(0);
  expect(await toldLines()).toBe(1);
});
