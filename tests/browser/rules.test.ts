import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

// A rule is written as a form, read as a sentence, ordered by keyboard, taken back, and seen in a contact's history.

const liisa = { userName: 'liisa.laine', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
let the: OpenHouse;

describeInBrowser('rules', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    await makeColleague(the.house, the.app, administrator, {
      userName: liisa.userName,
      displayName: 'Liisa Laine',
      tasks: ['lead-team'],
    });
  });
  afterAll(() => the?.stop());

  test('a word that is somebody’s is refused beside its field; then it is saved, ordered, undone, and acts', async () => {
    const page = await the.enter('/console/settings/rules', liisa);
    await page.getByText(en['rules.empty']).waitFor(patient);
    const make = () => page.getByRole('button', { name: en['rules.new'] }).click();
    const field = (name: keyof typeof en) => page.getByLabel(en[name], { exact: true });
    const save = () => page.getByRole('button', { name: en['common.save'], exact: true });
    await make();
    await field('rules.name').fill('Invoices');
    // Nothing to do yet, and nowhere.
    expect(await save().isDisabled()).toBe(true);
    await page.getByLabel('Customer service', { exact: true }).check();
    await field('rules.subject').fill('brev, asa.lindqvist@example.fi');
    await field('rules.priority').selectOption('urgent');
    await page
      .getByText('with “brev” or “asa.lindqvist@example.fi” in the subject: set the priority to Urgent.')
      .waitFor(patient);
    await save().click();
    const wrong = page.locator('.mantine-InputWrapper-error');
    await wrong.first().waitFor(patient);
    const personal = '“asa.lindqvist@example.fi” is an e-mail address: the rule would look at one person.';
    expect(await wrong.allInnerTexts()).toEqual([expect.stringContaining(personal)]);
    await page.getByText(en['error.rule-looks-at-person']).waitFor(patient);
    expect(await findBarriers(page, 'all')).toEqual([]);

    // Trying it asks for a person just as well.
    await page.getByRole('button', { name: en['rules.try'] }).click();
    await page.locator('.rule-trial [role=alert]', { hasText: personal }).waitFor(patient);
    await field('rules.subject').fill('brev');
    await page.getByRole('button', { name: en['rules.try'] }).click();
    await page.getByText(/^So many at most/).waitFor(patient);
    await save().click();
    const rows = page.locator('.settings-rows > .settings-row');
    await expect.poll(() => rows.allInnerTexts(), patient).toHaveLength(1);
    expect(await rows.first().innerText()).toContain(
      'When a new contact arrives in Customer service, with “brev” in the subject: set the priority to Urgent.',
    );

    await make();
    await field('rules.name').fill('Closing');
    await page.getByText(en['rules.on-every-message']).click();
    await page.getByLabel('Customer service', { exact: true }).check();
    await field('rules.close').check();
    await save().click();
    await page.getByText(en['rules.close-needs']).waitFor(patient);
    await page.getByText(en['rules.more'], { exact: true }).click();
    await page.getByLabel(en['rules.mail-automatic'], { exact: true }).check();
    await save().click();
    await expect.poll(() => rows.count(), patient).toBe(2);

    const names = () => rows.locator('strong').allInnerTexts();
    await page.getByRole('button', { name: 'Move up: Closing' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(names, patient).toEqual(['Closing', 'Invoices']);
    await page.getByRole('button', { name: 'Remove: Closing' }).click();
    await expect.poll(names, patient).toEqual(['Invoices']);
    await page.getByRole('button', { name: en['common.undo'] }).click();
    await expect.poll(names, patient).toEqual(['Closing', 'Invoices']);
    await page.getByRole('checkbox', { name: 'On: Closing' }).click();
    await expect
      .poll(() => the.house.team.rules.list().map(({ name, active }) => [name, active]), patient)
      .toEqual([
        ['Closing', false],
        ['Invoices', true],
      ]);

    const contactId = await handInMail(the.house);
    await page.goto(`/console/inbox/${contactId}`);
    await page.locator('.contact-event', { hasText: 'Rule “Invoices”: priority changed' }).waitFor(patient);
  }, 120_000);
});
