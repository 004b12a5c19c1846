// oxlint-disable max-lines -- one day of thirty contacts, told in one place
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
const count = 30;
const subjectOf = (number: number) => `Asia ${String(number).padStart(2, '0')}`;
const addressOf = (number: number) => `asiakas.${number === mergedFrom ? mergedInto : number}@example.fi`;
const answerTo = (number: number) => `Vastaus asiaan ${number}.`;

/** What becomes of each of the thirty; the rest is answered. */
const [canned, sentAndClosed, undone] = [0, 1, 2];
const [assigned, tagged, urgent, mentioned, watched, unread] = [16, 17, 18, 19, 20, 21];
const [mergedInto, mergedFrom] = [22, 23];
const [snoozed, putBack] = [24, 25];
const closed = [26, 27];
const [searched, reopened] = [28, 29];
const isAnswered = (number: number) => number < assigned;

let the: OpenHouse;
let agent: Person;
let colleague: Person;
let page: Page;
const ids = new Map<number, string>();

interface Opened {
  status: string;
  assigneeId: string | null;
  priority: string;
  tags: string[];
  messages: { direction: string; text: string; delivery: string }[];
  notes: { text: string; mentioned: string[] }[];
  followers: { staffId: string; watching: boolean }[];
}

/** The subject of the card that has the focus; empty when none has. */
const focusedSubject = () =>
  page.evaluate(
    () =>
      (document.activeElement?.matches('.card-link')
        ? document.activeElement.querySelector('.card-subject')?.textContent
        : '') ?? '',
  );
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const focusIs = (selector: string) => page.locator(`${selector}:focus`).waitFor();
const said = (text: string) => page.locator('.toast', { hasText: text }).waitFor();

/** Presses a key until what has the focus says so. */
async function goTo(key: string, text: RegExp, most = 40): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    // oxlint-disable no-await-in-loop -- one key after another
    const now = await page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement?.matches('[role=menuitem], button, input, select, a')) return '';
      const { labels } = activeElement as HTMLInputElement;
      const label = [...(labels ?? [])].map(({ textContent }) => textContent).join(' ');
      return `${activeElement.getAttribute('aria-label') ?? ''} ${activeElement.textContent} ${label}`;
    });
    if (text.test(now)) return;
    await press(key);
  }
  throw new Error(`nothing that says ${text.source} by ${key}`);
}

/** The subject that a key leads to; empty when it leads nowhere. */
async function moved(key: string, from: string): Promise<string> {
  await press(key);
  for (let looks = 0; looks < 20; looks += 1) {
    const now = await focusedSubject();
    if (now !== '' && now !== from) return now;
    await page.waitForTimeout(25);
  }
  return '';
}

/** Does what the palette calls so. */
async function command(name: string): Promise<void> {
  await press('Control+k');
  await focusIs('[role=combobox]');
  await page.keyboard.type(name);
  await page.locator('.palette-list [aria-selected=true]', { hasText: name }).waitFor();
  await press('Enter');
}

/** Goes down the list to a contact. */
async function findCard(subject: string): Promise<void> {
  await page.locator('.card-link', { hasText: subject }).waitFor();
  for (let turns = 0; turns < count; turns += 1) {
    const now = await focusedSubject();
    if (now === subject) return;
    if ((await moved('j', now)) === '' && now !== '') for (let up = 0; up < count; up += 1) await press('k');
  }
  throw new Error('not in the list');
}

async function openCard(subject: string): Promise<void> {
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  await page.locator('.thread .message').first().waitFor();
}

async function answer(text: string): Promise<void> {
  await press('r');
  await focusIs('.composer textarea');
  await page.keyboard.type(text);
}

async function send(...keys: string[]): Promise<void> {
  await press(...keys);
  await page.locator('.message[data-direction=out]').first().waitFor();
  await focusIs('.thread');
}

const acts: Record<number, () => Promise<void>> = {
  async [canned]() {
    await press('r', '/');
    await focusIs('.canned input');
    await page.keyboard.type('kiitos');
    await page.locator('.canned-preview', { hasText: 'Asiakas' }).waitFor();
    await press('Enter');
    await focusIs('.composer textarea');
    await send('Control+Enter');
  },
  async [sentAndClosed]() {
    await answer(answerTo(sentAndClosed));
    await press('Control+Shift+Enter');
    await said(en['composer.sent-closed']);
    await focusIs('.card-link');
  },
  async [undone]() {
    await answer(answerTo(undone));
    await send('Control+Enter');
    await said(en['composer.sent']);
    await press('z');
    await said(en['composer.taken-back']);
    await expect.poll(() => page.getByLabel(en['composer.reply-text']).inputValue()).toBe(answerTo(undone));
    await press('r');
    await focusIs('.composer textarea');
    await send('Control+Enter');
  },
  async [assigned]() {
    await press('a');
    await focusIs('[role=menuitem]');
    await goTo('ArrowDown', /Sanna Nieminen/);
    await press('Enter');
    await page.getByRole('button', { name: 'Sanna Nieminen', exact: true }).waitFor();
  },
  async [tagged]() {
    await press('t');
    await focusIs('[role=menuitem]');
    await goTo('ArrowDown', /Valitus/);
    await press('Enter', 'Escape');
    await page.locator('.contact-head .tag-mark', { hasText: 'Valitus' }).waitFor();
  },
  async [urgent]() {
    await press('t');
    await focusIs('[role=menuitem]');
    await goTo('ArrowDown', new RegExp(en['priority.urgent']));
    await press('Enter', 'Escape');
    await page.locator('.contact-facts', { hasText: en['priority.urgent'] }).waitFor();
  },
  async [mentioned]() {
    await press('n');
    await focusIs('.composer textarea');
    await page.keyboard.type('@San');
    await page.locator('.mentions').waitFor();
    await press('Enter');
    await page.keyboard.type('katsotko tätä?');
    await press('Control+Enter');
    await page.locator('.note', { hasText: '@Sanna Nieminen katsotko tätä?' }).waitFor();
    await focusIs('.thread');
  },
  async [watched]() {
    await press('w');
    await said(en['contact.watched']);
  },
  async [unread]() {
    await press('u');
    await focusIs('.card-link');
  },
  async [snoozed]() {
    await press('s');
    await focusIs('[role=menuitem]');
    await goTo('ArrowDown', new RegExp(en['snooze.tomorrow']));
    await press('Enter');
    await said(en['contact.snoozed']);
    await focusIs('.card-link');
  },
  async [closed[0]!]() {
    await press('e');
    await said(en['contact.closed']);
    await focusIs('.card-link');
  },
};
acts[putBack] = acts[snoozed]!;
for (const number of [...closed, reopened]) acts[number] = acts[closed[0]!]!;

describeInBrowser('a working day by keyboard alone', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    const tasks = ['answer-customers'];
    const make = (userName: string, displayName: string, more: string[] = []) =>
      makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [...tasks, ...more] });
    agent = await make(eero.userName, 'Eero Virtanen', ['lead-team']);
    colleague = await make('sanna.nieminen', 'Sanna Nieminen');
    const team = '/api/console/team';
    const saved = await Promise.all([
      agent.ask('POST', `${team}/tags/${crypto.randomUUID()}`, {
        name: { sv: 'Klagomål', fi: 'Valitus', en: 'Valitus' },
        tone: 'amber',
        archived: false,
        version: null,
      }),
      agent.ask('POST', `${team}/canned/${crypto.randomUUID()}`, {
        title: 'Kiitos',
        shortcut: 'kiitos',
        text: { fi: 'Hei {customer.name}! {mailbox.name}, {register.name}: {notice.link}' },
        queues: [],
        version: null,
      }),
    ]);
    expect(saved.map(({ status }) => status)).toEqual([200, 200]);
    for (let number = count - 1; number >= 0; number -= 1) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      const contactId = await handInMail(the.house, {
        from: `Asiakas ${addressOf(number).split('@')[0]!.split('.')[1]} <${addressOf(number)}>`,
        subject: subjectOf(number),
        text: 'Hei, lähettämäni kirje ei ole tullut perille. Voitteko auttaa minua tässä asiassa?',
        mailbox: 'service',
      });
      ids.set(number, contactId!);
    }
    page = await the.enter('/console/inbox', eero);
    await page.locator('.card-link').first().waitFor();
  }, 120_000);
  afterAll(() => the?.stop());

  test('thirty contacts are read, and each is dealt with', async () => {
    const done = new Set<string>();
    let way = 'j';
    for (let presses = 0; done.size < count && presses < 4 * count; presses += 1) {
      // What was dealt with has moved on to the next by itself; from an open one, j does.
      let subject = await focusedSubject();
      if (subject === '' || done.has(subject)) {
        subject = await moved(way, subject);
        // At the end of the list, up again: what was left there is seen to.
        if (subject === '') way = way === 'j' ? 'k' : 'j';
      }
      if (subject === '' || done.has(subject)) continue;
      const number = Number(subject.slice(-2));
      await openCard(subject);
      done.add(subject);
      if (acts[number]) await acts[number]();
      else if (isAnswered(number)) {
        await answer(answerTo(number));
        await send('Control+Enter');
      }
    }
    expect(done.size).toBe(count);
  }, 120_000);

  test('one is found again by search and closed, one is narrowed down to and two become one', async () => {
    await press('/');
    await focusIs('input[type=search]');
    await page.keyboard.type(addressOf(searched));
    await press('Enter');
    await page.locator('.hits-list .card-link', { hasText: subjectOf(searched) }).waitFor();
    await press('j');
    await openCard(subjectOf(searched));
    await press('e');
    await said(en['contact.closed']);
    await focusIs('.inbox-list');
    await press('/');
    await focusIs('input[type=search]');
    await press('Escape');
    await page.locator('.filter-button').waitFor();

    await press('f');
    await focusIs('.filter-panel select');
    await goTo('Tab', new RegExp(en['filter.priority']));
    await page.keyboard.type('Urg');
    await expect.poll(() => page.locator('.card-link').count()).toBe(1);
    await press('Escape');
    await page.locator('.filter-panel').waitFor({ state: 'detached' });
    await press('j');
    await focusIs('.card-link');
    expect(await focusedSubject()).toBe(subjectOf(urgent));

    await command(en['act.view'].replace('{view}', en['view.all']));
    await press('f');
    await focusIs('.filter-panel select');
    await goTo('Tab', new RegExp(en['filter.priority']));
    await press('Home', 'Escape');
    await page.locator('.filter-panel').waitFor({ state: 'detached' });
    await findCard(subjectOf(mergedInto));
    await openCard(subjectOf(mergedInto));
    await press('m');
    await focusIs('[role=dialog] input[type=search]');
    await page.locator('.merging-list label', { hasText: subjectOf(mergedFrom) }).waitFor();
    await goTo('Tab', new RegExp(subjectOf(mergedFrom)));
    await press('Space');
    await goTo('Tab', /^\s*Merge (?:the|with|contact|one|\d)/i);
    await press('Enter');
    await page.locator('.mantine-Modal-content').waitFor({ state: 'detached' });
    await page.locator('.thread .message').nth(1).waitFor();
  }, 60_000);

  test('one that was put aside is put back, one that was closed is opened again', async () => {
    await command(en['act.view'].replace('{view}', en['status.snoozed']));
    await findCard(subjectOf(putBack));
    await openCard(subjectOf(putBack));
    await press('b');
    await page
      .locator('.contact-facts', { hasText: en['contact.waiting'].split('{')[0]! })
      .first()
      .waitFor();

    await command(en['act.view'].replace('{view}', en['status.closed']));
    await findCard(subjectOf(reopened));
    // Closed, and nobody's: the reason is asked, and chosen by its number.
    await press('Enter');
    await page.locator('.reasons button').first().waitFor();
    await press('1');
    await page.getByRole('heading', { level: 1, name: subjectOf(reopened) }).waitFor();
    await press('e');
    await page.getByRole('button', { name: en['contact.close'], exact: true }).waitFor();
  }, 60_000);

  test('all thirty ended as they should, and each answer left once', async () => {
    const answered = [...ids.keys()].filter(isAnswered);
    const recipients = () => the.outgoing.mails.flatMap((mail) => mail.recipients).toSorted();
    const expected = answered.map(addressOf).toSorted();
    await expect.poll(recipients, { timeout: 20_000 }).toEqual(expected);
    const open = async (number: number) => {
      const url = `/api/console/contacts/${ids.get(number)!}?reason=quality-check`;
      const { status, body } = await agent.ask<Opened>('GET', url);
      return { ...body, http: status };
    };
    const stand = new Map<number, Awaited<ReturnType<typeof open>>>();
    for (const number of ids.keys()) {
      // oxlint-disable-next-line no-await-in-loop -- thirty readings
      stand.set(number, await open(number));
    }
    for (const number of answered) {
      const { messages, status, assigneeId } = stand.get(number)!;
      expect(messages.map(({ delivery }) => delivery)).toEqual(['received', 'sent']);
      expect(messages[1]!.text).toContain(number === canned ? 'Hei Asiakas 0!' : answerTo(number));
      expect([status, assigneeId]).toEqual([number === sentAndClosed ? 'closed' : 'waiting', agent.staffId]);
    }
    expect(stand.get(canned)!.messages[1]!.text).toMatch(/^Hei Asiakas 0! [^{}]+: http.+\/fi\/notice$/);
    expect(stand.get(assigned)).toMatchObject({ status: 'open', assigneeId: colleague.staffId });
    expect(stand.get(tagged)!.tags).toHaveLength(1);
    expect(stand.get(urgent)).toMatchObject({ status: 'open', priority: 'urgent' });
    expect(stand.get(mentioned)!.notes).toMatchObject([{ mentioned: [colleague.staffId] }]);
    expect(stand.get(watched)!.followers).toMatchObject([{ staffId: agent.staffId, watching: true }]);
    expect(stand.get(mergedInto)!.messages).toHaveLength(2);
    expect(stand.get(mergedFrom)!.http).toBe(410);
    expect(stand.get(snoozed)!.status).toBe('snoozed');
    expect(stand.get(putBack)!.status).toBe('open');
    for (const number of [...closed, searched]) expect(stand.get(number)!.status).toBe('closed');
    await expect.poll(async () => (await open(reopened)).status).toBe('open');
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  }, 60_000);
});
