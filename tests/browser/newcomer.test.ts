import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

let the: OpenHouse;

async function signIn(page: Page, userName: string): Promise<void> {
  await page.getByRole('heading', { name: en['sign-in.title'] }).waitFor();
  await page.getByLabel(en['sign-in.user-name'], { exact: true }).fill(userName);
  await page.getByLabel(en['sign-in.password'], { exact: true }).fill(password);
  await page.getByRole('button', { name: en['sign-in.submit'] }).click();
}

async function accept(page: Page): Promise<void> {
  await page.getByRole('heading', { name: en['undertaking.title'] }).waitFor();
  const button = page.getByRole('button', { name: en['undertaking.accept'] });
  expect(await button.isEnabled()).toBe(false);
  await page.getByLabel(en['undertaking.read']).check();
  await button.click();
}

describeInBrowser('a newcomer', () => {
  beforeAll(async () => {
    the = await openHouse();
  });
  afterAll(() => the?.stop());

  test('the first administrator comes by the link, invites a colleague and grants a task that opens the inbox', async () => {
    const { token } = (await the.house.staff.ensureFirstAdministrator())!;
    const admin = await the.browser.newPage();
    await admin.goto(`/console/link#${token}`);
    await admin.getByLabel(en['link.display-name'], { exact: true }).fill('Aino Korhonen');
    await admin.getByLabel(en['sign-in.user-name'], { exact: true }).fill('info');
    await admin.getByLabel(en['link.password'], { exact: true }).fill('password123');
    expect(admin.url()).not.toContain(token);
    await admin.getByRole('button', { name: en['link.submit'] }).click();
    await admin.getByText(en['error.user-name-not-personal']).waitFor();
    await admin.getByLabel(en['sign-in.user-name'], { exact: true }).fill('aino.korhonen');
    await admin.getByRole('button', { name: en['link.submit'] }).click();
    await admin.getByText(en['error.password-too-weak']).waitFor();
    await admin.getByLabel(en['link.password'], { exact: true }).fill(password);
    await admin.getByRole('button', { name: en['link.submit'] }).click();
    await signIn(admin, 'aino.korhonen');
    await accept(admin);

    await admin.getByRole('link', { name: en['place.staff'], exact: true }).click();
    await admin.getByRole('button', { name: en['staff.invite'], exact: true }).click();
    await admin.getByLabel(en['link.display-name'], { exact: true }).fill('Eero Virtanen');
    await admin.getByLabel(en['sign-in.user-name'], { exact: true }).fill('eero.virtanen');
    await admin.getByRole('button', { name: en['staff.make-invitation'] }).click();
    const link = await admin.getByLabel(en['staff.link'], { exact: true }).inputValue();

    const eero = await the.browser.newPage();
    await eero.goto(link);
    await eero.getByRole('heading', { name: /Eero Virtanen/ }).waitFor();
    await eero.getByLabel(en['link.password'], { exact: true }).fill(password);
    await eero.getByRole('button', { name: en['link.submit'] }).click();
    await signIn(eero, 'eero.virtanen');
    await accept(eero);
    await eero.getByText(en['settings.no-tasks']).waitFor();
    expect(await eero.getByRole('link', { name: en['place.inbox'], exact: true }).count()).toBe(0);

    const again = await the.browser.newPage();
    await again.goto(link);
    await again.getByRole('heading', { name: en['link.not-valid'] }).waitFor();

    await admin.getByRole('button', { name: en['common.done'] }).click();
    await admin.getByRole('button', { name: en['staff.grant'], exact: true }).click();
    await admin.getByLabel(en['staff.task'], { exact: true }).selectOption({ label: 'Answer customers' });
    await admin.getByRole('button', { name: en['staff.grant'], exact: true }).click();
    await admin.getByText('Answer customers', { exact: true }).waitFor();

    await eero.reload();
    await eero.getByRole('link', { name: en['place.inbox'], exact: true }).click();
    await eero.getByText(en['empty.all'], { exact: true }).waitFor();
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  });
});
