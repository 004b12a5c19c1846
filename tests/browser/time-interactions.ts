/** The hand at the console, in a process of its own so that what drives the browser takes no time from the server. */
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { median, percentile } from '../../bench/measurement.ts';
import { desktop, startBrowser } from './start-browser.ts';

const aim = 100;
const times = Math.max(30, Number(process.argv[2] ?? 40));

interface Interaction {
  readonly name: string;
  /** What the hand does. */
  act(page: Page, turn: number): Promise<void>;
  readonly event: 'keydown' | 'click';
  /** In the page: whether it shows what was wanted; told what was noted before the act. */
  readonly shows: (before: string) => boolean;
  readonly note?: () => string;
  /** What brings the page back to where the next turn begins. */
  back?(page: Page, turn: number): Promise<unknown>;
}

const press = (key: string) => (page: Page) => page.keyboard.press(key);
const escape = async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
};
const cardAt = () => document.querySelector('.card[data-at=true] a')?.getAttribute('href') ?? '';
const openMessages = () =>
  (document.querySelector('.card[data-open=true] a')?.getAttribute('href') ?? '') +
  (document.querySelector('.thread .message') ? '' : ' empty');

const isElsewhere = (before: string) => {
  const at = document.querySelector('.card[data-at=true] a');
  return at !== null && at.getAttribute('href') !== before && document.activeElement === at;
};

const inList: readonly Interaction[] = [
  {
    name: 'j to the next contact',
    act: press('j'),
    event: 'keydown',
    note: cardAt,
    shows: isElsewhere,
    // However short the list.
    back: press('k'),
  },
  {
    name: 'k to the one before',
    act: press('k'),
    event: 'keydown',
    note: cardAt,
    shows: isElsewhere,
    back: press('j'),
  },
  {
    name: 'open a contact, to its thread',
    act: (page, turn) =>
      page
        .locator('.card:not([data-open=true]) .card-link')
        .nth(turn % 6)
        .click(),
    event: 'click',
    note: openMessages,
    shows: (before) => {
      const open = document.querySelector('.card[data-open=true] a')?.getAttribute('href') ?? '';
      return open !== '' && !before.startsWith(open) && document.querySelector('.thread .message') !== null;
    },
    // Others come under the pointer.
    back: async (page, turn) => {
      if (turn % 3 === 2) await page.locator('.cards').evaluate((list) => list.scrollBy(0, 228));
      await page.waitForTimeout(150);
    },
  },
];

const atContact: readonly Interaction[] = [
  {
    name: 'a letter in the composer',
    act: press('x'),
    event: 'keydown',
    note: () => document.querySelector<HTMLTextAreaElement>('.composer textarea')!.value,
    shows: (before) =>
      document.querySelector<HTMLTextAreaElement>('.composer textarea')!.value.length > before.length,
  },
  {
    name: 'open a menu (snooze)',
    act: press('s'),
    event: 'keydown',
    shows: () => document.querySelector('[role=menu] [role=menuitem]') !== null,
    back: escape,
  },
  {
    name: 'open the palette',
    act: press('Control+k'),
    event: 'keydown',
    shows: () =>
      document.querySelector('.palette-list [role=option]') !== null &&
      document.activeElement?.matches('.palette-input') === true,
    back: escape,
  },
];

const words = [
  'brev',
  'kirje',
  'letter',
  'kuitti',
  'lösenord',
  'salasana',
  'password',
  'faktura',
  'lasku',
  'invoice',
];
const search: Interaction = {
  name: 'search, Enter to what was found',
  act: press('Enter'),
  event: 'keydown',
  shows: () => document.querySelector('.hits mark') !== null,
  back: async (page) => {
    await page.locator('.search .mantine-ActionIcon-root').click();
    await page.locator('.cards .card').first().waitFor();
  },
};

/** One turn: the listener first, then the act. @returns milliseconds from the event to after the frame that shows it */
async function measure(page: Page, interaction: Interaction, turn: number): Promise<number> {
  const { event, shows, note } = interaction;
  const before = note ? await page.evaluate(note) : '';
  await page.evaluate(
    ([type, source, noted]) => {
      // The policy of the page forbids making code of text; a function of the page comes by the debugger instead.
      const isThere = (globalThis as unknown as Record<string, (before: string) => boolean>)[source!]!;
      const out = globalThis as unknown as { taken?: Promise<number> };
      out.taken = new Promise((resolve) => {
        addEventListener(
          type!,
          ({ timeStamp }) => {
            const look = () =>
              requestAnimationFrame(() => {
                if (!isThere(noted!)) return look();
                // After the frame of this callback has been painted.
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(performance.now() - timeStamp);
                return port2.postMessage(null);
              });
            look();
          },
          { capture: true, once: true },
        );
      });
    },
    [event, await define(page, shows), before],
  );
  await interaction.act(page, turn);
  return page.evaluate(() => (globalThis as unknown as { taken: Promise<number> }).taken);
}

/** Makes a function known in the page. @returns its name there */
async function define(page: Page, act: Interaction['shows']): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `globalThis.isThere = ${act.toString()}` });
  await session.detach();
  return 'isThere';
}

async function repeat(
  page: Page,
  interaction: Interaction,
  before?: (turn: number) => Promise<void>,
): Promise<boolean> {
  const taken: number[] = [];
  // The first turns warm what every day has warm.
  for (let turn = -3; turn < times; turn += 1) {
    // oxlint-disable no-await-in-loop -- one after the other is what is measured
    await before?.(turn);
    const ms = await measure(page, interaction, turn + 3);
    if (turn >= 0) taken.push(ms);
    await interaction.back?.(page, turn + 3);
    // What an act leaves to do has been done.
    await page.waitForTimeout(60);
  }
  const p95 = percentile(taken, 0.95);
  console.log(
    `${interaction.name.padEnd(34)} median ${median(taken).toFixed(0).padStart(4)}  p95 ${p95.toFixed(0).padStart(4)} ms${p95 > aim ? '  above the aim' : ''}`,
  );
  return p95 <= aim;
}

const [origin, cookie] = JSON.parse(process.env['HALTIJA_MEASURED']!) as [
  string,
  { name: string; value: string; url: string },
];
const browser = await startBrowser(origin, { watched: false });
try {
  const page = await browser.newPage({ viewport: desktop });
  await page.context().addCookies([cookie]);
  await page.goto('/console/inbox?view=all');
  await page.locator('.card').first().waitFor();
  // The code that comes after the first screen is there, as it is for whoever reads their first card.
  await page.waitForTimeout(4000);
  console.log(
    `load ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  for (let down = 0; down < 3; down += 1) await page.keyboard.press('j');
  const met: boolean[] = [];
  for (const interaction of inList) met.push(await repeat(page, interaction));
  const [letter, ...others] = atContact;
  for (const interaction of others) {
    await page.locator('.thread').focus();
    met.push(await repeat(page, interaction));
  }
  await page.locator('.composer textarea').focus();
  met.push(await repeat(page, letter!));
  await page.goto('/console/inbox?view=all');
  await page.locator('.card').first().waitFor();
  const box = page.locator('input[type=search]');
  met.push(await repeat(page, search, (turn) => box.fill(words[(turn + 3) % words.length]!)));
  console.log(
    `load ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  );
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  await browser.stop();
}
