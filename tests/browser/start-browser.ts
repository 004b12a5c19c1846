import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';
import { findChromium } from '../support/find-counterparts.ts';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
/** The least that everything must fit into without scrolling sideways (WCAG 1.4.10): 1280 wide at 400 %, or a small phone. */
export const narrow = { width: 320, height: 568 };
/** A screen 1440 wide at 200 %. */
export const zoomed = { width: 720, height: 450 };

const program = findChromium();
const required = process.env['HALTIJA_REQUIRE_ALL'] === '1';

/** A suite that needs a browser: left out, with a line that says so, where there is none and none is required. */
export function describeInBrowser(name: string, suite: () => void): void {
  if (program !== undefined || required) {
    describe(name, suite);
    return;
  }
  console.log(`Left out, because no Chromium was found (HALTIJA_CHROMIUM names one): ${name}`);
  describe.skip(name, suite);
}

export interface TestBrowser {
  /** A page in a session of its own. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Addresses that some page asked another origin for: always none. */
  readonly strayRequests: readonly string[];
  /** What the pages complained of: script errors and breaches of the content security policy. */
  readonly complaints: string[];
  stop(): Promise<void>;
}

/**
 * Chromium, fed by nobody but `origin`: a request to anywhere else is noted and cut off. Each request waits for that look;
 * where time is measured, it is left out (`watched: false`).
 */
export async function startBrowser(origin: string, { watched = true } = {}): Promise<TestBrowser> {
  if (program === undefined)
    throw new Error('Chromium is missing: install chromium, or name it in HALTIJA_CHROMIUM');
  const browser: Browser = await chromium.launch({
    executablePath: program,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--headless',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const strayRequests: string[] = [];
  const complaints: string[] = [];
  return {
    strayRequests,
    complaints,
    async newPage(options = {}) {
      const context = await browser.newContext({
        viewport: desktop,
        locale: 'en-GB',
        timezoneId: 'Europe/Helsinki',
        reducedMotion: 'reduce',
        baseURL: origin,
        ...options,
      });
      if (watched)
        await context.route(
          (url) => url.origin !== origin && /^https?:$/.test(url.protocol),
          (route) => {
            strayRequests.push(route.request().url());
            return route.abort();
          },
        );
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // A refusal of ours is an answer like any other; the browser calls it an error.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text());
      });
      return page;
    },
    stop: () => browser.close(),
  };
}
