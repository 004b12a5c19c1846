import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { hostileMails } from './hostile-html.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser, phone } from './start-browser.ts';

const eero = { userName: 'eero.virtanen', password, language: 'en' } as const;
let the: OpenHouse;

async function send(subject: string, html: string, text?: string): Promise<string> {
  const smtp = createTransport({ host: '127.0.0.1', port: the.smtpPort, ignoreTLS: true });
  await smtp.sendMail({
    from: 'Nuisance <nuisance@example.com>',
    to: 'support@posti.example',
    subject,
    html,
    ...(text === undefined ? {} : { text }),
  });
  const { db } = the.house.storage;
  const find = async () =>
    (
      await db.query<{ contact_id: string }>(
        "SELECT contact_id FROM mail.raw WHERE state <> 'kept' ORDER BY received_at DESC, id DESC LIMIT 1",
      )
    )[0];
  await expect
    .poll(async () => (await db.query("SELECT 1 FROM mail.raw WHERE state = 'kept'")).length, {
      timeout: 15_000,
    })
    .toBe(0);
  return (await find())!.contact_id;
}

/** Nothing of the mail reaches beyond its frame, and the page around it is as wide as its window. */
async function staysInside(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const frame = document.querySelector('.mail-frame iframe')!.getBoundingClientRect();
    const article = document.querySelector('.message')!.getBoundingClientRect();
    const inFrame = (x: number, y: number) => document.elementFromPoint(x, y)?.tagName === 'IFRAME';
    return {
      within: frame.left >= article.left && frame.right <= article.right + 1,
      overflow: document.documentElement.scrollWidth - innerWidth,
      covers: inFrame(5, 5) || inFrame(innerWidth - 5, 5) || inFrame(innerWidth / 2, innerHeight - 5),
    };
  });
  expect(found).toEqual({ within: true, overflow: 0, covers: false });
}

describeInBrowser('hostile mail', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    await makeColleague(the.house, the.app, administrator, {
      ...eero,
      displayName: 'Eero Virtanen',
      tasks: ['answer-customers'],
    });
  });
  afterAll(() => the?.stop());

  test.each(hostileMails)(
    '$name: no request leaves, nothing runs, it stays in its frame and can be read',
    async ({ name, shows, html }) => {
      const contactId = await send(name, html);
      const page = await the.enter(`/console/inbox/${contactId}`, eero);
      // As text first: that is what opens by itself.
      await page.locator('.message-text').first().waitFor();
      await page.getByRole('button', { name: en['contact.as-sent'] }).click();
      const frame = page.frameLocator('.mail-frame iframe');
      await frame.getByText(shows).first().waitFor();
      await page.waitForTimeout(300);
      await staysInside(page);
      expect(the.browser.strayRequests, name).toEqual([]);
      expect(await page.evaluate(() => 'hostileRan' in globalThis), name).toBe(false);
      expect(new URL(page.url()).pathname, name).toBe(`/console/inbox/${contactId}`);
      const left = frame.locator(
        'script, style ~ style, form, input, button, select, textarea, img, svg, math, iframe, frame, object, embed, video, audio, base, link, dialog, body [style*="position"], body [style*="url"]',
      );
      expect(await left.count(), name).toBe(0);
      expect(
        await frame.locator('a[href]:not([href^="http"]):not([href^="mailto:"]):not([href^="tel:"])').count(),
        name,
      ).toBe(0);
      expect(
        await frame
          .locator('a[href^="http"]:not([rel*="noopener"]), a[href^="http"]:not([rel*="noreferrer"])')
          .count(),
        name,
      ).toBe(0);
      await page.context().close();
      expect(the.browser.complaints).toEqual([]);
    },
  );

  test('a link shows the host it leads to, in the letters that are asked for', async () => {
    const { html } = hostileMails.find(({ name }) => name === 'letters that lie')!;
    const page = await the.enter(`/console/inbox/${await send('Links', html)}`, eero);
    await page.getByRole('button', { name: en['contact.as-sent'] }).click();
    const frame = page.frameLocator('.mail-frame iframe');
    await frame.getByText('letters').first().waitFor();
    const hosts = await frame.locator('.haltija-link-host').allInnerTexts();
    expect(hosts).toEqual([
      '[xn--pst-tna.example]',
      '[evil.example]',
      '[xn--psti-55d.example]',
      '[evil.example]',
    ]);
    expect(await frame.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    // Followed by the reader it opens apart, and tells nobody from where.
    const opened = page.context().waitForEvent('page');
    await frame.getByText('https://posti.example/login').click();
    await opened;
    expect(the.browser.strayRequests.length).toBeGreaterThan(0);
    expect(new URL(page.url()).pathname).toMatch(/^\/console\/inbox\//);
    (the.browser.strayRequests as string[]).length = 0;
    await page.context().close();
  });

  test('links in plain text open apart and show where they lead; pictures are counted by host and never fetched', async () => {
    const text =
      'Look: https://posti.example@evil.example/x and https://example.fi/path. Also https://pоsti.example/';
    const html =
      '<p>Look</p><img src="http://tracker.example.com/a.gif"><img src="https://cdn.example/b.png"><img src="https://cdn.example/c.png">';
    const page = await the.enter(`/console/inbox/${await send('Text', html, text)}`, eero, {
      viewport: phone,
    });
    const links = page.locator('.message-text a');
    await links.first().waitFor();
    expect(
      await links.evaluateAll((all) =>
        all.map((each) => [each.getAttribute('rel'), each.getAttribute('target')]),
      ),
    ).toEqual(Array.from({ length: 3 }, () => ['noopener noreferrer nofollow', '_blank']));
    expect(await page.locator('.link-host').allInnerTexts()).toEqual(
      [
        en['mail.link-host'].replace('{host}', 'evil.example'),
        en['mail.link-host'].replace('{host}', 'xn--psti-55d.example'),
      ].map((each) => expect.stringContaining(each) as unknown as string),
    );
    await page.getByRole('button', { name: /Pictures from 2 sites/ }).click();
    await page.getByText('tracker.example.com').waitFor();
    await page.getByText('cdn.example').waitFor();
    expect(the.browser.strayRequests).toEqual([]);
    await page.context().close();
  });
});
