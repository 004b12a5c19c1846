import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

// A draft is begun, written, saved by itself, kept beside a colleague's, and kept as it is shown.

const kaisa = { userName: 'kaisa.koski', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
let the: OpenHouse;
let colleague: Person;

interface Listed {
  drafts: { draftId: string; name: string; version: number }[];
}

describeInBrowser('drafting', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const make = (userName: string, displayName: string) =>
      makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: ['keep-register'] });
    await make(kaisa.userName, 'Kaisa Koski');
    colleague = await make('paula.palo', 'Paula Palo');
  });
  afterAll(() => the?.stop());

  const list = async () => (await colleague.ask<Listed>('GET', '/api/console/register/drafts')).body.drafts;
  const read = async (draftId: string) =>
    (
      await colleague.ask<{ source: string; version: number }>(
        'GET',
        `/api/console/register/drafts/${draftId}`,
      )
    ).body;

  test('nothing written is lost, and what is kept is what is shown, also without a name', async () => {
    const page = await the.enter('/console/register', kaisa);
    await page.getByRole('button', { name: en['drafting.new'] }).click(patient);
    const text = page.locator('.cm-content');
    await text.waitFor(patient);
    const [draft] = await list();
    const { draftId } = draft!;

    // Saved by itself.
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# mine\n');
    await expect.poll(async () => (await read(draftId)).source, patient).toMatch(/^# mine\n/);

    // A colleague saves the same draft meanwhile: theirs stands, one's own is kept beside it.
    const { source, version } = await read(draftId);
    const theirs = { name: 'Theirs', source: source.replace('# mine', '# theirs'), version };
    expect((await colleague.ask('POST', `/api/console/register/drafts/${draftId}`, theirs)).status).toBe(200);
    await page.keyboard.type('# more of mine\n');
    await page.getByRole('button', { name: en['drafting.keep-mine'] }).click(patient);
    await expect.poll(async () => (await list()).length, patient).toBe(2);
    expect((await read(draftId)).source).toMatch(/^# theirs\n/);
    const mine = (await list()).find((each) => each.draftId !== draftId)!;
    expect((await read(mine.draftId)).source).toMatch(/^# mine\n# more of mine\n/);

    // With its name rubbed out it keeps the one it had, and the text that is shown: publishing takes what was saved.
    await page.waitForURL(`**/${mine.draftId}`, patient);
    await text.waitFor(patient);
    await page.getByLabel(en['drafting.name']).fill('');
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# last words\n');
    await page.keyboard.press('Control+s');
    await expect
      .poll(async () => (await read(mine.draftId)).source, patient)
      .toMatch(/^# last words\n# mine\n/);
    expect((await list()).map(({ name }) => name).toSorted()).toEqual([mine.name, 'Theirs'].toSorted());
  });
});
