import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Own } from '../../contract/console/team.ts';
import { closedDays } from '../../server/register/team/holidays.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import type { Person } from '../support/sign-in.ts';
import type { TestHouse } from '../support/start-house.ts';
import { ask, type OpenTeam, openTeam } from './open-team.ts';

const id = () => crypto.randomUUID();
let the: TestHouse;
let administrator: Person;
let lead: Person;
let agents: readonly Person[];
let open: OpenTeam;

beforeAll(async () => {
  open = await openTeam();
  ({ the, administrator, lead, agents } = open);
});
afterAll(() => the?.stop());

const tag = (sv: string) => ({ name: { sv }, tone: 'blue', archived: false, version: null });
const canned = (shortcut: string, sv: string) => ({
  title: shortcut,
  shortcut,
  text: { sv },
  queues: [],
  version: null,
});
const readTeam = () => open.readTeam(lead);
const readOwn = async (who: Person) => (await ask<Own>(who, 'GET', '/me/settings')).body;
const logLines = (change: string) =>
  the.house.storage.db.query<{ actor: string; details: Record<string, unknown> }>(
    `SELECT actor, details FROM log.entry WHERE action = 'administer' AND details->>'change' = $1 ORDER BY at`,
    [change],
  );
describe('refused', () => {
  test.each([
    ['a tag', '/team/tags/', () => tag('Matti 131052-9982'), 'name.sv'],
    ['a tag with an address', '/team/tags/', () => tag('asa@example.fi'), 'name.sv'],
    ['a canned reply', '/team/canned/', () => canned('ring', 'Ring mig på 040 123 4567'), 'text.sv'],
    [
      'a view',
      '/team/views/',
      () => ({ name: 'Kund +46 70 123 45 67', icon: 'star', filter: {}, version: null }),
      'name',
    ],
  ])('personal data in %s, with its place and nothing of it repeated', async (_, path, body, field) => {
    const answer = await ask(lead, 'POST', path + id(), body());
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'personal-data-refused', details: { field } },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/131052|asa@|040|\+46/);
  });

  test('personal data in a signature and in an own view too', async () => {
    expect(
      await ask(lead, 'POST', '/team/signatures/service', {
        text: { fi: 'Liisa, 050 123 4567' },
        version: null,
      }),
    ).toMatchObject({ status: 422, body: { code: 'personal-data-refused', details: { field: 'fi' } } });
    expect(
      await ask(agents[0]!, 'POST', `/me/views/${id()}`, { name: 'x@example.fi', icon: 'star', filter: {} }),
    ).toMatchObject({ status: 422, body: { code: 'personal-data-refused' } });
  });

  test('an unknown variable, with its place', async () => {
    const answer = await ask(lead, 'POST', `/team/canned/${id()}`, canned('hej', 'Hej {customer.nmae}!'));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'unknown-variable', details: { field: 'text.sv', start: 4, end: 19 } },
    });
  });

  test('hours that overlap, queues and mailboxes there are not, a country without a calendar', async () => {
    const { settings } = (await readTeam()).queues[0]!;
    const bad: [string, unknown][] = [
      ['/team/queues/nowhere', { settings, version: null }],
      ['/team/signatures/nowhere', { text: { sv: 'x' }, version: null }],
      [
        '/team/queues/service',
        {
          settings: {
            ...settings,
            hours: {
              ...settings.hours,
              mon: [
                { from: '08:00', to: '12:00' },
                { from: '11:00', to: '16:00' },
              ],
            },
          },
          version: null,
        },
      ],
      [
        '/team/queues/service',
        { settings: { ...settings, holidays: [{ country: 'XX', eves: true }] }, version: null },
      ],
    ];
    for (const [path, body] of bad)
      expect(await ask(lead, 'POST', path, body), path).toMatchObject({
        status: 400,
        body: { code: 'invalid-input' },
      });
  });

  test('whoever may not manage settings, and it is in the log', async () => {
    for (const [method, path, body] of [
      ['POST', `/team/tags/${id()}`, tag('Faktura')],
      ['DELETE', `/team/views/${id()}`, undefined],
    ] as const)
      expect(await ask(agents[0]!, method, path, body)).toMatchObject({
        status: 403,
        body: { code: 'task-missing' },
      });
    expect((await readTeam()).tags).toEqual([]);
  });

  test("another's view: not seen, not changed, not removed", async () => {
    const [anna, bengt] = agents as [Person, Person];
    const view = { name: 'Mina brådskande', icon: 'bolt', filter: { view: 'mine', priority: 'urgent' } };
    const mine = id();
    await ask(anna, 'POST', `/me/views/${mine}`, view);
    expect((await readOwn(bengt)).views).toEqual([]);
    expect(await ask(bengt, 'DELETE', `/me/views/${mine}`)).toMatchObject({ status: 404 });
    expect(await ask(lead, 'DELETE', `/team/views/${mine}`)).toMatchObject({ status: 404 });
    // The same id is a view of his own: nothing of hers.
    await ask(bengt, 'POST', `/me/views/${mine}`, { ...view, name: 'Annan' });
    expect((await readOwn(anna)).views).toEqual([{ id: mine, ...view }]);
    await ask(bengt, 'DELETE', `/me/views/${mine}`);
    expect((await readOwn(anna)).views).toHaveLength(1);
    const rows = await the.house.storage.db.query('SELECT * FROM team.own_view');
    expect(JSON.stringify(rows)).not.toContain('brådskande');
  });

  test('two shortcuts by one key, and more seconds than thirty', async () => {
    expect(await ask(agents[0]!, 'POST', '/me/settings', { keys: { close: 'x', reply: 'x' } })).toMatchObject(
      {
        status: 409,
        body: { code: 'value-taken', details: { field: 'keys' } },
      },
    );
    expect(await ask(agents[0]!, 'POST', '/me/settings', { undoSeconds: 31 })).toMatchObject({ status: 400 });
  });
});

describe('tags', () => {
  test('are made, renamed by who saw the newest, archived; removed only while no contact has them', async () => {
    const faktura = id();
    expect(await ask(lead, 'POST', `/team/tags/${faktura}`, tag('Faktura'))).toMatchObject({
      status: 200,
      body: { version: 1 },
    });
    expect(await ask(lead, 'POST', `/team/tags/${id()}`, tag(' faktura '))).toMatchObject({
      status: 409,
      body: { code: 'value-taken', details: { field: 'name.sv' } },
    });
    expect(await ask(lead, 'POST', `/team/tags/${faktura}`, { ...tag('Räkning'), version: 9 })).toMatchObject(
      {
        status: 409,
        body: { code: 'changed-meanwhile' },
      },
    );
    const contact = await handInMail(the.house);
    await the.house.storage.db.query('UPDATE register.contact SET tags = ARRAY[$2::uuid] WHERE id = $1', [
      contact,
      faktura,
    ]);
    expect(await ask(lead, 'DELETE', `/team/tags/${faktura}`)).toMatchObject({
      status: 409,
      body: { code: 'still-used' },
    });
    expect(await the.house.team.knownTags([faktura, id()])).toEqual([faktura]);
    await ask(lead, 'POST', `/team/tags/${faktura}`, { ...tag('Faktura'), archived: true, version: 1 });
    expect(await the.house.team.knownTags([faktura])).toEqual([]);
    await the.house.storage.db.query(`UPDATE register.contact SET tags = '{}' WHERE id = $1`, [contact]);
    expect(await ask(lead, 'DELETE', `/team/tags/${faktura}`)).toMatchObject({ status: 200 });
    const lines = await logLines('saved');
    expect(lines.map(({ actor, details }) => [actor, details['setting'], details['item']])).toContainEqual([
      lead.staffId,
      'tag',
      faktura,
    ]);
    expect(JSON.stringify(lines)).not.toContain('Faktura');
  });

  test('are at most 200', async () => {
    const made = [];
    // Some at once, the one too many among them.
    for (let from = 0; from < 201; from += 21)
      made.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(21, 201 - from) }, (_, index) =>
            ask(lead, 'POST', `/team/tags/${id()}`, tag(`Ämne ${from + index}`)),
          ),
        )),
      );
    expect(made.filter(({ status }) => status === 200)).toHaveLength(200);
    expect(made.find(({ status }) => status !== 200)?.body.code).toBe('limit-reached');
  });
});

test('canned replies come by queue and language', async () => {
  const both = id();
  await ask(lead, 'POST', `/team/canned/${both}`, {
    ...canned('tack', 'Tack, {customer.name}!'),
    text: { sv: 'Tack, {customer.name}!', fi: 'Kiitos, {customer.name}!' },
    queues: ['service'],
  });
  await ask(lead, 'POST', `/team/canned/${id()}`, canned('hej', 'Hej!'));
  const shortcuts = async (query: string) =>
    (
      await ask<{ replies: { shortcut: string }[] }>(agents[0]!, 'GET', `/canned-replies${query}`)
    ).body.replies
      .map(({ shortcut }) => shortcut)
      .toSorted();
  expect(await shortcuts('?queue=service&language=fi')).toEqual(['tack']);
  expect(await shortcuts('?queue=service&language=sv')).toEqual(['hej', 'tack']);
  expect(await shortcuts('?queue=privacy')).toEqual(['hej']);
});

test('a signature is the name line and the words of mailbox and language', async () => {
  const { team } = the.house;
  const [anna] = agents as [Person];
  expect(await team.signatureFor('service', 'fi', anna.staffId)).toBe('Anna Aalto\nKivran asiakaspalvelu');
  await ask(lead, 'POST', '/team/signatures/service', {
    text: { fi: 'Asiakaspalvelu\nasiakaspalvelu@posti.example, 0800 123 456' },
    version: null,
  });
  await ask(anna, 'POST', '/me/settings', { nameLine: 'Anna A., asiantuntija' });
  expect(await team.signatureFor('service', 'fi', anna.staffId)).toBe(
    'Anna A., asiantuntija\nAsiakaspalvelu\nasiakaspalvelu@posti.example, 0800 123 456',
  );
  expect(await team.signatureFor('service', 'sv', anna.staffId)).toBe(
    'Anna A., asiantuntija\nKivras kundtjänst',
  );
});

test('one’s own settings change in part, and reading them again opens nothing anew', async () => {
  const [anna] = agents as [Person];
  await ask(anna, 'POST', '/me/settings', { undoSeconds: 25, languages: ['sv', 'fi'] });
  const own = await readOwn(anna);
  expect(own).toMatchObject({
    languages: ['sv', 'fi'],
    settings: { undoSeconds: 25, nameLine: 'Anna A., asiantuntija' },
  });
  const views = () =>
    the.house.storage.db.query(`SELECT 1 FROM log.entry WHERE action = 'view' AND $1 = ANY (units)`, [
      anna.staffId,
    ]);
  const before = (await views()).length;
  await readOwn(anna);
  await readOwn(anna);
  expect((await views()).length).toBe(before);
});

test('when an answer is due follows the target: on arrival, on another message, and not once it is closed', async () => {
  await open.setQueue((settings) => ({
    ...settings,
    targets: { ...settings.targets, normal: { firstAnswer: 240, resolution: 960 } },
  }));
  const { team } = the.house;
  // Christmas week, by hand: open Mon 28. to Wed 30., shut on the eve and New Year's Day.
  const friday = new Date('2026-12-30T14:00:00+02:00');
  expect(team.answerDueAt('service', 'normal', friday)).toEqual(new Date('2027-01-04T10:00:00+02:00'));
  expect(team.answerDueAt('service', 'low', friday)).toBeNull();
  expect(team.answerDueAt('privacy', 'normal', friday)).toBeNull();
  expect(team.doneDueAt('service', 'normal', friday)).toEqual(new Date('2027-01-05T14:00:00+02:00'));
  expect((await closedDays([{ country: 'FI', eves: true }], 2026, 2027)).has('2027-01-06')).toBe(true);

  const messageId = `<due-${id()}@example.fi>`;
  const contactId = (await handInMail(the.house, { messageId }))!;
  const read = async () =>
    (
      await the.house.storage.db.query<{ due: Date | null; since: Date; version: number }>(
        'SELECT answer_due_at AS due, waiting_since AS since, version FROM register.contact WHERE id = $1',
        [contactId],
      )
    )[0]!;
  const first = await read();
  expect(first.due).toEqual(team.answerDueAt('service', 'normal', first.since));
  expect(first.due).not.toBeNull();
  await ask(lead, 'POST', `/contacts/${contactId}/close`, { version: first.version });
  expect((await read()).due).toBeNull();
  await handInMail(the.house, { headers: [`In-Reply-To: ${messageId}`] });
  const again = await read();
  expect(again.due).toEqual(team.answerDueAt('service', 'normal', again.since));
});

test('a change is told within a second, and what leaves with a colleague leaves wholly', async () => {
  const told: string[] = [];
  const stop = the.house.contacts.live.subscribe(({ kind }) => void told.push(kind));
  await ask(agents[1]!, 'POST', '/me/duty', { onDuty: true });
  await new Promise((resolve) => setTimeout(resolve, 900));
  stop();
  expect(told).toContain('settings-changed');

  const [anna] = agents as [Person];
  const kept = () =>
    the.house.storage.db.query(
      'SELECT staff_id FROM team.own WHERE staff_id = $1 UNION ALL SELECT staff_id FROM team.own_view WHERE staff_id = $1',
      [anna.staffId],
    );
  expect((await kept()).length).toBeGreaterThan(1);
  await ask(administrator, 'POST', `/staff/${anna.staffId}/close`);
  await the.house.storage.db.query(
    `UPDATE staff.member SET delete_after = now() - interval '1 day' WHERE id = $1`,
    [anna.staffId],
  );
  await the.house.staff.closing.eraseDue(10);
  expect(await kept()).toEqual([]);
});
