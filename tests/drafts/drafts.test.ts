import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRegister, stopCollecting } from '../promises/change-register.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// P2, P26: a draft binds nobody; what is published is what was seen; nothing written is lost.

let the: TestHouse;
let officer: Person;
let keeper: Person;
let lead: Person;
beforeAll(async () => {
  the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: readonly string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  officer = await make('paula.palo', 'Paula Palo', ['handle-data-protection']);
  keeper = await make('kaisa.koski', 'Kaisa Koski', ['keep-register']);
  lead = await make('liisa.laine', 'Liisa Laine', ['lead-team']);
});
afterAll(() => the.stop());

const base = '/api/console/register';
const source = changeRegister(() => undefined);
const version = () => the.house.declarations.current().version;
const newest = async () => ({
  version: version(),
  source: await the.house.declarations.source(version()),
});

type Saved = { version: number; code: string };
const save = (who: Person, id: string, text: string, at: number | null, name = 'Höstens ändringar') =>
  who.ask<Saved>('POST', `${base}/drafts/${id}`, { name, source: text, version: at });
async function begin(text: string, who = officer): Promise<string> {
  const id = crypto.randomUUID();
  expect((await save(who, id, text, null)).status).toBe(200);
  return id;
}
const read = async (id: string) =>
  (await lead.ask<{ source: string; version: number; basedOn: number }>('GET', `${base}/drafts/${id}`)).body;
const publish = (who: Person, id: string, at: number, against = version()) =>
  who.ask<Saved>('POST', `${base}/drafts/${id}/publish`, { version: at, against });
const logged = async (setting: string, id: string) =>
  (
    await the.house.storage.db.query<{ change: string }>(
      "SELECT details->>'change' AS change FROM log.entry WHERE details->>'setting' = $1 AND details->>'item' = $2 ORDER BY at, id",
      [setting, id],
    )
  ).map(({ change }) => change);

describe('who may', () => {
  test('write: a task that holds draft-register; read: whoever reads the register; publish: publish-register', async () => {
    const id = await begin(source);
    expect((await save(lead, id, 'x', 1)).body.code).toBe('task-missing');
    expect((await lead.ask('DELETE', `${base}/drafts/${id}?version=1`)).body).toMatchObject({
      code: 'task-missing',
    });
    expect((await read(id)).source).toBe(source);
    expect((await publish(officer, id, 1)).body.code).toBe('task-missing');
    expect((await publish(lead, id, 1)).body.code).toBe('task-missing');
    expect((await read(id)).version).toBe(1);
  });
});

describe('what is refused', () => {
  test('more than 256 KiB, counted in bytes; nothing without a name; none beyond fifty', async () => {
    const long = await save(officer, crypto.randomUUID(), '€'.repeat(100_000), null);
    expect([long.status, long.body.code]).toEqual([413, 'body-too-large']);
    expect((await save(officer, crypto.randomUUID(), 'x', null, '  ')).status).toBe(400);
    const { drafts, most } = (
      await lead.ask<{ drafts: { draftId: string; version: number }[]; most: number }>(
        'GET',
        `${base}/drafts`,
      )
    ).body;
    const made: string[] = [];
    for (let count = drafts.length; count < most; count += 1) made.push(await begin('x'));
    expect((await save(officer, crypto.randomUUID(), 'x', null)).body.code).toBe('limit-reached');
    // What is there already can still be saved.
    expect((await save(officer, made[0]!, 'y', 1)).status).toBe(200);
    for (const [index, id] of made.entries())
      expect(
        (await officer.ask('DELETE', `${base}/drafts/${id}?version=${index === 0 ? 2 : 1}`)).status,
      ).toBe(200);
  });

  test('to save over, remove or publish what another one saved meanwhile: their text stays', async () => {
    const id = await begin(source);
    expect((await save(keeper, id, `${source}\n# the keeper's`, 1)).body.version).toBe(2);
    expect((await save(officer, id, 'mine', 1)).body.code).toBe('changed-meanwhile');
    expect((await save(officer, id, 'mine', null)).body.code).toBe('changed-meanwhile');
    expect((await officer.ask('DELETE', `${base}/drafts/${id}?version=1`)).body).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect((await publish(keeper, id, 1)).body.code).toBe('changed-meanwhile');
    expect((await read(id)).source).toContain("# the keeper's");
  });

  test('to publish what is wrong, what is in force already, and what was compared with another version', async () => {
    const before = await newest();
    const wrong = await begin(changeRegister((register) => (register.controller.businessId = '2918721-8')));
    expect((await publish(keeper, wrong, 1)).body.code).toBe('declaration-invalid');
    const same = await begin(before.source);
    expect((await publish(keeper, same, 1)).body.code).toBe('already-done');
    const other = await begin(changeRegister((register) => (register.periods['contact']!.months = 20)));
    expect((await publish(keeper, other, 1, before.version + 1)).body.code).toBe('changed-meanwhile');
    expect(await newest()).toEqual(before);
    expect((await read(other)).version).toBe(1);
  });
});

describe('checking', () => {
  type Checked = {
    problems: { line: number; path: string; problem: string; write: string }[];
    changes: string[];
    against: number;
    warnings: string[];
  };
  const check = async (text: string, language = 'sv') =>
    (await lead.ask<Checked>('POST', `${base}/check`, { source: text, language })).body;

  test('says line, path, what is wrong and what to write, in the language asked for', async () => {
    const wrong = changeRegister((register) => (register.controller.businessId = '2918721-8'));
    const said = await Promise.all(['sv', 'fi', 'en'].map((language) => check(wrong, language)));
    for (const { problems, changes } of said) {
      expect(problems.map(({ path }) => path)).toEqual(['controller.businessId']);
      expect(wrong.split('\n')[problems[0]!.line - 1]).toContain('2918721-8');
      expect(changes).toEqual([]);
    }
    expect(new Set(said.map(({ problems }) => problems[0]!.problem)).size).toBe(3);
    expect(new Set(said.map(({ problems }) => problems[0]!.write)).size).toBe(3);
  });

  test('says what would change against what is in force, and nothing of what stays', async () => {
    const now = await newest();
    expect(await check(now.source)).toMatchObject({ problems: [], changes: [], against: now.version });
    const { changes } = await check(
      changeRegister((register) => {
        register.periods['contact']!.months = 12;
      }),
    );
    expect(changes.join(' ')).toContain('12');
  });

  test('of any text, however hostile, is an answer and stores nothing', async () => {
    const before = await newest();
    for (const text of ['', '[', '\u0000', '{'.repeat(50_000), 'a: &a [*a]', '- '.repeat(100_000)])
      expect((await check(text)).problems.length, JSON.stringify(text.slice(0, 9))).toBeGreaterThan(0);
    expect(await newest()).toEqual(before);
  });

  test('shows the notice as it would read, and the one in force stays', async () => {
    const text = changeRegister((register) => (register.periods['contact']!.months = 17));
    const { body } = await lead.ask<{ sections: unknown[]; language: string }>('POST', `${base}/notice`, {
      source: text,
      language: 'fi',
    });
    expect(JSON.stringify(body)).toContain('17\u00a0kuukautta');
    expect((await the.app.inject('/fi/notice')).body).not.toContain('17\u00a0kuukautta');
  });
});

describe('publishing', () => {
  test('puts exactly the saved text in force, names who did it, and the draft is gone', async () => {
    const text = changeRegister((register) => stopCollecting(register, 'email', 'address'));
    const id = await begin(text);
    const before = version();
    expect(await publish(keeper, id, 1)).toMatchObject({ status: 200, body: { version: before + 1 } });
    expect(await newest()).toEqual({ version: before + 1, source: text });
    const [made] = await the.house.declarations.versions();
    expect(made!.publishedBy).toBe(keeper.staffId);
    const lines = await the.house.storage.db.query<{ actor: string; act: string }>(
      "SELECT actor, act FROM log.entry WHERE action = 'publish' AND (details->>'version')::int = $1",
      [before + 1],
    );
    expect(lines).toEqual([{ actor: keeper.staffId, act: 'publish-register' }]);
    expect((await lead.ask('GET', `${base}/drafts/${id}`)).status).toBe(404);
    expect(
      (await lead.ask<{ source: string }>('GET', `${base}/versions/${before + 1}/source`)).body.source,
    ).toBe(text);
    expect((await lead.ask('GET', `${base}/versions/999/source`)).status).toBe(404);
  });

  test('of two at once, one takes effect and the other is told to look again', async () => {
    const against = version();
    const ids = await Promise.all(
      [13, 14].map((months) =>
        begin(changeRegister((register) => (register.periods['contact']!.months = months))),
      ),
    );
    const answers = await Promise.all(ids.map((id) => publish(keeper, id, 1, against)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(version()).toBe(against + 1);
  });
});

test('a sitting is one line in the log; a colleague who goes on is another; nothing of the text stands there', async () => {
  const id = await begin('# hemligt ord: kanelbulle');
  for (let at = 1; at <= 4; at += 1) await save(officer, id, `# ${at}`, at);
  await save(keeper, id, '# x', 5);
  await officer.ask('DELETE', `${base}/drafts/${id}?version=6`);
  expect(await logged('draft', id)).toEqual(['saved', 'saved', 'removed']);
  const [found] = await the.house.storage.db.query<{ lines: number }>(
    "SELECT count(*) AS lines FROM log.entry WHERE details::text LIKE '%kanelbulle%'",
  );
  expect(found!.lines).toBe(0);
});
