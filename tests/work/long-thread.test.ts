import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { type MovableClock, movableClock } from '../promises/move-clock.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// A thread longer than a page: the newest first, the rest when it is asked for.

const answers = 104;
let the: TestHouse;
let clock: MovableClock;
let agent: Person;
let officer: Person;
let contactId: Id<'contact'>;

interface Part {
  messages: { messageId: string; text: string; at: string; files: unknown[] }[];
  notes: { text: string }[];
  earlier: string | null;
}
interface Opened extends Part {
  version: number;
  readings: number;
  reply: { to: string[]; subject: string };
}
const at = (rest = '') => `/api/console/contacts/${contactId}${rest}`;
const open = async () => (await agent.ask<Opened>('GET', at())).body;
const earlier = (person: Person, cursor: string | null, more = '') =>
  person.ask<Part>('GET', at(`/earlier?cursor=${cursor}${more}`));
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const textsOf = ({ messages }: Part) => messages.map(({ text }) => text);

beforeAll(async () => {
  clock = movableClock('2026-03-02T08:00:00Z');
  the = await startHouse({ clock });
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  agent = await make('saga.lindroth', 'Saga Lindroth', ['answer-customers']);
  officer = await make('helmi.salo', 'Helmi Salo', ['audit-access']);
  contactId = (await handInMail(the.house, { headers: ['Cc: bo.lindqvist@example.fi'] }))!;
  let { version } = await open();
  for (let number = 1; number <= answers; number += 1) {
    clock.pass(5_000);
    const answer = await agent.ask<{ version: number }>('POST', at('/replies'), {
      messageId: crypto.randomUUID(),
      version,
      text: `Svar ${number}`,
      thenClose: false,
    });
    expect(answer.status, `answer ${number}`).toBe(200);
    version = answer.body.version;
    if (number === 3 || number === answers) {
      clock.pass(1_000);
      await agent.ask('POST', at('/notes'), { noteId: crypto.randomUUID(), text: `Not ${number}` });
      version = (await open()).version;
    }
  }
}, 240_000);
afterAll(() => the.stop());

test('further back leads no wrong cursor, and nobody without the task', async () => {
  const { earlier: cursor } = await open();
  for (const wrong of ['x', '1_2', `${'9'.repeat(20)}_${contactId}`])
    expect(codeOf(await earlier(agent, wrong)), wrong).toBe('invalid-input');
  expect(codeOf(await earlier(officer, cursor))).toBe('task-missing');
});

test('the newest fifty, then page by page to the first, nothing twice and nothing lost; notes where they belong', async () => {
  const newest = await open();
  expect(newest.messages).toHaveLength(50);
  expect(textsOf(newest).at(-1)).toBe(`Svar ${answers}`);
  expect(newest.notes.map(({ text }) => text)).toEqual([`Not ${answers}`]);
  const second = (await earlier(agent, newest.earlier)).body;
  expect(second.notes).toEqual([]);
  const third = (await earlier(agent, second.earlier)).body;
  expect(third.earlier).toBeNull();
  expect(third.notes.map(({ text }) => text)).toEqual(['Not 3']);
  const all = [...textsOf(third), ...textsOf(second), ...textsOf(newest)];
  expect(all.slice(1)).toEqual(Array.from({ length: answers }, (_none, index) => `Svar ${index + 1}`));
  expect(all[0]).toContain('Jag väntar på ett brev');
});

test('each page is a reading of its own', async () => {
  clock.pass(1_000);
  const { earlier: cursor, readings } = await open();
  await earlier(agent, cursor);
  clock.pass(1_000);
  // The page, and this opening.
  expect((await open()).readings).toBe(readings + 2);
});

test('an answer still goes to whoever wrote, a hundred messages ago', async () => {
  const { reply, version } = await open();
  expect(reply.to).toEqual(['asa.lindqvist@example.fi']);
  expect(reply).toMatchObject({
    others: ['service@posti.example', 'bo.lindqvist@example.fi'],
    subject: 'Re: Brevet kom inte fram',
  });
  const messageId = crypto.randomUUID();
  const sent = await agent.ask('POST', at('/replies'), {
    messageId,
    version,
    text: 'Ett till',
    quote: true,
    delaySeconds: 30,
    thenClose: false,
  });
  expect(sent.status).toBe(200);
  const [message] = (await open()).messages.slice(-1);
  expect(message).toMatchObject({ messageId, to: ['asa.lindqvist@example.fi'] });
  expect((message as unknown as { quoted: string }).quoted).toContain('> Hej! Jag väntar');
  expect((await agent.ask('POST', at(`/messages/${messageId}/cancel`))).status).toBe(200);
  expect(textsOf(await open()).at(-1)).toBe(`Svar ${answers}`);
});

test('closed, the further pages want a reason as the contact does', async () => {
  const { version, earlier: cursor } = await open();
  await agent.ask('POST', at('/assign'), { version, assigneeId: null });
  await agent.ask('POST', at('/close'), { version: (await open()).version });
  expect(codeOf(await earlier(agent, cursor))).toBe('reason-needed');
  expect((await earlier(agent, cursor, '&reason=earlier-matter')).status).toBe(200);
});
