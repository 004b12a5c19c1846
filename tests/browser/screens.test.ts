import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBarriers, findOverflow } from './check-screen.ts';
import { type FurnishedHouse, furnishHouse } from './furnish-house.ts';
import { withImports } from '../importing/open-import-house.ts';
import { openHouse } from './open-house.ts';
import { consoleScreens, portalScreens } from './screens.ts';
import { createScreenShower, type ScreenShower } from './show-screen.ts';
import { describeInBrowser, desktop, narrow, phone, zoomed } from './start-browser.ts';

/** From narrow to wide: what was opened on the phone stands beside the rest on the desktop. */
const sizes = { phone, narrow, '200 %': zoomed, desktop };
type Size = keyof typeof sizes;
interface Look {
  readonly colours: 'light' | 'dark';
  readonly rules: 'all' | 'colours';
}

/**
 * Every language at every size, there and back again. Whether it fits is asked each time. axe's whole set runs once at
 * either of the sizes that are made for, its rule of contrast in light and dark at both: words change nothing of it.
 */
const rounds: readonly { language: 'en' | 'sv' | 'fi'; looks: readonly [Size, Look?][] }[] = [
  {
    language: 'en',
    looks: [
      ['phone', { colours: 'light', rules: 'all' }],
      ['narrow'],
      ['200 %'],
      ['desktop', { colours: 'dark', rules: 'colours' }],
    ],
  },
  {
    language: 'sv',
    looks: [
      ['desktop', { colours: 'light', rules: 'all' }],
      ['200 %'],
      ['narrow'],
      ['phone', { colours: 'dark', rules: 'colours' }],
    ],
  },
  { language: 'fi', looks: [['phone'], ['narrow'], ['200 %'], ['desktop']] },
];
const screens = [...consoleScreens, ...portalScreens].map((screen) => ({ screen, name: screen.name }));
let the: FurnishedHouse;
let shower: ScreenShower;

describeInBrowser('every screen', () => {
  beforeAll(async () => {
    the = await furnishHouse(await openHouse(withImports(), { backups: true }), {
      people: 25,
      contacts: 60,
      months: 1,
    });
    shower = createScreenShower(the);
  });
  afterAll(() => the?.stop());

  // Opening a page is the dear part: language, colours and size change on the one that stands.
  test.each(screens)(
    '$name bars nobody and fits: in three languages, light and dark, phone to desktop and zoomed',
    async ({ screen }) => {
      const found: string[] = [];
      let page = await shower.show(screen, 'en', phone);
      for (const { language, looks } of rounds) {
        if (language !== 'en') await shower.speak(screen, language);
        for (const [size, look] of looks) {
          await page.setViewportSize(sizes[size]);
          // A menu may close when the window changes.
          if (!(await page.locator(screen.shows).first().isVisible()))
            page = await shower.show(screen, language, sizes[size]);
          let spills = await findOverflow(page);
          // What floats beside its button may not follow a window that changes under it: what counts is how it opens there.
          if (spills.length > 0) {
            page = await shower.show(screen, language, sizes[size]);
            spills = await findOverflow(page);
          }
          found.push(...spills.map((place) => `${size}, ${language}: ${place}`));
          if (look === undefined) continue;
          await page.emulateMedia({ colorScheme: look.colours });
          const barriers = await findBarriers(page, look.rules);
          found.push(...barriers.map((barrier) => `${size}, ${language}, ${look.colours}: ${barrier}`));
        }
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  test('no screen asked another origin for anything, and none complained', () => {
    expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
  });
});
