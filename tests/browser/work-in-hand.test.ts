import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

// Who reads along, a thread longer than a page, tasks, and acts on many that are taken back: all of it by keys.

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
let the: OpenHouse;
let administrator: Person;
let agent: Person;
let colleague: Person;

const contacts = '/api/console/contacts';
const versionOf = async (contactId: string) =>
  (await agent.ask<{ version: number }>('GET', `${contacts}/${contactId}`)).body.version;
const statusOf = async (contactId: string) =>
  (await agent.ask<{ status: string }>('GET', `${contacts}/${contactId}`)).body.status;
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const toast = (page: Page, text: string) => page.locator('.toast', { hasText: text }).waitFor(patient);

describeInBrowser('work in hand', () => {
  beforeAll(async () => {
    the = await openHouse();
    administrator = await makeAdministrator(the.house, the.app);
    const make = (userName: string, displayName: string) =>
      makeColleague(the.house, the.app, administrator, {
        userName,
        displayName,
        tasks: ['answer-customers'],
      });
    agent = await make(eero.userName, 'Eero Virtanen');
    colleague = await make('saga.lindroth', 'Saga Lindroth');
  });
  afterAll(() => the?.stop());

  test('who got a copy stands there at once; the rest unfolds by keyboard; a new subject is told', async () => {
    const messageId = '<reach@example.fi>';
    const contactId = (await handInMail(the.house, {
      messageId,
      headers: [
        'Cc: bo@example.fi, kaj@example.fi, eva@example.fi, ola@example.fi',
        'Reply-To: asa@foretag.example',
      ],
    }))!;
    await handInMail(the.house, {
      subject: 'Re: Brevet kom inte fram',
      headers: [`In-Reply-To: ${messageId}`],
    });
    await handInMail(the.house, { subject: 'Fakturan', headers: [`In-Reply-To: ${messageId}`] });
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    const reach = page.locator('.reach');
    await expect.poll(() => reach.count(), patient).toBe(3);
    const first = reach.first();
    expect(await first.locator('[data-is=to]').innerText()).toBe('To service@posti.example');
    expect(await first.locator('[data-is=cc]').innerText()).toBe(
      'Copy bo@example.fi, kaj@example.fi and 2 more',
    );
    expect(await first.locator('[data-is=reply-to]').innerText()).toBe('Answers go to asa@foretag.example');
    await first.getByRole('button', { name: 'and 2 more' }).focus();
    await page.keyboard.press('Enter');
    await first.getByRole('button', { name: en['reach.fewer'], expanded: true }).waitFor();
    expect(await first.locator('[data-is=cc]').innerText()).toContain('eva@example.fi, ola@example.fi');
    expect(await reach.nth(1).locator('[data-is=new-subject]').count()).toBe(0);
    expect(await reach.nth(2).locator('[data-is=new-subject]').innerText()).toBe('New subject Fakturan');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.close();
  }, 60_000);

  test('what is opened is asked for once, also what is refused; who has promised nothing yet asks for nothing', async () => {
    const contactId = (await handInMail(the.house, { subject: 'En gång' }))!;
    const refused = crypto.randomUUID();
    const asked: string[] = [];
    const page = await the.enter('/console/inbox', eero);
    const follow = (of: Page) =>
      of.on('request', (request) => {
        const id = new RegExp(`^${contacts}/([0-9a-f-]{36})$`).exec(new URL(request.url()).pathname)?.[1];
        if (id !== undefined) asked.push(id);
      });
    follow(page);
    await page.locator('.card', { hasText: 'En gång' }).click();
    await page.locator('.thread .message').first().waitFor(patient);
    await page.locator('.pane:not([aria-hidden])').waitFor(patient);
    expect(asked).toEqual([contactId]);
    await page.goto('/console/inbox');
    await page.locator('.card').first().waitFor(patient);
    // The answer is there before the page that shows it.
    await page.route(/contact-page/, async (route) => {
      await page.waitForTimeout(1_000);
      await route.continue();
    });
    await page.evaluate((to) => window.history.pushState({}, '', to), `/console/inbox/${refused}`);
    await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')));
    await page.getByText(en['error.not-found']).first().waitFor(patient);
    expect(asked).toEqual([contactId, refused]);
    await page.close();

    await makeColleague(the.house, the.app, administrator, {
      userName: 'veera.koski',
      displayName: 'Veera Koski',
      tasks: ['answer-customers'],
      accept: false,
    });
    const newcomer = await the.enter('/console/', { userName: 'veera.koski', password, language: 'en' });
    follow(newcomer);
    await newcomer.goto(`/console/inbox/${contactId}`);
    await newcomer.getByRole('heading', { name: en['undertaking.title'] }).waitFor(patient);
    expect(asked).toHaveLength(2);
    await newcomer.close();
  }, 60_000);

  test('a long thread begins with its newest; earlier ones come by a key and what one reads stays in place', async () => {
    const contactId = (await handInMail(the.house))!;
    let version = await versionOf(contactId);
    for (let number = 1; number <= 54; number += 1) {
      const body = {
        messageId: crypto.randomUUID(),
        version,
        text: `Svar ${number}.`,
        thenClose: false,
      };
      version = (await agent.ask<{ version: number }>('POST', `${contacts}/${contactId}/replies`, body)).body
        .version;
    }
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    const messages = page.locator('.thread .message');
    await expect.poll(() => messages.count(), patient).toBe(50);
    const thread = page.locator('.thread');
    // Each that is sent changes: first they have all come to rest.
    await expect.poll(() => thread.locator('.message .tag').count(), { timeout: 60_000 }).toBe(0);
    await thread.evaluate((element) => (element.scrollTop = 0));
    const top = async () => (await page.locator('.message', { hasText: 'Svar 5.' }).boundingBox())!.y;
    const before = await top();
    // What grows meanwhile below what one reads is no reason to move it.
    await page.route(/\/earlier/, async (route) => {
      await messages.last().evaluate((last) => (last.style.paddingBottom = '200px'));
      await route.continue();
    });
    await press(page, 'l');
    await expect.poll(() => messages.count(), patient).toBe(55);
    // The line that offered more is gone from above it; nothing else has moved.
    expect(Math.abs((await top()) - before)).toBeLessThan(60);
    expect(await thread.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByRole('button', { name: en['thread.earlier'] }).count()).toBe(0);
    expect(await messages.first().innerText()).toContain('Jag väntar på ett brev');
    await page.close();
  }, 120_000);

  test('one’s tasks by g d; ticked by x, taken back by z; given by a colleague they appear', async () => {
    const contactId = (await handInMail(the.house, { subject: 'Med uppgift' }))!;
    const give = async (by: Person, text: string, dueOn: string) =>
      by.ask('POST', `${contacts}/${contactId}/todos`, {
        todoId: crypto.randomUUID(),
        text,
        ownerId: agent.staffId,
        dueOn,
      });
    await give(agent, 'Ring kunden', '2026-01-02');
    await agent.ask('POST', `${contacts}/${contactId}/close`, { version: await versionOf(contactId) });
    const page = await the.enter('/console/inbox', eero);
    await page.locator('.card').first().waitFor(patient);
    await page.locator('.view-todos .view-count', { hasText: '1' }).waitFor(patient);
    await press(page, 'g', 'd');
    const rows = page.locator('.todo-row');
    await rows.first().waitFor(patient);
    expect(await rows.first().innerText()).toMatch(/Ring kunden[\s\S]*Med uppgift[\s\S]*late[\s\S]*Closed/);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await give(colleague, 'Skicka kvittot', '2099-01-02');
    await expect.poll(() => rows.count(), patient).toBe(2);
    await press(page, 'j', 'x');
    await toast(page, en['todo.ticked']);
    await expect.poll(() => rows.count(), patient).toBe(1);
    await press(page, 'z');
    await expect.poll(() => rows.count(), patient).toBe(2);
    await press(page, 'k', 'k', 'o');
    await page.locator('.reasons, .thread .message').first().waitFor(patient);
    await page.close();
  }, 60_000);

  test('waiting for the customer by h, on the contact and on many; taken back by z', async () => {
    const ids = [(await handInMail(the.house))!, (await handInMail(the.house))!];
    const page = await the.enter(`/console/inbox/${ids[1]}`, eero);
    await page.locator('.thread .message').first().waitFor(patient);
    await press(page, 'h');
    await toast(page, en['contact.awaited']);
    expect(await statusOf(ids[1]!)).toBe('waiting');
    await press(page, 'z');
    await expect.poll(() => statusOf(ids[1]!), patient).toBe('open');
    await page.goto('/console/inbox');
    await page.locator('.card').nth(1).waitFor(patient);
    await press(page, 'j', 'x', 'j', 'x', 'h');
    await toast(page, '2 contacts changed');
    await expect.poll(() => Promise.all(ids.map(statusOf)), patient).toEqual(['waiting', 'waiting']);
    await press(page, 'z');
    await expect.poll(() => Promise.all(ids.map(statusOf)), patient).toEqual(['open', 'open']);
    await toast(page, '2 contacts are as before');
    await page.close();
  }, 60_000);

  test('what many could not be is named with why and stays chosen; the others can be taken back', async () => {
    const closed = (await handInMail(the.house, { subject: 'Redan avslutad' }))!;
    const open = (await handInMail(the.house, { subject: 'Ännu öppen' }))!;
    await agent.ask('POST', `${contacts}/${closed}/close`, { version: await versionOf(closed) });
    const page = await the.enter('/console/inbox?status=any', eero);
    await page.locator('.card').nth(1).waitFor(patient);
    await press(page, 'j', 'x', 'j', 'x', 'h');
    const refused = page.locator('.bulk-refused');
    await refused.waitFor(patient);
    expect(await refused.innerText()).toMatch(/1 of 2 could not be changed[\s\S]*Redan avslutad/);
    await page.locator('.bulk-count', { hasText: '1 chosen' }).waitFor(patient);
    expect(await statusOf(open)).toBe('waiting');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await press(page, 'z');
    await expect.poll(() => statusOf(open), patient).toBe('open');

    // A menu by its key, and each as it was.
    const priorityOf = async (id: string) =>
      (await agent.ask<{ priority: string }>('GET', `${contacts}/${id}`)).body.priority;
    await press(page, 'Escape');
    await page.locator('.bulk').waitFor({ state: 'detached' });
    await page
      .getByRole('checkbox', { name: en['inbox.choose'].replace('{name}', 'Åsa Lindqvist') })
      .first()
      .check();
    await press(page, 'p');
    await page.locator('[role=menuitem]:focus', { hasText: en['priority.urgent'] }).waitFor(patient);
    await press(page, 'Enter');
    await toast(page, '1 contact changed');
    await expect.poll(() => priorityOf(open), patient).toBe('urgent');
    await press(page, 'z');
    await expect.poll(() => priorityOf(open), patient).toBe('normal');
    await page.close();
  }, 60_000);

  test('no screen asked another origin for anything, and none complained', () => {
    expect(the.browser.strayRequests).toEqual([]);
    // A closed contact asks for a reason.
    expect(the.browser.complaints.filter((each) => !each.includes('403'))).toEqual([]);
  });
});
