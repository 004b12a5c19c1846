import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const sanna = { userName: 'sanna.nieminen', password, language: 'en' } as const;
let the: OpenHouse;

const card = (page: Page, subject: string) => page.locator('.card-link', { hasText: subject });
const heading = (page: Page, subject: string) => page.getByRole('heading', { level: 1, name: subject });
const replyBox = (page: Page) => page.getByLabel(en['composer.reply-text']);

describeInBrowser("an agent's day", () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const tasks = ['answer-customers'];
    await makeColleague(the.house, the.app, administrator, { ...eero, displayName: 'Eero Virtanen', tasks });
    await makeColleague(the.house, the.app, administrator, {
      ...sanna,
      displayName: 'Sanna Nieminen',
      tasks,
    });
    await handInMail(the.house, {
      from: 'Pekka Ranta <pekka.ranta@example.fi>',
      subject: 'Salasana ei toimi',
    });
    await handInMail(the.house, { subject: 'Brevet kom inte fram' });
  });
  afterAll(() => the?.stop());

  test('by keyboard alone: list, open, note, assign, reply, close and undo', async () => {
    const page = await the.enter('/console/inbox', eero);
    await card(page, 'Brevet kom inte fram').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, 'Brevet kom inte fram').waitFor();

    await page.keyboard.press('n');
    await page.keyboard.type('Ringer i morgon.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.note', { hasText: 'Ringer i morgon.' }).waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: en['contact.assign-me'] }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Eero Virtanen', exact: true }).waitFor();

    await page.keyboard.press('r');
    await page.keyboard.type('Hej Åsa! Brevet är på väg.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.message[data-direction=out]', { hasText: 'Brevet är på väg.' }).waitFor();
    expect(await replyBox(page).inputValue()).toBe('');
    await expect
      // It goes once it can no longer be taken back.
      .poll(() => the.outgoing.mails.map(({ recipients }) => recipients), { timeout: 20_000 })
      .toEqual([['asa.lindqvist@example.fi']]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('e');
    await page.getByText(en['contact.closed'], { exact: true }).waitFor();
    await page.locator('.card-link:focus').waitFor();
    await page.keyboard.press('z');
    await page.getByRole('button', { name: en['contact.close'], exact: true }).waitFor();
  });

  test('assigned-and-answered-at-once: one change goes on from the other, however long the house takes', async () => {
    const contactId = await handInMail(the.house, {
      from: 'Aino Salo <aino.salo@example.fi>',
      subject: 'Kaksi asiaa peräkkäin',
    });
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    await heading(page, 'Kaksi asiaa peräkkäin').waitFor();
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/assign*', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: en['contact.assign-me'] }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Eero Virtanen', exact: true }).waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('Hoidan molemmat.');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => replyBox(page).isEditable()).toBe(false);
    letThrough();
    await page.locator('.message[data-direction=out]', { hasText: 'Hoidan molemmat.' }).waitFor();
    await page.keyboard.press('e');
    await page.getByText(en['contact.closed'], { exact: true }).waitFor();
  });

  test('searches by name and by address, and does everything from the palette', async () => {
    const page = await the.enter('/console/inbox', eero);
    await card(page, 'Salasana ei toimi').waitFor();
    for (const text of ['Pekka', 'pekka.ranta@example.fi']) {
      await page.keyboard.press('/');
      await page.getByLabel(en['search.label']).fill(text);
      await page.keyboard.press('Enter');
      await page.getByText(en['search.shown']).waitFor();
      await card(page, 'Salasana ei toimi').waitFor();
      expect(await card(page, '').count()).toBe(1);
      // What is looked for is personal data: it stands in no address.
      expect(page.url().toLowerCase()).not.toContain('pekka');
      await page.getByRole('button', { name: en['search.back'] }).click();
    }
    await page.keyboard.press('Control+k');
    const go = en['act.go'].replace('{place}', en['place.settings']);
    await page.getByRole('combobox', { name: en['act.palette'] }).fill(go);
    await page.locator('.palette-list [aria-selected=true]', { hasText: go }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/settings**');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await card(page, 'Salasana ei toimi').waitFor();
  });

  test('mail handed over by SMTP shows in the open inbox within three seconds, without reloading', async () => {
    const page = await the.enter('/console/inbox', eero);
    await page.getByLabel(en['live.live']).waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stillHere: true }));
    const smtp = createTransport({ host: '127.0.0.1', port: the.smtpPort, ignoreTLS: true });
    await smtp.sendMail({
      from: '"Helmi Aalto" <helmi.aalto@example.fi>',
      to: 'asiakaspalvelu@posti.example',
      subject: 'Lasku tuli kahdesti',
      text: 'Hei, sain saman laskun kahteen kertaan.',
    });
    await card(page, 'Lasku tuli kahdesti').waitFor({ timeout: 3000 });
    expect(await page.evaluate(() => 'stillHere' in globalThis)).toBe(true);
  });

  test('two on one contact: the second to answer is told, and the draft is kept', async () => {
    const contactId = await handInMail(the.house, {
      from: 'Leo Lahti <leo.lahti@example.fi>',
      subject: 'Kaksi vastaajaa',
    });
    const [first, second] = await Promise.all([
      the.enter(`/console/inbox/${contactId}`, eero),
      the.enter(`/console/inbox/${contactId}`, sanna),
    ]);
    await replyBox(second).fill('Toinen vastaus');
    await replyBox(first).fill('Ensimmäinen vastaus');
    await first.keyboard.press('Control+Enter');
    await first.locator('.message[data-direction=out]').waitFor();
    await second.keyboard.press('Control+Enter');
    await second.getByText(en['newer.title']).waitFor();
    await second.locator('.newer', { hasText: 'Ensimmäinen vastaus' }).waitFor();
    expect(await replyBox(second).inputValue()).toBe('Toinen vastaus');
    await second.getByRole('button', { name: en['newer.edit'] }).click();
    await replyBox(second).fill('Täydennys edelliseen');
    await second.keyboard.press('Control+Enter');
    await second.locator('.message[data-direction=out]', { hasText: 'Täydennys edelliseen' }).waitFor();
    expect(await second.locator('.message[data-direction=out]').count()).toBe(2);
  });

  test('a session that ended leads to the sign-in page, and from there back to where one was', async () => {
    const contactId = await handInMail(the.house, {
      from: 'Ida Nurmi <ida.nurmi@example.fi>',
      subject: 'Istunto päättyi',
    });
    const page = await the.enter(`/console/inbox/${contactId}`, sanna);
    await heading(page, 'Istunto päättyi').waitFor();
    await page.request.post('/api/console/sign-out', { headers: { 'x-haltija': 'console' } });
    await page.keyboard.press('e');
    await page.getByText(en['sign-in.again']).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Istunto päättyi');
    await page.getByLabel(en['sign-in.user-name'], { exact: true }).fill(sanna.userName);
    await page.getByLabel(en['sign-in.password'], { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await heading(page, 'Istunto päättyi').waitFor();
    expect(page.url()).toContain(contactId);
    await page.getByRole('button', { name: en['contact.close'], exact: true }).waitFor();
  });

  test('no page asked another origin for anything, and none complained', () => {
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  });
});
