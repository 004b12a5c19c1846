import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const paula = { userName: 'paula.palo', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
let the: OpenHouse;
let contactId: string;

const replyBox = (page: Page) => page.getByLabel(en['composer.reply-text']);
const draftSaved = (page: Page) => page.getByText(en['composer.draft-saved']).waitFor();

describeInBrowser('answering', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const make = (who: { userName: string }, displayName: string, task: string) =>
      makeColleague(the.house, the.app, administrator, {
        userName: who.userName,
        displayName,
        tasks: [task],
      });
    await make(eero, 'Eero Virtanen', 'answer-customers');
    await make(paula, 'Paula Palo', 'handle-data-protection');
    contactId = (await handInMail(the.house))!;
  });
  afterAll(() => the?.stop());

  test('a draft survives the page; sent and undone it is a draft again; nothing has left', async () => {
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    await replyBox(page).fill('Hej Åsa!\nBrevet är på väg.');
    await draftSaved(page);
    await page.reload();
    await expect.poll(() => replyBox(page).inputValue(), patient).toBe('Hej Åsa!\nBrevet är på väg.');

    await replyBox(page).focus();
    await page.keyboard.press('Control+Enter');
    const undo = page.locator('.toast button');
    await undo.waitFor();
    expect(await undo.textContent()).toMatch(/^Undo \d+$/);
    await page.locator('.message[data-direction=out] .tag', { hasText: en['delivery.scheduled'] }).waitFor();
    await undo.click();
    await expect.poll(() => replyBox(page).inputValue(), patient).toBe('Hej Åsa!\nBrevet är på väg.');
    expect(await page.locator('.message[data-direction=out]').count()).toBe(0);
    expect(the.outgoing.mails).toEqual([]);
    await page.close();
  }, 60_000);

  test('a promised file that is missing is asked for in place; attached, it goes; recalled, it is the officer’s', async () => {
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    await replyBox(page).fill('Hej Åsa! Jag bifogar kvittot.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.doubts').waitFor();
    expect(await page.locator('.doubts li').allTextContents()).toEqual([en['doubt.attachment-missing']]);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.getByRole('button', { name: en['doubt.change'] }).click();
    await page
      .locator('.composer input[type=file]')
      .setInputFiles({ name: 'kvitto.txt', mimeType: 'text/plain', buffer: Buffer.from('19,90') });
    await page.locator('.draft-files .chip[aria-busy=false]', { hasText: 'kvitto.txt' }).waitFor();
    await replyBox(page).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: en['delivery.now'] }).click();
    await expect.poll(() => the.outgoing.mails.length, { timeout: 10_000 }).toBe(1);
    expect(the.outgoing.mails[0]!.raw.toString()).toContain('kvitto.txt');

    await page.getByRole('button', { name: en['recall.open'] }).click({ timeout: 15_000 });
    await page.getByLabel(en['recall.note']).fill('Fel kvitto');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.getByRole('button', { name: en['recall.report'] }).click();
    await page.getByText(en['recall.mark'], { exact: true }).waitFor();
    await expect.poll(() => replyBox(page).inputValue(), patient).toContain('av misstag');
    await page.close();

    const officer = await the.enter('/console/incidents', paula);
    await officer.locator('.rail-link[href$="/incidents"] .rail-count').waitFor();
    await officer.locator('.incident-line').click();
    await officer.getByText('Fel kvitto').first().waitFor();
    expect(await findBarriers(officer, 'all')).toEqual([]);
    await officer.getByLabel(en['incidents.measure'], { exact: true }).fill('Ringde kunden');
    await officer.locator('#step-measures').getByRole('button', { name: en['incidents.add'] }).click();
    await officer.getByText('Ringde kunden').first().waitFor();
    for (const [step, words] of [
      ['risk', en['incidents.risk-none']],
      ['authority', en['incidents.authority-not-notify']],
      ['tell', en['incidents.tell-not-high']],
    ] as const) {
      const part = officer.locator(`#step-${step}`);
      await part.getByRole('radio', { name: words }).click(patient);
      await part.getByLabel(en['incidents.reason']).fill('Ingen läste det');
      await part.getByRole('button', { name: en['incidents.decide'], exact: true }).click();
      await part.getByRole('button', { name: en['incidents.decide-again'] }).waitFor(patient);
    }
    await officer.getByLabel(en['incidents.lessons']).fill('Se efter vem det går till');
    await officer.getByRole('button', { name: en['incidents.settle'], exact: true }).click();
    await officer
      .getByRole('button', { name: en['incidents.settle'], exact: true })
      .waitFor({ state: 'detached' });
    await officer
      .locator('.rail-link[href$="/incidents"] .rail-count')
      .waitFor({ state: 'detached', ...patient });
    await officer.close();
  }, 60_000);

  test('no screen asked another origin for anything, and none complained', () => {
    expect(the.browser.strayRequests).toEqual([]);
    // The refusals that ask, as the browser notes them.
    expect(the.browser.complaints.filter((each) => !each.includes('409'))).toEqual([]);
  });
});
