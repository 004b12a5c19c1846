import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../../contract/console/system.ts';
import { changeRegister } from '../promises/change-register.ts';
import { listenLive } from '../promises/listen-live.ts';
import { makeColleague, type Person } from '../support/sign-in.ts';
import { type Answering, id, openAnswering, settleIncident } from './open-answering.ts';

let the: Answering;
/** Settles incidents of the queue and does nothing else there. */
let settler: Person;
/** Holds the act, and no leave to read what was written. */
let blind: Person;
const incidents = '/api/console/incidents';
const register = '/api/console/incident-register';

beforeAll(async () => {
  the = await openAnswering();
  await the.house.publish(
    changeRegister((declared) => {
      const task = (categories: string[]) => ({
        name: { sv: 'Incidenter', fi: 'Poikkeamat', en: 'Incidents' },
        decidedBy: 'controller' as const,
        acts: ['read-incidents' as const],
        queues: ['service'],
        categories,
        purposes: ['service'],
      });
      declared.tasks['settle-incidents'] = task(['messages']);
      declared.tasks['count-incidents'] = task(['name']);
    }),
    null,
  );
  const make = (userName: string, displayName: string, task: string) =>
    makeColleague(the.house, the.app, the.administrator, { userName, displayName, tasks: [task] });
  settler = await make('sirpa.salo', 'Sirpa Salo', 'settle-incidents');
  blind = await make('birgit.berg', 'Birgit Berg', 'count-incidents');
});
afterAll(() => the?.stop());

/** An answer that went out and was recalled by its writer. */
async function recall(note: string, who: Person = the.eero) {
  const contactId = await the.contact();
  const { version } = await the.open(who, contactId);
  const messageId = id();
  const url = `/api/console/contacts/${contactId}`;
  await who.ask('POST', `${url}/replies`, { messageId, version, text: 'Tässä tiedot.' });
  const delivery = async () => (await the.open(who, contactId)).messages.at(-1)?.delivery;
  await expect.poll(delivery, { timeout: 10_000 }).toBe('sent');
  const body = { incidentId: id(), draftId: id(), kind: 'wrong-content', note, persons: 3 };
  const { status, body: answer } = await who.ask('POST', `${url}/messages/${messageId}/recall`, body);
  expect(status).toBe(200);
  return { contactId, incidentId: body.incidentId, told: answer['told'] };
}
const unsettled = async (who: Person) => (await who.ask('GET', `${register}/unsettled`)).body;

test('who may not read incidents counts, lists and exports none; a cursor of one’s own making is refused', async () => {
  for (const path of [incidents, register, `${register}/unsettled`])
    expect((await the.eero.ask('GET', path)).body, path).toMatchObject({ code: 'task-missing' });
  for (const cursor of ['x', Buffer.from('1.5.nothing').toString('base64url')])
    expect((await the.officer.ask('GET', `${incidents}?cursor=${cursor}`)).body).toMatchObject({
      code: 'invalid-input',
    });
  expect((await blind.ask('GET', register)).body).toMatchObject({ code: 'task-missing' });
});

test('a recall tells whoever settles incidents of the queue, each alone, and nobody else', async () => {
  const listening = await Promise.all([
    listenLive(the, the.officer.userName),
    listenLive(the, settler.userName),
    listenLive(the, the.maija.userName),
  ]);
  const before = (await unsettled(the.officer)) as { unsettled: number };
  const { contactId, told } = await recall('Fel text');
  expect(told).toBe(3);
  const [officer, alone, agent] = listening;
  const isTold = (event: LiveEvent) => event.kind === 'for-you' && event.notice === 'incident';
  for (const who of [officer!, alone!])
    expect((await who.until(isTold)).at(-1)).toMatchObject({ contactId, queue: 'service' });
  // The list of those who have it open is refreshed too, also without the act to list contacts.
  await alone!.until(({ kind }) => kind === 'incidents-changed');
  // A later event that everybody hears: what came before it has come.
  await the.eero.ask('POST', `/api/console/contacts/${contactId}/notes`, { noteId: id(), text: 'Anmäld' });
  const heard = await agent!.until(({ kind }) => kind === 'contact-changed');
  expect(heard.filter(isTold)).toEqual([]);
  expect(await unsettled(the.officer)).toMatchObject({ unsettled: before.unsettled + 1 });
  await Promise.all(listening.map((each) => each.stop()));
});

test('whoever recalls and settles incidents themselves is not told of it; where nobody does, the answer says so', async () => {
  const heard: unknown[] = [];
  const stop = the.house.contacts.live.subscribe((event) => {
    if (event.notice === 'incident') heard.push(event.staffId);
  });
  await recall('Eget fel', the.officer);
  await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(2);
  expect(heard.toSorted()).toEqual([settler.staffId, blind.staffId].toSorted());
  stop();
  await the.house.publish(
    changeRegister((declared) => {
      for (const task of Object.values(declared.tasks))
        task.acts = task.acts.filter((act) => act !== 'read-incidents');
    }),
    null,
  );
  expect(await recall('Ingen vet')).toMatchObject({ told: 0 });
  await the.house.publish(
    changeRegister(() => undefined),
    null,
  );
});

test('the list goes on by cursor, unsettled before settled, each once', async () => {
  const { incidentId } = await recall('Avslutas');
  await settleIncident(the.officer, incidentId);
  type Page = { incidents: { incidentId: string; settledAt: string | null }[]; next: string | null };
  const seen: Page['incidents'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const url: string = `${incidents}?limit=1${cursor && `&cursor=${cursor}`}`;
    const { body }: { body: Page } = await the.officer.ask<Page>('GET', url);
    expect(body.incidents).toHaveLength(1);
    seen.push(...body.incidents);
    cursor = body.next;
  }
  const [all] = await the.house.storage.db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.incident',
  );
  expect(new Set(seen.map((each) => each.incidentId)).size).toBe(all!.count);
  expect(seen).toHaveLength(all!.count);
  expect(seen.map(({ settledAt }) => settledAt === null)).toEqual([...seen.slice(1).map(() => true), false]);
  expect(seen.at(-1)!.incidentId).toBe(incidentId);
});

test('the register of incidents is exported with facts, effects and remedy, and each in it is read by the log', async () => {
  const { incidentId } = await recall('=HYPERLINK("http://paha.example")');
  await the.officer.ask('POST', `${incidents}/${incidentId}`, { version: 1, measure: 'Ringde, raderat' });
  const csv = await the.officer.ask<string>('GET', `${register}?format=csv`);
  expect(csv.status).toBe(200);
  expect(csv.body).toContain(
    'number,queue,kind,nature,source,happenedAt,awareAt,notifyBy,reportedAt,persons,records,categories,peopleFound,peopleTold,whatHappened,recipients,consequences,risk,',
  );
  expect(csv.body).toMatch(
    /\d+,service,wrong-content,confidentiality,recall,(?:[^,]+,){4}3,1,messages,1,0,"'=HYPERLINK\(""http/,
  );
  expect(csv.body).toContain('Ringde, raderat');
  const json = await the.officer.ask<Record<string, unknown>[]>('GET', `${register}?format=json`);
  expect(json.body.find((each) => each['incidentId'] === incidentId)).toMatchObject({
    whatHappened: '=HYPERLINK("http://paha.example")',
    persons: 3,
    measures: [{ text: 'Ringde, raderat', by: the.officer.staffId }],
    settledAt: null,
  });
  const lines = await the.house.storage.db.query<{ actor: string; details: object }>(
    "SELECT actor, details FROM log.entry WHERE action = 'export' AND $1 = ANY (units) ORDER BY at, id",
    [incidentId],
  );
  expect(lines).toMatchObject([
    { actor: the.officer.staffId, details: { format: 'csv', queue: 'service' } },
    { actor: the.officer.staffId, details: { format: 'json', queue: 'service' } },
  ]);
  const none = await the.officer.ask<unknown[]>('GET', `${register}?format=json&to=2020-01-01T00:00:00Z`);
  expect(none.body).toEqual([]);
});
