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

  test('what is written while it is being published is kept in a new draft', async () => {
    const page = await the.enter('/console/register', kaisa);
    await page.getByRole('button', { name: en['drafting.new'] }).click(patient);
    const text = page.locator('.cm-content');
    await text.waitFor(patient);
    await page.waitForURL('**/register/drafts/*', patient);
    const published = page.url().split('/').at(-1)!;
    await page.getByLabel(en['drafting.name']).fill('Shorter');
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# about to be published\n');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('months: 24');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type('months: 20');
    await page.getByRole('tab', { name: en['drafting.changes'] }).click();
    await page.getByRole('button', { name: en['drafting.publish'].replace('{version}', '2') }).click(patient);

    // A slow line: one goes on writing meanwhile, and stops long enough for a saving.
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/publish', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: en['drafting.publish-now'] }).click(patient);
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# after it\n');
    await page.waitForTimeout(2_500);
    go();

    await page.getByText(en['drafting.published-kept'].replace('{version}', '2')).waitFor(patient);
    const drafts = await list();
    expect(drafts.map(({ draftId }) => draftId)).not.toContain(published);
    const kept = drafts.find(({ name }) => name === 'Shorter')!;
    expect((await read(kept.draftId)).source).toMatch(/^# after it\n# about to be published\n/);
    await page.waitForURL(`**/${kept.draftId}`, patient);
    const { body } = await colleague.ask<{ source: string }>(
      'GET',
      '/api/console/register/versions/2/source',
    );
    expect(body.source).toMatch(/^# about to be published\n/);
  });

  test('the editor says what may stand where one writes, by keyboard alone', async () => {
    const page = await the.enter('/console/register', kaisa);
    await page.getByRole('button', { name: en['drafting.new'] }).click(patient);
    const text = page.locator('.cm-content');
    await text.waitFor(patient);
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('queues: { front: { name: x }, privacy: { name: y } }');
    await page.keyboard.press('Enter');

    // A key: chosen with the arrows' and Enter's keys, named to those who hear it, and explained.
    const offers = page.getByRole('listbox', { name: en['drafting.completions'] });
    await page.keyboard.press('Control+Space');
    await offers.waitFor(patient);
    const keys = await offers.getByRole('option').allTextContents();
    expect(keys).toContain('mailboxes');
    expect(keys).not.toContain('queues');
    expect(await text.getAttribute('aria-description')).toBe(en['drafting.hint']);
    await page.keyboard.type('mailb', { delay: 30 });
    await expect.poll(() => offers.getByRole('option').allTextContents(), patient).toEqual(['mailboxes']);
    const active = await text.getAttribute('aria-activedescendant');
    expect(await offers.getByRole('option', { selected: true }).getAttribute('id')).toBe(active);
    await page.locator('.cm-completionInfo [lang=en]').waitFor(patient);
    await page.keyboard.press('Enter');
    await page.keyboard.type('one:\n  que', { delay: 30 });
    await offers.waitFor(patient);
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');

    // Behind it its values, from the text itself; Escape closes them, and Tab would leave.
    await expect
      .poll(() => offers.getByRole('option').allTextContents(), patient)
      .toEqual(['front', 'privacy']);
    await page.keyboard.press('Escape');
    await offers.waitFor({ state: 'detached', ...patient });
    await page.keyboard.type('pri', { delay: 30 });
    await offers.waitFor(patient);
    await page.waitForTimeout(100);
    await page.keyboard.press('Enter');
    expect(await text.locator('.cm-line').allTextContents()).toEqual([
      'queues: { front: { name: x }, privacy: { name: y } }',
      'mailboxes:',
      '  one:',
      '    queue: privacy',
    ]);

    // What a key means, beside it.
    await text.locator('.cm-line').nth(3).getByText('queue').hover();
    await page.locator('.cm-explained').waitFor(patient);
    expect(the.browser.complaints).toEqual([]);
  });
});
