import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInRaw } from '../promises/hand-in-raw.ts';
import { downloadAs, safeDownload } from '../support/download-as.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

let the: TestHouse;
let agent: Person;
let lead: Person;
const tray = '/api/console/tray';

beforeAll(async () => {
  the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, task: string) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
  agent = await make('eero.virtanen', 'Eero Virtanen', 'answer-customers');
  lead = await make('liisa.laine', 'Liisa Laine', 'lead-team');
});
afterAll(() => the?.stop());

let count = 0;
/** One that names no sender; with bytes that are no text of any kind. */
const broken = () =>
  Buffer.concat([
    Buffer.from(`Subject: trasig ${(count += 1)}\r\n\r\n`),
    Buffer.from([0xff, 0x00, 0x80, 0xfe, 0x0d, 0x0a]),
  ]);
interface Page {
  readonly items: { mailId: string; kept: { deleteAfter: string; rule: string } }[];
  readonly next: string | null;
}
const list = async (query = '') => (await lead.ask<Page>('GET', `${tray}${query}`)).body;
const ids = ({ items }: Page) => items.map(({ mailId }) => mailId);
const settle = (mailId: string, act: string, who = lead) =>
  who.ask('POST', `${tray}/${mailId}/settle`, { act });
const counted = async () => (await lead.ask('GET', '/api/console/contacts/counts')).body;

test('who may not open the tray sees, moves and downloads nothing of it', async () => {
  const { rawId } = await handInRaw(the.house, broken());
  expect((await agent.ask('GET', `${tray}?state=set-aside`)).status).toBe(403);
  for (const act of ['set-aside', 'put-back'])
    expect((await settle(rawId, act, agent)).body).toMatchObject({ code: 'task-missing' });
  expect((await agent.ask('GET', `${tray}/${rawId}/raw`)).body).toMatchObject({ code: 'task-missing' });
  expect((await lead.ask('GET', `${tray}?cursor=x`)).body).toMatchObject({ code: 'invalid-input' });
  expect((await settle(rawId, 'put-back')).body).toMatchObject({ code: 'already-done' });
  expect(ids(await list())).toContain(rawId);
});

test('set aside it is listed apart, until when it is kept is told, and it can be put back; none of it is a reading', async () => {
  const { rawId } = await handInRaw(the.house, broken());
  const before = await counted();
  expect((await settle(rawId, 'set-aside')).status).toBe(200);
  expect((await settle(rawId, 'set-aside')).body).toMatchObject({ code: 'already-done' });
  expect(ids(await list())).not.toContain(rawId);
  const aside = await list('?state=set-aside');
  expect(aside.items).toMatchObject([{ mailId: rawId, kept: { deleteAfter: expect.stringMatching(/^20/) } }]);
  expect(await counted()).toMatchObject({
    tray: Number(before['tray']) - 1,
    trayAside: Number(before['trayAside']) + 1,
  });
  expect((await settle(rawId, 'put-back')).status).toBe(200);
  expect(ids(await list())).toContain(rawId);
  expect(ids(await list('?state=set-aside'))).toEqual([]);
  const lines = await the.house.storage.db.query<{ action: string; change: string }>(
    "SELECT action, details->>'change' AS change FROM log.entry WHERE $1 = ANY (units) AND actor = $2 ORDER BY at, id",
    [rawId, lead.staffId],
  );
  expect(lines).toEqual([
    { action: 'change', change: 'mail-set-aside' },
    { action: 'change', change: 'mail-put-back' },
  ]);
});

test('one that was set aside is still opened, made a contact of, and goes when its period ends', async () => {
  const { db } = the.house.storage;
  const { rawId } = await handInRaw(the.house, broken());
  await settle(rawId, 'set-aside');
  expect((await lead.ask('GET', `${tray}/${rawId}`)).body).toMatchObject({
    beginning: expect.stringContaining('trasig'),
  });
  const made = await lead.ask<{ contactId: string }>('POST', `${tray}/${rawId}/settle`, {
    act: 'make-contact',
    emailAddress: 'sivuun.siirretty@example.fi',
  });
  expect(made.body.contactId).toMatch(/^[0-9a-f-]{36}$/);
  const { rawId: other } = await handInRaw(the.house, broken());
  await settle(other, 'set-aside');
  await db.query("UPDATE mail.raw SET delete_after = now() - interval '1 day' WHERE id = $1", [other]);
  await the.house.sweep();
  expect((await settle(other, 'put-back')).body).toMatchObject({ code: 'not-found' });
});

test('the mail is downloaded as it came, byte for byte, never as a page, and that is a line of the log', async () => {
  const raw = broken();
  const { rawId } = await handInRaw(the.house, raw);
  const download = await downloadAs(the.app, lead.userName);
  const answer = await download(`${tray}/${rawId}/raw`);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(raw)).toBe(true);
  expect(answer.headers).toMatchObject(safeDownload);
  const lines = await the.house.storage.db.query<{ act: string; action: string }>(
    'SELECT act, action FROM log.entry WHERE $1 = ANY (units) AND actor = $2',
    [rawId, lead.staffId],
  );
  expect(lines).toEqual([{ act: 'open-tray', action: 'view' }]);
});

test('both lists go on by cursor: what waits oldest first, what was set aside newest first', async () => {
  for (let made = 0; made < 3; made += 1) {
    const { rawId } = await handInRaw(the.house, broken());
    await settle(rawId, 'set-aside');
    await handInRaw(the.house, broken());
  }
  const { db } = the.house.storage;
  for (const [state, held, order] of [
    ['waiting', 'unreadable', 'ASC'],
    ['set-aside', 'set-aside', 'DESC'],
  ] as const) {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await list(`?state=${state}&limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...ids(page));
      cursor = page.next;
    }
    const rows = await db.query<{ id: string }>(
      `SELECT id FROM mail.raw WHERE state = $1 ORDER BY received_at ${order}, id ${order}`,
      [held],
    );
    expect(rows.length, state).toBeGreaterThan(2);
    expect(seen, state).toEqual(rows.map(({ id }) => id));
  }
});
