import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/common.ts';
import { findBarriers, findOverflow } from './check-screen.ts';
import { type FurnishedHouse, furnishHouse } from './furnish-house.ts';
import { openHouse } from './open-house.ts';
import { consoleScreens, portalScreens } from './screens.ts';
import { createScreenShower, type ScreenShower } from './show-screen.ts';
import { describeInBrowser, desktop, phone, zoomed } from './start-browser.ts';

const languages: readonly Language[] = ['en', 'sv', 'fi'];
const screens = [...consoleScreens, ...portalScreens].map((screen, index) => ({
  screen,
  name: screen.name,
  index,
}));
let the: FurnishedHouse;
let shower: ScreenShower;

describeInBrowser('every screen', () => {
  beforeAll(async () => {
    the = await furnishHouse(await openHouse(), { people: 25, contacts: 60, months: 1 });
    shower = createScreenShower(the);
  });
  afterAll(() => the?.stop());

  // One language on the desktop, the next on the phone: over all screens, every language on both.
  test.each(screens)(
    '$name bars nobody and fits: light and dark, desktop, zoomed and phone',
    async ({ screen, index }) => {
      const found: string[] = [];
      for (const [turn, [size, viewport]] of Object.entries({ desktop, phone }).entries()) {
        const language = languages[(index + turn) % 3]!;
        const page = await shower.show(screen, language, viewport);
        const note = async (look: string, places: Promise<string[]>) => {
          found.push(...(await places).map((place) => `${size}, ${language}, ${look}: ${place}`));
        };
        await note('light', findBarriers(page, 'all'));
        await note('width', findOverflow(page));
        // The same colours stand on the phone.
        if (size === 'desktop') {
          await page.emulateMedia({ colorScheme: 'dark' });
          await note('dark', findBarriers(page, 'colours'));
          await page.setViewportSize(zoomed);
          await note('200 %', findOverflow(page));
        }
      }
      expect(found).toEqual([]);
    },
  );

  test('no screen asked another origin for anything, and none complained', () => {
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  });
});
