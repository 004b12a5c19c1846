import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { en } from '../../web/words/en.ts';
import { eventsOf } from '../calls/make-call.ts';
import { declareExchange, handOver, makePhoneSettings, speak } from '../phone/calls/phone-house.ts';
import { speech } from '../phone/media/speech.ts';
import { statusOf } from '../phone/sip/play-source.ts';
import { multipart, twoLines, twoPeople } from '../phone/sip/write-invite.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers, findOverflow } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser, phone } from './start-browser.ts';

// A call that an exchange really hands over, from the ring to the wrap-up, on the screens of who may see it and who may not.

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const liisa = { userName: 'liisa.laine', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
const customer = '+358401234567';
const pictures = process.env['CALL_PICTURES'];
let the: OpenHouse;
let sipPort: number;
let agent: Person;

const pop = (page: Page) => page.locator('.call-pop');

/** Notes in the page when something is on its screen: asking the page from here is half a second too late. */
async function watchFor(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const noted = Promise.withResolvers<number>();
    const watch = new MutationObserver(() => {
      if (!document.querySelector('.call-pops')?.textContent?.includes(wanted)) return;
      watch.disconnect();
      // Drawn, not only there.
      requestAnimationFrame(() => setTimeout(() => noted.resolve(Date.now())));
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    (globalThis as { shown?: Promise<number> }).shown = noted.promise;
  }, text);
  return () => page.evaluate(() => (globalThis as { shown?: Promise<number> }).shown!);
}

describeInBrowser('calls', () => {
  beforeAll(async () => {
    const settings = await makePhoneSettings();
    sipPort = Number(settings.HALTIJA_PHONE_SIP_PORT);
    the = await openHouse(undefined, { settings });
    await declareExchange(the);
    const administrator = await makeAdministrator(the.house, the.app);
    const make = (userName: string, displayName: string, task: string) =>
      makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
    agent = await make(eero.userName, 'Eero Virtanen', 'answer-customers');
    await make(liisa.userName, 'Liisa Laine', 'lead-team');
    await make('olli.oras', 'Olli Oras', 'audit-access');
    // By the screen, as an administrator does.
    const page = await the.enter('/console/staff', { userName: 'aino.korhonen', password, language: 'en' });
    await page.getByRole('button', { name: 'More about Eero Virtanen' }).click();
    await page.getByRole('menuitem', { name: en['staff.extension-set'] }).click();
    await page.getByLabel(en['staff.extension'], { exact: true }).fill('7301');
    await page.keyboard.press('Enter');
    await page.getByText('telephone 7301').waitFor(patient);
    await page.close();
  }, 180_000);
  afterAll(() => the?.stop());

  test('a ring pops up within a second for whose it is, takes no focus, and is wrapped up in the contact', async () => {
    const page = await the.enter('/console/inbox', eero);
    const lead = await the.enter('/console/calls/live', liisa);
    const auditor = await the.enter('/console/', { userName: 'olli.oras', password, language: 'en' });
    await lead.getByText(en['calls.live-none']).waitFor(patient);
    await page.locator('.search-box input, [role=searchbox], input[type=search]').first().focus();
    await page.keyboard.type('Åsa ');

    const content = multipart(twoLines(), twoPeople().replaceAll('s1', 's-browser'));
    const first = await watchFor(page, customer);
    const rang = Date.now();
    const call = await handOver(sipPort, 'in-the-browser', content);
    expect(statusOf(call.answer)).toBe(200);
    await pop(page).waitFor({ timeout: 5_000 });
    const took = [(await first()) - rang];
    const text = await pop(page).innerText();
    expect(text).toContain(en['call.with-you']);
    expect(text).toContain(customer);
    expect(text).toContain(en['call.recording-recording']);
    // It was read out, and one goes on typing where one was.
    await page
      .locator('[aria-live=polite]', { hasText: `${en['call.with-you']}: ${customer}` })
      .waitFor({ state: 'attached', ...patient });
    await page.keyboard.type('Lindqvist');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
      'Åsa Lindqvist',
    );
    expect(await findBarriers(page, 'all')).toEqual([]);
    // The quickest of four: other tests have this machine too.
    while (Math.min(...took) >= 1000 && took.length < 4) {
      const at = new Date(Date.now() - 10_000);
      const [, answered, ended] = eventsOf({ at, hidden: 'withheld', seconds: 2 });
      const next = await watchFor(page, en['call.number-withheld']);
      const began = Date.now();
      await receiveCall(the.house.contacts, answered);
      await pop(page).getByText(en['call.number-withheld']).waitFor({ timeout: 5_000 });
      took.push((await next()) - began);
      await receiveCall(the.house.contacts, ended);
      await expect.poll(() => pop(page).count(), patient).toBe(1);
    }
    console.log(`on the screen after ${took.map(Math.round).join(', ')} ms`);
    expect(Math.min(...took)).toBeLessThan(1000);

    // Who leads sees that it goes on, with whom of the house; not who calls. Who has no such task sees nothing.
    const row = lead.locator('tbody tr', { hasText: 'Eero Virtanen' });
    await row.waitFor(patient);
    expect(await lead.locator('main').innerText()).not.toContain(customer);
    expect(await lead.locator('.exchange', { hasText: 'sbc-1' }).innerText()).toContain(
      en['calls.exchange-up'],
    );
    expect(await findBarriers(lead, 'all')).toEqual([]);
    expect(await pop(lead).count()).toBe(0);
    expect(await pop(auditor).count()).toBe(0);
    expect(await auditor.locator('.rail-link[href$="/calls"]').count()).toBe(0);

    // By keys alone: to the call, into the contact.
    await page.keyboard.press('Escape');
    await page.locator('#content, .inbox-list').first().focus();
    await page.keyboard.press('q');
    await page.keyboard.press('Enter');
    const entry = page.locator('.call-entry');
    await entry.getByText(en['calls.outcome-going-on']).waitFor(patient);
    expect(await entry.locator(`a[href="tel:${customer}"]`).count()).toBe(1);

    await speak(call.ports, [speech(600, 0), speech(600, 2)]);
    await call.ask('BYE');
    call.end();
    const form = entry.getByRole('form', { name: en['calls.wrap-title'] });
    await form.waitFor(patient);
    await pop(page).getByText(en['call.over']).waitFor(patient);
    await form.getByLabel(en['calls.wrap-code']).selectOption('follow-up');
    await form.getByLabel(en['calls.wrap-note']).fill('Ringer igen på måndag.');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await form.getByRole('button', { name: en['common.save'] }).click();
    await entry.getByText(`${en['calls.wrap-follow-up']}, said Eero Virtanen`).waitFor(patient);
    await page.locator('.note', { hasText: 'Ringer igen på måndag.' }).waitFor(patient);
    await expect.poll(() => pop(page).count(), patient).toBe(0);
    await lead.getByText(en['calls.live-none']).waitFor(patient);
    for (const each of [page, lead, auditor]) await each.close();
  }, 90_000);

  test('what nobody took waits in the log until somebody has called back; a call out joins the contact it was made in', async () => {
    const { contacts } = the.house;
    const at = new Date(Date.now() - 5 * 60_000);
    const [ringing, , ended] = eventsOf({ at, number: '+358505550177' });
    await receiveCall(contacts, ringing);
    const { contactId } = (await receiveCall(contacts, ended))!;
    await receiveCall(contacts, eventsOf({ at, hidden: 'withheld' })[0]);

    const page = await the.enter('/console/calls', eero);
    await page.locator('.call-row', { hasText: customer }).waitFor(patient);
    await pop(page).getByText(en['call.number-withheld']).waitFor(patient);
    await page.getByRole('button', { name: 'Hide the call Withheld number' }).click();
    await expect.poll(() => pop(page).count()).toBe(0);
    await page.getByRole('button', { name: en['calls.show-to-return'] }).click();
    await expect.poll(() => page.locator('.call-row').count(), patient).toBe(1);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.setViewportSize(phone);
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page, 'all')).toEqual([]);

    await page.locator('.call-row-link').click();
    const dial = page.locator('.call-entry a[href="tel:+358505550177"]');
    await dial.waitFor(patient);
    // No program of this machine is to be asked for; the console is told all the same.
    await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault(), true));
    const told = page.waitForResponse(/call-intents$/);
    await dial.click();
    expect((await told).status()).toBe(200);
    const out = eventsOf({
      at: new Date(),
      number: '+358505550177',
      direction: 'outgoing',
      staffId: agent.staffId,
    });
    for (const event of out) expect((await receiveCall(contacts, event))!.contactId).toBe(contactId);
    await page.locator('.call-entry').nth(1).waitFor(patient);
    await page.goto('/console/calls?show=to-return');
    await page.getByText(en['calls.empty-to-return']).waitFor(patient);
    await page.close();
  }, 60_000);

  test('a call of somebody else is taken out of the thread, with its note, by whoever answered', async () => {
    const { contacts } = the.house;
    const at = new Date(Date.now() - 40 * 60_000);
    const number = '+358505550188';
    const call = async (minutes: number, contactId?: Id<'contact'>) => {
      const begins = new Date(at.getTime() + minutes * 60_000);
      const more = contactId ? { contactId } : {};
      const events = eventsOf({ at: begins, number, staffId: agent.staffId, seconds: 60, ...more });
      let received;
      for (const event of events) received = await receiveCall(contacts, event);
      return received!;
    };
    const { contactId } = await call(0);
    const second = await call(10, contactId);
    const done = { code: 'follow-up', note: { noteId: crypto.randomUUID(), text: 'Puoliso kysyi laskusta' } };
    const wrapUp = `/api/console/contacts/${contactId}/calls/${second.callId}/wrap-up`;
    expect((await agent.ask('POST', wrapUp, done)).status).toBe(200);

    const page = await the.enter(`/console/inbox/${contactId}`, eero);
    await expect.poll(() => page.locator('.call-entry').count(), patient).toBe(2);
    await page.locator('#content').focus();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: en['merging.title'] });
    await dialog.getByText(en['merging.split'], { exact: true }).click(patient);
    const take = dialog.getByRole('button', { name: 'Take 1 call out' });
    const chosen = dialog.getByRole('group', { name: en['merging.split-calls'] }).getByRole('checkbox');
    await chosen.nth(0).check(patient);
    await chosen.nth(1).check();
    await dialog.getByText(en['merging.split-all-calls']).waitFor();
    expect(await dialog.getByRole('button', { name: 'Take 2 calls out' }).isDisabled()).toBe(true);
    await chosen.nth(0).uncheck();
    await dialog.getByRole('checkbox', { name: /Puoliso kysyi/ }).check();
    await dialog.getByRole('radio', { name: en['merging.person-unknown'] }).check();
    expect(await findBarriers(page, 'all')).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/split-calls.png` });
    await page.setViewportSize(phone);
    expect(await findOverflow(page)).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/split-calls-phone.png` });
    await page.setViewportSize({ width: 1440, height: 900 });
    await take.click();
    await page.locator('.contact-event', { hasText: 'Calls were split into' }).waitFor(patient);
    await expect.poll(() => page.locator('.call-entry').count(), patient).toBe(1);
    expect(await page.locator('.note', { hasText: 'Puoliso' }).count()).toBe(0);
    await page.getByRole('button', { name: en['merging.open-new'] }).click();
    await page.locator('.note', { hasText: 'Puoliso kysyi laskusta' }).waitFor(patient);
    await page.locator('.call-entry', { hasText: number }).waitFor(patient);
    await page.getByRole('heading', { name: en['person.unknown'] }).first().waitFor(patient);
    await page.close();
  }, 60_000);

  test('of calls that are over one card stands for all, and leads to the others', async () => {
    for (const seconds of [30, 20, 1]) {
      const at = new Date(Date.now() - seconds * 1000);
      const over = eventsOf({
        at,
        number: `+35850555${String(100 + seconds).padStart(4, '0')}`,
        staffId: agent.staffId,
        seconds: 10,
      });
      for (const event of over) await receiveCall(the.house.contacts, event);
    }
    const page = await the.enter('/console/', eero);
    const cards = page.locator('.call-pop[data-standing=over]');
    await cards.first().waitFor(patient);
    expect(await cards.count()).toBe(1);
    expect(await cards.innerText()).toContain('+358505550101');
    const more = page.locator('.call-pop-more a');
    expect(await more.innerText()).toMatch(/^[2-9]\smore calls to wrap up$/);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await more.click();
    await page.waitForURL('**/console/calls?show=mine', patient);
    await page.close();
  }, 60_000);

  test('the log of calls by keys alone, and the list of keys knows them', async () => {
    for (const [minutes, number] of [
      [90, '+358505550191'],
      [80, '+358505550192'],
    ] as const) {
      const [ringing, , ended] = eventsOf({ at: new Date(Date.now() - minutes * 60_000), number });
      for (const event of [ringing, ended]) await receiveCall(the.house.contacts, event);
    }
    const page = await the.enter('/console/calls', eero);
    const rows = page.locator('.call-row');
    await rows.nth(1).waitFor(patient);
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset') ?? null);
    await page.locator('#content').focus();
    await page.keyboard.press('j');
    await expect.poll(focused).toBe('1');
    await page.keyboard.press('j');
    await expect.poll(focused).toBe('2');
    await page.keyboard.press('k');
    await expect.poll(focused).toBe('1');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('2');
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog').locator('section', { hasText: en['keys.calls'] });
    await keys.first().waitFor(patient);
    for (const label of ['inbox.key-j', 'inbox.key-k', 'inbox.key-enter'] as const)
      await keys.getByText(en[label], { exact: true }).first().waitFor(patient);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('2');
    const wanted = await rows.nth(1).locator('a').getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${wanted}`, patient);
    await page.close();
  }, 60_000);
});
