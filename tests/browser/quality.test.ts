import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { writeDate } from '../../web/ui/read-date.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { makeOgg, talk } from '../phone/media/make-ogg.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findOverflow } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

// A quality project from its beginning to its end, and a complaint from a contact to its outcome, as who leads the team does it.

const patient = { timeout: 20_000 };
const lead = { userName: 'liisa.laine', password, language: 'en' } as const;
const agent = { userName: 'eero.ek', password, language: 'en' } as const;
const day = 86_400_000;
let the: OpenHouse;
const calls: Recorded[] = [];

describeInBrowser('quality projects and complaints', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const staff: string[] = [];
    for (const [{ userName }, displayName, tasks] of [
      [lead, 'Liisa Laine', ['lead-team']],
      [agent, 'Eero Ek', ['answer-customers']],
    ] as const) {
      const made = await makeColleague(the.house, the.app, administrator, {
        userName,
        displayName,
        tasks: [...tasks],
      });
      staff.push(made.staffId);
    }
    const sound = await makeOgg(talk(8));
    for (let at = 0; at < 6; at += 1)
      calls.push(
        await recordCall(
          the.house,
          {
            at: new Date(Date.now() - (30 - at) * day),
            number: `+35840123456${at % 2}`,
            // The last is the lead's own.
            staffId: staff[at === 5 ? 0 : 1]!,
            seconds: 8,
          },
          sound,
        ),
      );
  }, 120_000);
  afterAll(() => the?.stop());

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const more = (page: Page) =>
    page.locator('.contact-acts').getByRole('button', { name: en['contact.more'] });
  const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name });

  test('whoever has not the task finds neither place, and no way to a complaint', async () => {
    const page = await the.enter(`/console/inbox/${calls[4]!.contactId}`, agent);
    await more(page).click(patient);
    await page.getByRole('menuitem').first().waitFor(patient);
    expect(await page.getByRole('menuitem', { name: en['contact.complaint'] }).count()).toBe(0);
    expect(await page.locator('.rail a[href$="/quality"], .rail a[href$="/complaints"]').count()).toBe(0);
    await page.goto('/console/quality');
    await page.getByRole('alert').waitFor(patient);
    await page.goto('/console/complaints');
    await page.getByRole('alert').waitFor(patient);
    await page.context().close();
  });

  test('a project: opened, drawn for, listened to, scored, and closed', async () => {
    const page = await the.enter('/console/quality', lead);
    await page.getByText(en['quality.empty-open']).waitFor(patient);
    await button(page, en['quality.new']).click();
    await page.getByLabel(en['quality.name']).fill('How calls begin');
    await page.getByLabel(en['matter.reason']).fill('We ask twice. 131052-9982');
    const ends = new Date(Date.now() + 150 * day).toISOString().slice(0, 10);
    await page.getByLabel(en['matter.last-day']).fill(writeDate(ends, 'en'));
    await button(page, en['quality.new-do']).click();

    await page.getByRole('heading', { name: 'How calls begin' }).waitFor(patient);
    expect(await page.getByText('131052').count()).toBe(0);
    await page.getByText(en['quality.too-few']).waitFor(patient);
    await button(page, en['quality.draw']).click();
    const from = new Date(Date.now() - 60 * day).toISOString().slice(0, 10);
    await page.getByLabel(en['quality.from'], { exact: true }).fill(writeDate(from, 'en'));
    // Nothing in the form is about a person.
    const labels = (await page.locator('.quality-draws form label').allTextContents()).join(' ');
    expect(labels).not.toMatch(/customer|person|name|number|colleague|agent/i);
    await button(page, en['quality.draw-do']).click();
    await page
      .locator('.quality-draw')
      .getByText('6 calls were drawn out of 6. Fewer than the 10 asked for: there were no more.')
      .waitFor(patient);
    await page.locator('.quality-row').nth(5).waitFor(patient);
    await page.getByText(en['quality.own']).waitFor(patient);
    expect(await page.getByText('Eero Ek').count()).toBe(0);

    await page.locator('a.quality-row').first().click();
    await button(page, en['player.listen']).click(patient);
    await page.getByRole('slider', { name: en['player.position'] }).waitFor(patient);
    const greeting = page.getByRole('group', { name: 'Greeting and opening' });
    await greeting.getByLabel('4').check(patient);
    await page.getByRole('group', { name: 'Clear language' }).getByLabel(en['sheet.none']).check();
    await page.getByLabel(en['sheet.remark']).fill('Short and kind');
    await button(page, en['sheet.save-new']).click();
    await button(page, en['sheet.save']).waitFor(patient);
    expect(await greeting.getByLabel('4').isChecked()).toBe(true);
    await greeting.getByLabel('5').check();
    await button(page, en['sheet.save']).click();
    await expect
      .poll(() => the.house.storage.db.query('SELECT version FROM register.quality_sheet'), patient)
      .toEqual([{ version: 2 }]);

    await link(page, 'How calls begin').click();
    const first = page.locator('a.quality-row').first();
    await first.getByText(en['quality.listened']).waitFor(patient);
    await first.getByText(en['quality.scored']).waitFor(patient);
    // One’s own call is a colleague’s to score.
    await page.locator('a.quality-row').last().click();
    await page.getByText(en['error.own-call']).waitFor(patient);
    expect(await button(page, en['sheet.save-new']).count()).toBe(0);
    await page.goBack();

    expect(await findOverflow(page)).toEqual([]);
    await button(page, en['matter.close']).click(patient);
    await page.getByLabel(en['matter.outcome']).fill('Greet shorter');
    await button(page, en['matter.close-do']).click();
    await page.locator('dd').getByText('Greet shorter').waitFor(patient);
    expect(await button(page, en['quality.draw']).count()).toBe(0);
    await page.locator('a.quality-row').first().click();
    await page.getByText('Short and kind').waitFor(patient);
    expect(await button(page, en['sheet.save']).count()).toBe(0);
    await page.context().close();

    // Whoever took the call reads it with their own data.
    const own = await the.enter('/console/settings/my-data', agent);
    await own.getByText('Short and kind').waitFor(patient);
    expect(await own.getByText('Liisa Laine').count()).toBe(0);
    await own.context().close();
    expect(the.browser.complaints).toEqual([]);
  });

  test('a complaint: made in a contact, a second contact added, a recording kept, and closed', async () => {
    const page = await the.enter(`/console/inbox/${calls[4]!.contactId}`, lead);
    const complain = async () => {
      await more(page).click(patient);
      await page.getByRole('menuitem', { name: en['contact.complaint'] }).click();
    };
    await complain();
    await page.getByLabel(en['complaint.reason']).fill('Promised one thing, got another');
    await button(page, en['complaint.new-do']).click();
    await page.getByRole('button', { name: en['complaint.show'] }).click(patient);
    await page.getByRole('heading', { name: /Complaint \d+/ }).waitFor(patient);
    await page.getByText('Promised one thing, got another').waitFor(patient);
    await page.getByText(en['complaint.made-here']).waitFor(patient);

    // From another contact’s menu, to the same complaint.
    await page.goto(`/console/inbox/${calls[5]!.contactId}`);
    await complain();
    const which = page.getByLabel(en['complaint.which']);
    await which.waitFor(patient);
    await which.selectOption({ index: 1 });
    await button(page, en['complaint.link']).click();
    await page.getByRole('button', { name: en['complaint.show'] }).click(patient);
    await page.locator('.quality-linked').nth(1).waitFor(patient);

    await button(page, en['recording.extend']).first().click(patient);
    await page.getByLabel(en['recording.reason']).fill('It was promised here');
    await button(page, en['recording.extend-do']).click();
    await page.getByText(en['complaint.kept'], { exact: true }).waitFor(patient);
    // The recording leads back to what keeps it.
    await page.locator('.quality-linked a[href*="/recordings/"]').first().click();
    await link(page, en['complaint.open-complaint']).click(patient);
    await page.getByText(en['complaint.kept'], { exact: true }).waitFor(patient);

    await page.getByRole('button', { name: new RegExp(`^${en['complaint.unlink']}: `) }).click(patient);
    await expect.poll(() => page.getByText(en['complaint.made-here']).count(), patient).toBe(1);
    await expect
      .poll(
        () => page.getByRole('button', { name: new RegExp(`^${en['complaint.unlink']}: `) }).count(),
        patient,
      )
      .toBe(0);
    await button(page, en['matter.close']).click();
    await page.getByLabel(en['matter.outcome']).fill('The fee was waived');
    await button(page, en['matter.close-do']).click();
    await page.locator('dd').getByText('The fee was waived').waitFor(patient);
    await link(page, en['complaint.back']).click();
    await page.getByText(en['complaint.empty-open']).waitFor(patient);
    await button(page, en['matter.view-closed']).click();
    await page.getByText('Promised one thing, got another').waitFor(patient);
    await page.context().close();
    expect(the.browser.complaints).toEqual([]);
    expect(the.browser.strayRequests).toEqual([]);
  });

  test('merging is reached by its item of the menu too', async () => {
    const page = await the.enter(`/console/inbox/${calls[4]!.contactId}`, lead);
    await more(page).click(patient);
    await page.getByRole('menuitem', { name: en['merging.title'] }).click();
    await page.locator('.merging').waitFor(patient);
    await page.context().close();
  });
});
