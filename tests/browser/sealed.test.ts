import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { hostileHtml, lure } from './hostile-html.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const sanna = { userName: 'sanna.nieminen', password, language: 'en' } as const;
const identityCode = '131052-9982';
let the: OpenHouse;
let agent: Person;
let officer: Person;

const reasonAsked = (page: Page) => page.getByRole('group', { name: en['reason.contact'] });

async function close(contactId: string): Promise<void> {
  const { body } = await officer.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
  const closed = await officer.ask('POST', `/api/console/contacts/${contactId}/close`, {
    version: body.version,
  });
  expect(closed.status).toBe(200);
}

describeInBrowser('what is sealed, and what is hostile', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    agent = await makeColleague(the.house, the.app, administrator, {
      ...eero,
      displayName: 'Eero Virtanen',
      tasks: ['answer-customers'],
    });
    officer = await makeColleague(the.house, the.app, administrator, {
      ...sanna,
      displayName: 'Sanna Nieminen',
      tasks: ['handle-data-protection', 'reveal-identity-codes', 'audit-access'],
    });
  });
  afterAll(() => the?.stop());

  test('a closed contact of a person who is not being served opens for a reason, asked in place and logged', async () => {
    const contactId = await handInMail(the.house, {
      subject: 'Gammalt ärende',
      text: 'Tack, det löste sig.',
    });
    await close(contactId!);
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    await reasonAsked(page).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toContain('Tack, det löste sig.');
    await page.keyboard.press('1');
    await page.getByText('Tack, det löste sig.').waitFor();
    const log = await officer.ask<{ entries: { actor: string; action: string; reason: string | null }[] }>(
      'GET',
      `/api/console/access-log?unit=${contactId}&withReason=true`,
    );
    expect(log.body.entries).toMatchObject([{ actor: agent.staffId, action: 'view' }]);
  });

  test('the identity code in a text is a bar with a menu: it is looked up, and never shows', async () => {
    const contactId = await handInMail(the.house, {
      from: 'Veikko Salo <veikko.salo@example.fi>',
      subject: 'Tunnus tekstissä',
      text: `Hei! Tunnukseni on ${identityCode}.`,
    });
    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    const mask = page.getByRole('button', { name: en['mask.code'] });
    await mask.click();
    await page.getByText(en['mask.no-proof']).waitFor();
    await page.getByRole('menuitem', { name: en['mask.look-up'] }).click();
    await page.getByText(en['mask.nobody']).waitFor();

    const opened = await agent.ask<{ person: { personId: string } }>(
      'GET',
      `/api/console/contacts/${contactId}`,
    );
    const { personId } = opened.body.person;
    const person = await agent.ask<{ version: number }>('GET', `/api/console/people/${personId}`);
    const { reasons } = (await agent.ask<{ reasons: { reason: string }[] }>('GET', '/api/console/me')).body;
    const collected = await agent.ask('POST', `/api/console/people/${personId}/fields`, {
      fieldId: crypto.randomUUID(),
      version: person.body.version,
      category: 'identityCode',
      value: identityCode,
      channel: 'email',
      reason: reasons[0]!.reason,
    });
    expect(collected.status).toBe(200);
    await mask.click();
    await page.getByRole('menuitem', { name: en['mask.look-up'] }).click();
    await page.getByRole('heading', { level: 2, name: en['person.held'] }).waitFor();
    expect(page.url()).toContain(personId);
    expect(await page.content()).not.toContain('9982');
  });

  test('an identity code on file is revealed for a reason, and hides again', async () => {
    const found = await officer.ask<{ contacts: { personId: string }[] }>(
      'POST',
      '/api/console/contacts/search',
      {
        by: 'email',
        text: 'veikko.salo@example.fi',
      },
    );
    const page = await the.enter(`/console/people/${found.body.contacts[0]!.personId}`, sanna);
    await page.getByRole('button', { name: en['sealed.reveal'] }).click();
    const why = page.getByRole('group', { name: en['sealed.why'] });
    await why.waitFor();
    expect(await page.content()).not.toContain(identityCode);
    await why.getByRole('button').first().click();
    await page.getByText(identityCode).waitFor();
    await page.getByRole('button', { name: en['sealed.hide'] }).click();
    await page.getByRole('button', { name: en['sealed.reveal'] }).waitFor();
    expect(await page.content()).not.toContain(identityCode);

    const asAgent = await the.enter(page.url(), eero);
    await asAgent.getByText('Personal identity code').first().waitFor();
    expect(await asAgent.getByRole('button', { name: en['sealed.reveal'] }).count()).toBe(0);
  });

  test('a hostile mail opened as it was sent runs nothing and fetches nothing', async () => {
    // First that it is hostile at all: without our walls it runs and fetches.
    const bare = await the.browser.newPage();
    const before = the.browser.strayRequests.length;
    await bare.setContent(hostileHtml);
    await bare.waitForFunction(() => 'hostileRan' in globalThis);
    expect(the.browser.strayRequests.length).toBeGreaterThan(before + 3);
    await bare.context().close();
    const harmless = the.browser.strayRequests.length;
    the.browser.complaints.length = 0;

    const smtp = createTransport({ host: '127.0.0.1', port: the.smtpPort, ignoreTLS: true });
    await smtp.sendMail({
      from: 'Nuisance <nuisance@example.com>',
      to: 'support@posti.example',
      subject: 'Open me',
      text: lure,
      html: hostileHtml,
    });
    const page = await the.enter('/console/inbox', eero);
    await page.locator('.card-link', { hasText: 'Open me' }).click();
    await page.getByRole('button', { name: en['contact.as-sent'] }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByText(lure).waitFor();
    await frame.getByText('A link to follow').hover();
    // A refresh or a script would have acted by now.
    await page.waitForTimeout(1500);
    expect(the.browser.strayRequests.slice(harmless)).toEqual([]);
    expect(await page.evaluate(() => 'hostileRan' in globalThis)).toBe(false);
    expect(new URL(page.url()).pathname).toMatch(/^\/console\/inbox\/[0-9a-f-]{36}$/);
    expect(
      await frame
        .locator('script, form, input, img, svg, iframe, object, embed, meta[http-equiv=refresh], base, link')
        .count(),
    ).toBe(0);
    expect(await page.locator('iframe').getAttribute('sandbox')).not.toMatch(
      /allow-(?:scripts|same-origin|forms|top-navigation|modals|downloads)/,
    );
    expect(the.browser.complaints).toEqual([]);
  });
});
