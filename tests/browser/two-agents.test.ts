import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const sanna = { userName: 'sanna.nieminen', password, language: 'en' } as const;
const patient = { timeout: 15_000 };
let the: OpenHouse;
let first: Person;
let second: Person;

const replyBox = (page: Page) => page.getByLabel(en['composer.reply-text']);
const presence = (page: Page, text: string) =>
  page.locator('.presence li', { hasText: text }).waitFor(patient);
const outgoing = (page: Page, text: string) =>
  page.locator('.message[data-direction=out]', { hasText: text }).waitFor(patient);
const saved = (page: Page) => page.getByText(en['composer.draft-saved']).waitFor(patient);
const said = (name: string, word: string) => word.replace('{name}', name);

interface Opened {
  version: number;
  status: string;
  assigneeId: string | null;
  tags: string[];
  priority: string;
  messages: { direction: string; text: string }[];
  drafts: { text: string }[];
}
const read = async (who: Person, contactId: string) =>
  (await who.ask<Opened>('GET', `/api/console/contacts/${contactId}`)).body;

async function bothOn(from: string, subject: string): Promise<[string, Page, Page]> {
  const contactId = (await handInMail(the.house, { from, subject }))!;
  const pages = await Promise.all([eero, sanna].map((who) => the.enter(`/console/inbox/${contactId}`, who)));
  await Promise.all(pages.map((page) => replyBox(page).waitFor(patient)));
  return [contactId, pages[0]!, pages[1]!];
}

describeInBrowser('two colleagues on one contact', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const make = (who: { userName: string }, displayName: string, more: string[] = []) =>
      makeColleague(the.house, the.app, administrator, {
        userName: who.userName,
        displayName,
        tasks: ['answer-customers', ...more],
      });
    first = await make(eero, 'Eero Virtanen', ['lead-team']);
    second = await make(sanna, 'Sanna Nieminen');
    const tag = {
      name: { sv: 'Brådskar', fi: 'Kiire', en: 'Hurry' },
      tone: 'amber',
      archived: false,
      version: null,
    };
    await first.ask('POST', `/api/console/team/tags/${crypto.randomUUID()}`, tag);
  }, 120_000);
  afterAll(() => the?.stop());

  test('each sees the other come, write and go; what each writes is nobody else’s', async () => {
    const [contactId, one, two] = await bothOn('Leo Lahti <leo.lahti@example.fi>', 'Kaksi ihmistä');
    await presence(one, said('Sanna Nieminen', en['presence.here']));
    await presence(two, said('Eero Virtanen', en['presence.here']));
    await replyBox(one).pressSequentially('Eeron sanat', { delay: 30 });
    await presence(two, said('Eero Virtanen', en['presence.typing']));
    await saved(one);
    await two.locator('.others-writing', { hasText: 'Eero Virtanen' }).waitFor(patient);
    await replyBox(two).fill('Sannan sanat');
    await saved(two);
    expect(await replyBox(one).inputValue()).toBe('Eeron sanat');
    expect(await two.locator('body').innerText()).not.toContain('Eeron sanat');
    expect((await read(first, contactId)).drafts).toMatchObject([{ text: 'Eeron sanat' }]);
    expect((await read(second, contactId)).drafts).toMatchObject([{ text: 'Sannan sanat' }]);
    await one.goto('/console/inbox');
    await two.locator('.presence').waitFor({ state: 'detached', ...patient });
    await Promise.all([one.close(), two.close()]);
  }, 60_000);

  // Well before the server itself forgets who has not said anew that they are here.
  const promptly = { state: 'detached', timeout: 6_000 } as const;

  test('who goes on in the list, or closes the window right after, is not shown any more', async () => {
    await handInMail(the.house, { subject: 'Nästa i listan' });
    const [contactId, one, two] = await bothOn('Pia Salo <pia.salo@example.fi>', 'Vidare');
    await presence(two, said('Eero Virtanen', en['presence.here']));
    const another = one.locator('.card', { hasText: 'Nästa i listan' });
    await another.click();
    await two.locator('.presence').waitFor(promptly);
    await one.goto(`/console/inbox/${contactId}`);
    await presence(two, said('Eero Virtanen', en['presence.here']));
    await another.waitFor(patient);
    await another.locator('.card-link').evaluate((link: HTMLElement) => {
      link.click();
      window.setTimeout(() => window.location.replace('about:blank'), 50);
    });
    await two.locator('.presence').waitFor(promptly);
    await Promise.all([one.close(), two.close()]);
  }, 60_000);

  test('both send in the same moment: one goes, the other is shown it and decides; each has left once', async () => {
    const [contactId, one, two] = await bothOn('Ida Nurmi <ida.nurmi@example.fi>', 'Sama hetki');
    await replyBox(one).fill('Eeron vastaus');
    await replyBox(two).fill('Sannan vastaus');
    await Promise.all([saved(one), saved(two)]);
    await Promise.all([one, two].map((page) => replyBox(page).press('Control+Enter')));
    const late = await whoIsAsked(one, two);
    const [early, winner] = late === one ? [two, 'Sannan vastaus'] : [one, 'Eeron vastaus'];
    const loser = late === one ? 'Eeron vastaus' : 'Sannan vastaus';
    await outgoing(early, winner);
    await late.locator('.newer', { hasText: winner }).waitFor(patient);
    expect(await replyBox(late).inputValue()).toBe(loser);
    const sent = async () =>
      (await read(first, contactId)).messages.filter(({ direction }) => direction === 'out').length;
    expect(await sent()).toBe(1);
    await late.getByRole('button', { name: en['newer.send'] }).click();
    await outgoing(late, loser);
    expect(await sent()).toBe(2);
    await expect
      .poll(() => the.outgoing.mails.filter(({ recipients }) => recipients[0]?.startsWith('ida')).length, {
        timeout: 20_000,
      })
      .toBe(2);
    await Promise.all([one.close(), two.close()]);
  }, 90_000);

  test('assigned, tagged and closed at the same time: one is done, the other is told, and both see the same', async () => {
    const [contactId, one, two] = await bothOn('Otto Oja <otto.oja@example.fi>', 'Sama asia');
    await Promise.all(
      [one, two].map(async (page) => {
        await page.keyboard.press('a');
        await page.getByRole('menuitem', { name: en['contact.assign-me'] }).waitFor();
      }),
    );
    await Promise.all([one, two].map((page) => page.keyboard.press('Enter')));
    const name = async () => {
      const { assigneeId } = await read(first, contactId);
      return assigneeId === first.staffId ? 'Eero Virtanen' : 'Sanna Nieminen';
    };
    await expect.poll(async () => (await read(first, contactId)).assigneeId).not.toBeNull();
    const assignee = await name();
    for (const page of [one, two])
      // oxlint-disable-next-line no-await-in-loop -- two pages
      await page.getByRole('button', { name: assignee, exact: true }).waitFor(patient);

    // Different things at once: neither takes the other's away.
    const { version } = await read(first, contactId);
    const organise = (who: Person, body: object) =>
      who.ask('POST', `/api/console/contacts/${contactId}/organise`, { version, ...body });
    const answers = await Promise.all([
      organise(first, { priority: 'high' }),
      organise(second, { priority: 'low' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const priority = answers[0]!.status === 200 ? 'high' : 'low';
    expect((await read(first, contactId)).priority).toBe(priority);
    await Promise.all(
      [one, two].map((page) =>
        page
          .locator('.contact-facts', { hasText: en[`priority.${priority}`] })
          .first()
          .waitFor(patient),
      ),
    );

    // One closes while the other writes: that one is asked for a reason to go on reading, and the words stay.
    await replyBox(two).fill('Vielä yksi asia');
    await saved(two);
    await one.locator('.thread').focus();
    await one.keyboard.press('e');
    await one.locator('.toast', { hasText: en['contact.closed'] }).waitFor(patient);
    const asked = two.locator('.reasons button').first();
    const again = two.getByRole('button', { name: en['contact.reopen'] });
    await asked.or(again).first().waitFor(patient);
    // Asked unless it is theirs.
    if (await asked.isVisible()) await asked.click();
    await again.click(patient);
    await expect.poll(() => replyBox(two).inputValue(), patient).toBe('Vielä yksi asia');
    await expect.poll(async () => (await read(second, contactId)).status).toBe('open');
    expect((await read(second, contactId)).drafts).toMatchObject([{ text: 'Vielä yksi asia' }]);
    await Promise.all([one.close(), two.close()]);
  }, 90_000);

  test('one’s own two windows: the newer text is in both, and what it took the place of is shown', async () => {
    const contactId = (await handInMail(the.house, { from: 'Ulla Uusi <ulla.uusi@example.fi>' }))!;
    const open = () => the.enter(`/console/inbox/${contactId}`, eero);
    const [one, two] = await Promise.all([open(), open()]);
    await replyBox(two).waitFor(patient);
    await replyBox(one).fill('Ensimmäinen ikkuna');
    await saved(one);
    await expect.poll(() => replyBox(two).inputValue(), patient).toBe('Ensimmäinen ikkuna');
    // Both write on before either has heard of the other.
    await Promise.all([
      replyBox(one).fill('Ensimmäinen ikkuna jatkuu'),
      two.waitForTimeout(500).then(() => replyBox(two).fill('Toinen ikkuna jatkuu')),
    ]);
    const shown = two.locator('.newer', { hasText: 'Ensimmäinen ikkuna jatkuu' });
    await shown.waitFor(patient);
    expect(await replyBox(two).inputValue()).toBe('Toinen ikkuna jatkuu');
    await expect.poll(() => replyBox(one).inputValue(), patient).toBe('Toinen ikkuna jatkuu');
    await one.getByText(en['composer.draft-taken']).waitFor(patient);
    await two.getByRole('button', { name: en['composer.other-take'] }).click();
    await expect.poll(() => replyBox(one).inputValue(), patient).toBe('Ensimmäinen ikkuna jatkuu');

    await replyBox(one).press('Control+Enter');
    await outgoing(two, 'Ensimmäinen ikkuna jatkuu');
    await expect.poll(() => replyBox(two).inputValue(), patient).toBe('');
    expect((await read(first, contactId)).messages).toHaveLength(2);
    await Promise.all([one.close(), two.close()]);
  }, 90_000);

  test('whoever is mentioned is told by their browser, and a click leads there', async () => {
    const contactId = (await handInMail(the.house, { from: 'Milla Maa <milla.maa@example.fi>' }))!;
    const page = await the.browser.newPage({ permissions: ['notifications'] });
    await page.context().addCookies([await the.signIn(sanna)]);
    await page.addInitScript(() => {
      const shown: { title: string; tag: string | undefined; click: () => void }[] = [];
      class Shown extends EventTarget {
        static readonly permission = 'granted';
        constructor(title: string, options: NotificationOptions) {
          super();
          shown.push({ title, tag: options.tag, click: () => this.dispatchEvent(new Event('click')) });
        }
        close(): void {}
      }
      Object.assign(globalThis, { Notification: Shown, shown });
    });
    await page.goto('/console/inbox');
    await page.getByLabel(en['live.live']).waitFor(patient);
    const noted = await first.ask('POST', `/api/console/contacts/${contactId}/notes`, {
      noteId: crypto.randomUUID(),
      text: '@Sanna Nieminen salaisuus sinivuokko',
      mentions: [second.staffId],
    });
    expect(noted.status).toBe(200);
    const notices = () =>
      page.evaluate(() => (globalThis as unknown as { shown: { title: string; tag: string }[] }).shown);
    await expect
      .poll(async () => (await notices()).map(({ title }) => title), patient)
      .toContain(en['notify.mentioned']);
    expect(JSON.stringify(await notices())).not.toMatch(/sinivuokko|Milla|Sanna/);
    await page.evaluate(() =>
      (globalThis as unknown as { shown: { tag: string; click(): void }[] }).shown
        .find(({ tag }) => tag.startsWith('mentioned'))!
        .click(),
    );
    await page.waitForURL(`**/inbox/${contactId}*`, patient);
    await page.close();
  }, 60_000);

  test('no page asked another origin for anything, and none complained', () => {
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  });
});

/** Whichever of the two is asked whether to send all the same. */
async function whoIsAsked(one: Page, two: Page): Promise<Page> {
  return Promise.any(
    [one, two].map(async (page) => {
      await page.getByText(en['newer.title']).waitFor(patient);
      return page;
    }),
  );
}
