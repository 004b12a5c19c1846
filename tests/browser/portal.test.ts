import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/common.ts';
import { portalWords } from '../../server/api/portal/render-portal-page.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser, phone } from './start-browser.ts';

let the: OpenHouse;

describeInBrowser('the portal without script', () => {
  beforeAll(async () => {
    the = await openHouse();
  });
  afterAll(() => the?.stop());

  test.each<Language>(['sv', 'fi', 'en'])(
    'in %s: start page, notice, versions, accessibility, and a page that is not there',
    async (language) => {
      const words = portalWords[language];
      const page = await the.browser.newPage({ javaScriptEnabled: false, locale: language, viewport: phone });
      await page.goto('/');
      expect(new URL(page.url()).pathname).toBe(`/${language}`);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await page.getByRole('heading', { level: 1, name: words.start.title }).waitFor();

      await page.getByRole('link', { name: words.start.readNotice }).click();
      const main = page.locator('main');
      await main.waitFor();
      for (const fact of ['Kivra Oy', '2918721-9', 'tietosuoja@kivra.fi', 'Karlavägen 9 C']) {
        expect((await main.innerText()).replaceAll('\u00a0', ' ')).toContain(fact);
      }
      await page.locator('main a[href$="/notice/versions"]').first().click();
      await page.locator(`main a[href="/${language}/notice/1"]`).first().click();
      expect((await main.innerText()).replaceAll('\u00a0', ' ')).toContain('2918721-9');
      await page.getByRole('link', { name: words.accessibility.title, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: words.accessibility.title }).waitFor();

      const answer = await page.goto(`/${language}/notice/999`);
      expect(answer?.status()).toBe(404);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.locator('script').count()).toBe(0);
      expect([the.browser.strayRequests, the.browser.complaints]).toEqual([[], []]);
    },
  );
});
