import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../contract/common.ts';
import type { FurnishedHouse, Role } from './furnish-house.ts';
import type { Screen } from './screen.ts';

export interface ScreenShower {
  /** The screen, ready to be looked at, in a page that its viewer keeps. */
  show(screen: Screen, language: Language, viewport: { width: number; height: number }): Promise<Page>;
  /** The screen that stands there, in another language. */
  speak(screen: Screen, language: Language): Promise<void>;
}

/** Pages for every role, each opened once: what the browser has fetched and compiled serves the next screen. */
export function createScreenShower(the: FurnishedHouse, options: BrowserContextOptions = {}): ScreenShower {
  const windows = new Map<Role | undefined, { page: Page; beside: Page }>();

  async function windowOf(role: Role | undefined) {
    let held = windows.get(role);
    if (!held) {
      const page = await the.browser.newPage(options);
      const beside = await page.context().newPage();
      await beside.goto('/en');
      // A page in the background is drawn once a second.
      await page.bringToFront();
      held = { page, beside };
      windows.set(role, held);
    }
    return held;
  }

  return {
    async show(screen, language, viewport) {
      const { page, beside } = await windowOf(screen.as);
      await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' });
      await page.setViewportSize(viewport);
      if (screen.as) await page.context().addCookies([await the.signIn(the.as(screen.as, language))]);
      await keepLanguage(beside, language);
      const path = pathOf(screen, the, language);
      // A page of the same address with another fragment would not load anew.
      if (path.includes('#')) await page.goto('about:blank');
      await page.goto(path);
      await screen.act?.(page, the);
      await page.locator(screen.shows).first().waitFor();
      await drawn(page, language);
      return page;
    },
    async speak(screen, language) {
      const { page, beside } = await windowOf(screen.as);
      if (isOfPortal(screen)) await page.goto(pathOf(screen, the, language));
      // Before signing in one chooses in the page; a window of somebody who has signed in follows their other windows.
      else if (screen.as) await keepLanguage(beside, language);
      else await page.locator(`.door-languages button[lang=${language}]`).click();
      await drawn(page, language);
    },
  };
}

const isOfPortal = ({ path }: Screen) => typeof path === 'string' && path.includes('{language}');

function pathOf({ path }: Screen, the: FurnishedHouse, language: Language): string {
  return typeof path === 'string' ? path.replace('{language}', language) : path(the);
}

/** What the console keeps on the device when a language is chosen. */
async function keepLanguage(beside: Page, language: Language): Promise<void> {
  await beside.evaluate((chosen) => localStorage.setItem('haltija-language', chosen), language);
}

async function drawn(page: Page, language: Language): Promise<void> {
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}
