import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answering, openAnswering } from '../answering/open-answering.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';

let the: Answering;
let lead: Person;
beforeAll(async () => {
  the = await openAnswering();
  lead = await makeColleague(the.house, the.app, the.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
});
afterAll(() => the?.stop());

interface Page {
  readonly readings: { at: string; act: string; action: string; staffId: string | null }[];
  readonly next: string | null;
}
interface Opened {
  readonly version: number;
  readonly readings: number;
  readonly moreReadings: boolean;
  readonly person: { personId: string };
}
const open = async (who: Person, contactId: string) =>
  (await who.ask<Opened>('GET', `/api/console/contacts/${contactId}`)).body;
const readingsOf = async (who: Person, path: string, query = '') =>
  (await who.ask<Page>('GET', `/api/console/${path}/readings${query}`)).body;

/** All pages of one line each. */
async function pageThrough(who: Person, path: string): Promise<Page['readings']> {
  const all: Page['readings'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await readingsOf(who, path, `?limit=1${cursor && `&cursor=${cursor}`}`);
    all.push(...page.readings);
    cursor = page.next;
  }
  return all;
}

test('a cursor that is none of ours is refused, and who does not reach the contact learns nobody’s name', async () => {
  const contactId = await the.contact();
  const path = `/api/console/contacts/${contactId}/readings`;
  expect((await the.eero.ask('GET', `${path}?cursor=x`)).body).toMatchObject({ code: 'invalid-input' });
  expect((await the.eero.ask('GET', `${path}?limit=201`)).status).toBe(400);
  expect((await the.administrator.ask('GET', path)).status).toBe(403);
});

test('after a merging, who read the other contact is still told, and counted', async () => {
  const from = 'kaksi.asiaa@example.fi';
  const [kept, other] = [await the.contact(from), await the.contact(from)];
  await open(the.maija, other);
  await open(the.maija, other);
  const before = await open(lead, kept);
  const merged = await lead.ask('POST', `/api/console/contacts/${kept}/merge`, {
    version: before.version,
    others: [{ contactId: other, version: (await open(lead, other)).version }],
  });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  const views = ({ readings }: Page) =>
    readings.filter(({ action, staffId }) => action === 'view' && staffId === the.maija.staffId).length;
  expect(views(await readingsOf(lead, `contacts/${kept}`))).toBe(2);
  // Two of Maija's, one of each contact before, and this one.
  expect(await open(lead, kept)).toMatchObject({ readings: 5, moreReadings: false });
  // And again into a third: chains are one step long.
  const third = await the.contact(from);
  const again = await lead.ask('POST', `/api/console/contacts/${third}/merge`, {
    version: (await open(lead, third)).version,
    others: [{ contactId: kept, version: (await open(lead, kept)).version }],
  });
  expect(again.status, JSON.stringify(again.body)).toBe(200);
  expect(views(await readingsOf(lead, `contacts/${third}`))).toBe(2);
});

test('readings of a contact and of a person go on by cursor, each line once', async () => {
  const contactId = await the.contact();
  const { person } = await open(the.eero, contactId);
  for (const who of [the.maija, lead, the.eero]) await open(who, contactId);
  for (const path of [`contacts/${contactId}`, `people/${person.personId}`]) {
    const whole = await readingsOf(lead, path, '?limit=200');
    expect(whole.next, path).toBeNull();
    expect(whole.readings.length, path).toBeGreaterThanOrEqual(4);
    const paged = await pageThrough(lead, path);
    // Looking is a line of neither.
    expect(paged, path).toEqual(whole.readings);
  }
});

test('a person’s readings are told under every id they had', async () => {
  const [one, two] = [
    await the.contact('henkilo.yksi@example.fi'),
    await the.contact('henkilo.kaksi@example.fi'),
  ];
  const [kept, gone] = [(await open(lead, one)).person.personId, (await open(lead, two)).person.personId];
  const person = (personId: string) =>
    the.maija.ask<{ version: number }>('GET', `/api/console/people/${personId}`);
  const { version } = (await person(kept)).body;
  const other = (await person(gone)).body;
  const merged = await lead.ask('POST', `/api/console/people/${kept}/merge`, {
    version,
    otherId: gone,
    otherVersion: other.version,
    reason: 'correct-an-error',
  });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  const opened = (await pageThrough(lead, `people/${kept}`)).filter(
    ({ act, action, staffId }) => act === 'open-person' && action === 'view' && staffId === the.maija.staffId,
  );
  expect(opened).toHaveLength(2);
});

test('beyond two hundred the count says that there are more', async () => {
  const contactId = await the.contact();
  for (let read = 1; read < 200; read += 1) await open(the.eero, contactId);
  expect(await open(the.eero, contactId)).toMatchObject({ readings: 200, moreReadings: false });
  expect(await open(the.eero, contactId)).toMatchObject({ readings: 200, moreReadings: true });
  expect(await open(the.eero, contactId)).toMatchObject({ readings: 200, moreReadings: true });
}, 60_000);
