import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCustomerRegister } from '../../server/operations/demo/start-customer-register.ts';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { en } from '../../web/words/en.ts';
import { fi } from '../../web/words/fi.ts';
import { sv } from '../../web/words/sv.ts';
import { eventsOf } from '../calls/make-call.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers, findOverflow } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser, phone } from './start-browser.ts';

// Who is on the telephone: asked, compared and told by keys alone, until the call is over.

const patient = { timeout: 15_000 };
const code = '010190-900P';
const pictures = process.env['IDENTIFY_PICTURES'];
let the: OpenHouse;
let customers: Awaited<ReturnType<typeof startCustomerRegister>>;

describeInBrowser('identification', () => {
  beforeAll(async () => {
    const secret = 'a secret of both';
    customers = await startCustomerRegister(
      secret,
      ({ identityCode, address }) => identityCode === code && address === 'karlavägen9c 02150',
    );
    the = await openHouse(undefined, {
      settings: { HALTIJA_CUSTOMER_REGISTER_URL: customers.url, HALTIJA_CUSTOMER_REGISTER_SECRET: secret },
    });
    const administrator = await makeAdministrator(the.house, the.app);
    for (const [userName, displayName, task] of [
      ['eero.virtanen', 'Eero Virtanen', 'answer-customers'],
      ['liisa.laine', 'Liisa Laine', 'lead-team'],
    ] as const)
      await makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
  }, 180_000);
  afterAll(async () => {
    await the?.stop();
    await customers?.stop();
  });

  async function ring(number: string) {
    const events = eventsOf({ at: new Date(Date.now() - 9000), number });
    const { contactId } = (await receiveCall(the.house.contacts, events[1]))!;
    return { contactId, end: () => receiveCall(the.house.contacts, events[2]) };
  }

  /** A number on file that they confirm is one to call them back at. */
  async function confirmsNumber(page: Page) {
    await page.getByRole('button', { name: en['pane.open-known'], exact: true }).click(patient);
    const number = page.locator('.field', { hasText: '+358505560001' });
    await number.getByRole('button', { name: en['person.confirm-number'] }).click(patient);
    await page.getByText(en['person.number-confirmed']).waitFor(patient);
    await number.getByLabel(en['person.verified']).waitFor(patient);
    expect(await number.getByRole('button', { name: en['person.confirm-number'] }).count()).toBe(0);
    expect(await page.locator('.field', { hasText: '+358505560001' }).count()).toBe(1);
  }

  test('asked in the call, by keys alone: wrong, right, over when the call is', async () => {
    const { contactId, end } = await ring('+358505560001');
    const page = await the.enter(`/console/inbox/${contactId}`, {
      userName: 'eero.virtanen',
      password,
      language: 'en',
    });
    const part = page.locator('section[aria-labelledby=identity-title]');
    await part.getByText(en['identity.none']).waitFor(patient);
    await part.getByRole('button', { name: en['identity.begin'] }).focus();
    await page.keyboard.press('Enter');
    await part.getByText(en['identity.about-customer-register']).waitFor(patient);
    await page.keyboard.type('010190-901R');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Karlavägen 9 C, 02150 Esbo');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.keyboard.press('Enter');
    await part.getByText(en['identity.not-matched']).waitFor(patient);
    if (pictures) await page.screenshot({ path: `${pictures}/en-wrong.png` });
    // Nothing of it stays in the fields.
    for (const field of await part.getByRole('textbox').all()) expect(await field.inputValue()).toBe('');
    // Asked again from the first, by whoever goes on typing.
    await page.keyboard.type(code);
    await page.keyboard.press('Tab');
    await page.keyboard.type('karlavägen 9c 02150');
    await page.keyboard.press('Enter');
    await part.getByText('Identified until').waitFor(patient);
    const again = part.getByRole('button', { name: en['identity.again'] });
    await again.waitFor(patient);
    expect(await part.getByRole('textbox').count()).toBe(0);
    await expect.poll(() => again.evaluate((each) => each === document.activeElement), patient).toBe(true);
    await page.keyboard.press('Enter');
    await part.getByRole('textbox').first().waitFor(patient);
    await page.keyboard.press('Escape');
    await again.waitFor(patient);
    await confirmsNumber(page);
    expect(await findBarriers(page, 'all')).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/en-identified.png` });
    await end();
    await part.getByText(en['identity.ended']).waitFor(patient);
    await page.close();
  });

  test.each([
    ['sv', sv],
    ['fi', fi],
  ] as const)('too many tries, on a small screen, in the dark: %s', async (language, words) => {
    const { contactId, end } = await ring(language === 'sv' ? '+358505560002' : '+358505560003');
    const page = await the.enter(`/console/inbox/${contactId}`, {
      userName: 'eero.virtanen',
      password,
      language,
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(phone);
    await page.locator('.contact-pane-button').click(patient);
    const part = page.locator('section[aria-labelledby=identity-title]');
    await part.getByRole('button', { name: words['identity.begin'] }).click(patient);
    for (let tries = 0; tries < 3; tries += 1) {
      await part.getByRole('textbox').nth(0).fill(code);
      await part.getByRole('textbox').nth(1).fill(`Fel gata ${tries}, 00100`);
      expect(await findOverflow(page)).toEqual([]);
      if (pictures && tries === 1) await page.screenshot({ path: `${pictures}/${language}-phone.png` });
      await page.keyboard.press('Enter');
      if (tries < 2) await part.getByText(words['identity.not-matched']).waitFor(patient);
    }
    await part.locator('.identity-refused').waitFor(patient);
    expect(await findBarriers(page, 'all')).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/${language}-refused.png` });
    await end();
    await page.close();
  });

  test('who leads sees where it is refused', async () => {
    const lead = await the.enter('/console/calls/live', {
      userName: 'liisa.laine',
      password,
      language: 'sv',
    });
    await lead.getByRole('heading', { name: sv['identity.refused-title'] }).waitFor(patient);
    expect(await lead.locator('.refused-identifications li').count()).toBe(2);
    expect(await findBarriers(lead, 'all')).toEqual([]);
    if (pictures) await lead.screenshot({ path: `${pictures}/sv-lead.png` });
    await lead.close();
  });
});
