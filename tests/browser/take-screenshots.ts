/**
 * Pictures of every screen of the console and the portal, for docs/screens:
 *
 *     node tests/browser/take-screenshots.ts [screen …]
 *
 * Writes docs/screens/<screen>-<desktop|phone|dark>.png, of all screens or the named ones, from the demo's house in
 * small, started for it and gone afterwards. Needs a Chromium (HALTIJA_CHROMIUM names one that is not in the PATH).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../contract/common.ts';
import { furnishHouse } from './furnish-house.ts';
import { withImports } from '../importing/open-import-house.ts';
import { openHouse } from './open-house.ts';
import { consoleScreens, portalScreens } from './screens.ts';
import { createScreenShower } from './show-screen.ts';
import { desktop, phone } from './start-browser.ts';

const folder = join(import.meta.dirname, '../../docs/screens');
const languages: readonly Language[] = ['en', 'sv', 'fi'];
const named = process.argv.slice(2);
const screens = [...consoleScreens, ...portalScreens].filter(
  ({ name }) => named.length === 0 || named.includes(name),
);

await mkdir(folder, { recursive: true });
const house = await openHouse(withImports(), { backups: true });
try {
  const the = await furnishHouse(house, { people: 120, contacts: 300, months: 3 });
  const light = createScreenShower(the);
  const dark = createScreenShower(the, { colorScheme: 'dark' });
  const handheld = createScreenShower(the, { hasTouch: true, isMobile: true, deviceScaleFactor: 1 });
  for (const [index, screen] of screens.entries()) {
    const looks = {
      desktop: [light, desktop, 0],
      dark: [dark, desktop, 1],
      phone: [handheld, phone, 2],
    } as const;
    for (const [look, [shower, viewport, turn]] of Object.entries(looks)) {
      // The desktop in English; the other two looks in Swedish and Finnish by turns.
      const language = turn === 0 ? 'en' : languages[1 + ((index + turn) % 2)]!;
      try {
        const page = await shower.show(screen, language, viewport);
        // What slides or fades in has come to rest, and what was fetched has been drawn.
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(folder, `${screen.name}-${look}.png`) });
      } catch (error) {
        process.exitCode = 1;
        console.log(`${screen.name} ${look}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    console.log(screen.name);
  }
  for (const complaint of the.browser.complaints) console.log(`complaint: ${complaint}`);
} finally {
  await house.stop();
}
