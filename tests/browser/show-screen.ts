import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../contract/common.ts';
import type { FurnishedHouse, Role } from './furnish-house.ts';
import type { Screen } from './screen.ts';

export interface ScreenShower {
  /** The screen, ready to be looked at, in a page that its viewer keeps. */
  show(screen: Screen, language: Language, viewport: { width: number; height: number }): Promise<Page>;
}

/** Pages for every role, each opened once: what the browser has fetched and compiled serves the next screen. */
export function createScreenShower(the: FurnishedHouse, options: BrowserContextOptions = {}): ScreenShower {
  const pages = new Map<Role | undefined, Page>();

  async function pageOf(role: Role | undefined): Promise<Page> {
    const page = pages.get(role) ?? (await the.browser.newPage(options));
    pages.set(role, page);
    return page;
  }

  return {
    async show(screen, language, viewport) {
      const page = await pageOf(screen.as);
      await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' });
      await page.setViewportSize(viewport);
      if (screen.as) await page.context().addCookies([await the.signIn(the.as(screen.as, language))]);
      else await chooseLanguage(page, language);
      const path =
        typeof screen.path === 'string' ? screen.path.replace('{language}', language) : screen.path(the);
      // A page of the same address with another fragment would not load anew.
      await page.goto('about:blank');
      await page.goto(path);
      await screen.act?.(page, the);
      await page.locator(screen.shows).first().waitFor();
      await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      return page;
    },
  };
}

/** Before signing in the console speaks what was last chosen on the device. */
async function chooseLanguage(page: Page, language: Language): Promise<void> {
  await page.goto('/console/sign-in');
  await page.evaluate((chosen) => localStorage.setItem('haltija-language', chosen), language);
}
