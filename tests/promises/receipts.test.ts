import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFile } from '../../verifier/verify-log.mjs';
import { downloadAs } from '../support/download-as.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { readPdf, unspaced } from '../support/read-pdf.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// Who has used my data: for a person, of one contact, and for those who work here (P18, P24; GDPR Art. 15, CJEU C-579/21).

type Download = Awaited<ReturnType<typeof downloadAs>>;
interface Shown {
  action: string;
  task: string | null;
  by: string;
  reader: string | null;
  units: readonly string[] | number;
}

let the: TestHouse;
let folder: string;
let administrator: Person;
let officer: Person;
let eero: Person;
let maija: Person;
let byOfficer: Download;
let byEero: Download;
let contactId: string;
let personId: string;
let otherContact: string;
let otherPerson: string;
const base = '/api/console';

beforeAll(async () => {
  the = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'haltija-receipts-'));
  administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: readonly string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  officer = await make('paula.palo', 'Paula Palo', ['handle-data-protection']);
  eero = await make('eero.virtanen', 'Eero Virtanen', ['answer-customers']);
  maija = await make('maija.meri', 'Maija Meri', ['answer-customers']);
  byOfficer = await downloadAs(the.app, 'paula.palo');
  byEero = await downloadAs(the.app, 'eero.virtanen');
  contactId = (await handInMail(the.house, { text: 'Brevet saknas.' }))!;
  otherContact = (await handInMail(the.house, { from: 'Pekka Puro <pekka.puro@example.fi>' }))!;
  const personOf = async (id: string) =>
    (await eero.ask<{ person: { personId: string } }>('GET', `${base}/contacts/${id}`)).body.person.personId;
  personId = await personOf(contactId);
  otherPerson = await personOf(otherContact);
  await maija.ask('GET', `${base}/contacts/${contactId}`);
  await eero.ask('GET', `${base}/contacts/${contactId}`);
  // One line that names both people's contacts.
  await maija.ask('GET', `${base}/contacts`);
});
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function check(body: string | Buffer) {
  const file = join(folder, 'given');
  await writeFile(file, body);
  const found = await checkFile(file, { key: the.house.logTree.verifierKey });
  return { ...found, lines: (found.shown ?? []).map(({ shown }) => shown as Shown) };
}

describe('who may not', () => {
  test('draw a receipt: an agent, and an officer of somebody who is not there', async () => {
    for (const path of [`people/${personId}/receipt`, `contacts/${contactId}/receipt`])
      expect((await byEero(`${base}/${path}`)).json(), path).toMatchObject({ code: 'task-missing' });
    const nobody = crypto.randomUUID();
    expect((await byOfficer(`${base}/people/${nobody}/receipt`)).statusCode).toBe(404);
    expect((await byOfficer(`${base}/contacts/${nobody}/receipt`)).statusCode).toBe(404);
  });

  test('ask for another’s own data: there is no address for it, and a token is not enough', async () => {
    const other = `${base}/me/held?language=fi&staffId=${maija.staffId}`;
    expect((await byEero(other)).json()).toMatchObject({ code: 'invalid-input' });
    const made = await eero.ask<{ token: string }>('POST', `${base}/me/tokens`, {
      name: 'Ohjelma',
      tasks: ['answer-customers'],
      mayWrite: false,
      days: 5,
    });
    expect(made.status).toBe(200);
    for (const path of ['me/held?language=fi', 'me/receipt?language=fi']) {
      const answer = await the.app.inject({
        method: 'GET',
        url: `${base}/${path}`,
        headers: { authorization: `Bearer ${made.body.token}` },
      });
      expect(answer.json()).toMatchObject({ code: 'token-not-here' });
    }
  });
});

describe('the receipt of a person', () => {
  let body: string;
  beforeAll(async () => {
    const answer = await byOfficer(`${base}/people/${personId}/receipt?language=sv`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toContain('.haltija-receipt');
    ({ body } = answer);
  });

  test('holds every line that names them, in the log, and that it was drawn as the last', async () => {
    const found = await check(body);
    expect(found).toMatchObject({ ok: true, of: 'person' });
    const [row] = await the.house.storage.db.query<{ count: number }>(
      'SELECT count(*) AS count FROM log.entry WHERE units && $1::uuid[]',
      [[personId, contactId]],
    );
    expect(found.lines.length).toBeGreaterThanOrEqual(row!.count);
    expect(found.lines.at(-1)).toMatchObject({ action: 'export', task: 'handle-data-protection' });
    expect(
      found.lines.filter(({ action, by }) => action === 'view' && by === 'staff').length,
    ).toBeGreaterThan(2);
    // What the intake did names nobody else: these lines stand in it whole.
    expect(found.whole).toBeGreaterThan(0);
    expect(found.whole).toBeLessThan(found.lines.length);
  });

  test('names no reader: a code that is one reader’s in every receipt of this person, and another for others', async () => {
    for (const one of [eero, maija, officer, administrator]) expect(body).not.toContain(one.staffId);
    for (const name of ['Virtanen', 'Meri', 'Palo', 'eero.', 'maija.']) expect(body).not.toContain(name);
    const codes = (lines: readonly Shown[]) =>
      new Set(lines.flatMap(({ reader }) => (reader === null ? [] : [reader])));
    const first = codes((await check(body)).lines);
    expect(first.size).toBe(3);
    const again = await check((await byOfficer(`${base}/people/${personId}/receipt`)).body);
    expect(codes(again.lines)).toEqual(first);
    const others = codes(
      (await check((await byOfficer(`${base}/people/${otherPerson}/receipt`)).body)).lines,
    );
    for (const code of others) expect(first.has(code)).toBe(false);
  });

  test('tells of nobody else: of a list of many only that theirs was in it', async () => {
    expect(body).not.toContain(otherContact);
    expect(body).not.toContain(otherPerson);
    // Not in the lines that stand whole either.
    for (const { leaf } of body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { leaf?: string })) {
      const line = Buffer.from(leaf ?? '', 'base64').toString();
      for (const id of [otherContact, otherPerson, eero.staffId, maija.staffId])
        expect(line).not.toContain(id);
    }
  });

  test('changed by one byte it is refused', async () => {
    const at = body.indexOf('"task":"answer-customers"') + 9;
    expect((await check(`${body.slice(0, at)}e${body.slice(at + 1)}`)).ok).toBe(false);
  });

  test('is a paper in the language asked for, tagged, which says what it does not show', async () => {
    const answer = await byOfficer(`${base}/people/${personId}/receipt?format=pdf&language=sv`);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const { text } = await readPdf(answer.rawPayload);
    expect(text).toContain(unspaced('Vem som har använt dina uppgifter'));
    expect(text).toContain(unspaced('Betjäna kunder'));
    expect(text).toContain(unspaced('visar inte att ingen rad saknas'));
    expect(text).not.toContain(unspaced('Virtanen'));
  });
});

test('the receipt of a contact is of that contact alone', async () => {
  const second = (await handInMail(the.house, {
    text: 'Ett annat ärende',
    messageId: '<second@example.fi>',
    subject: 'Annat',
  }))!;
  expect(second).not.toBe(contactId);
  const { body } = await byOfficer(`${base}/contacts/${contactId}/receipt`);
  const found = await check(body);
  expect(found).toMatchObject({ ok: true, of: 'contact' });
  expect(body).not.toContain(second);
  expect(found.lines.every(({ units }) => (units as string[]).length > 0)).toBe(true);
});

describe('what is held of a member of staff', () => {
  interface Held {
    account: { userName: string; displayName: string };
    tasks: { task: string; grantedBy: string | null }[];
    undertakings: unknown[];
    sessions: unknown[];
    tokens: { name: string }[];
    periods: { rule: string }[];
    notice: { title: string; sections: { paragraphs: string[] }[] };
  }

  test('is shown to them: account, tasks, tokens, periods, and the notice in their language', async () => {
    for (const [language, word] of [
      ['sv', 'Åtkomstloggen'],
      ['fi', 'Käyttöloki'],
      ['en', 'The access log'],
    ] as const) {
      const { status, body } = await eero.ask<Held>('GET', `${base}/me/held?language=${language}`);
      expect(status).toBe(200);
      const notice = body.notice.sections.flatMap(({ paragraphs }) => paragraphs).join('\n');
      expect(notice).toContain(word);
      expect(notice).toMatch(/60\s/);
      expect(body).toMatchObject({
        account: { userName: 'eero.virtanen', displayName: 'Eero Virtanen' },
        tasks: [{ task: 'answer-customers' }],
        tokens: [{ name: 'Ohjelma' }],
      });
      expect(body.periods.map(({ rule }) => rule)).toEqual(['staff', 'access-log']);
      expect(body.tasks[0]!.grantedBy).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    }
  });

  test('is given to them with proofs: their own acts, what was done to their account, no customer', async () => {
    const { body } = await byEero(`${base}/me/receipt?language=fi`);
    const found = await check(body);
    expect(found).toMatchObject({ ok: true, of: 'staff' });
    const own = found.lines.filter(({ by }) => by === 'self');
    expect(own.filter(({ action }) => action === 'view').length).toBeGreaterThan(2);
    expect(found.lines.some(({ action, by }) => action === 'grant-task' && by === 'staff')).toBe(true);
    expect(found.lines.at(-1)).toMatchObject({ action: 'export', by: 'self' });
    for (const id of [contactId, personId, otherPerson, administrator.staffId, maija.staffId])
      expect(body).not.toContain(id);
    expect(body).toContain('Eero Virtanen');
    const pdf = await byEero(`${base}/me/receipt?format=pdf&language=fi`);
    const { text } = await readPdf(pdf.rawPayload);
    expect(text).toContain(unspaced('Mitä sinusta on tallennettu'));
    expect(text).toContain(unspaced('Asiakkaiden palveleminen'));
  });
});
