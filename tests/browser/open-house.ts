import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../contract/common.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { startBrowser, type TestBrowser } from './start-browser.ts';

export interface OpenHouse extends TestHouse {
  readonly origin: string;
  readonly smtpPort: number;
  readonly browser: TestBrowser;
  /** A page of somebody who has signed in, showing `path`; their language is set first when given. */
  enter(path: string, as: Entering, options?: BrowserContextOptions): Promise<Page>;
}

export interface Entering {
  readonly userName: string;
  readonly password: string;
  readonly language?: Language;
}

const projectFolder = join(import.meta.dirname, '../..');

/** The whole house, listening on ports of its own, with a browser before it. */
export async function openHouse(): Promise<OpenHouse> {
  await buildConsole();
  const [port, smtpPort] = await findFreePorts();
  const origin = `http://127.0.0.1:${port}`;
  const the = await startHouse({
    settings: { HALTIJA_PORT: String(port), HALTIJA_PUBLIC_URL: origin, HALTIJA_SMTP_PORT: String(smtpPort) },
  });
  const browser = await the.app
    .listen({ host: '127.0.0.1', port })
    .then(() => startBrowser(origin))
    .catch(async (error: unknown) => {
      await the.stop();
      throw error;
    });
  const cookies = new Map<string, { name: string; value: string }>();

  async function signIn({ userName, password }: Entering) {
    const known = cookies.get(userName);
    if (known) return known;
    const answer = await the.app.inject({
      method: 'POST',
      url: '/api/console/sign-in',
      headers: { 'x-haltija': 'console' },
      payload: { userName, password },
    });
    const cookie = answer.cookies[0];
    if (!cookie) throw new Error(`sign-in of ${userName} gave ${answer.statusCode}`);
    cookies.set(userName, cookie);
    return cookie;
  }

  return {
    ...the,
    origin,
    smtpPort,
    browser,
    async enter(path, as, options) {
      const { name, value } = await signIn(as);
      if (as.language) {
        await the.app.inject({
          method: 'POST',
          url: '/api/console/me/profile',
          headers: { 'x-haltija': 'console' },
          cookies: { [name]: value },
          payload: { language: as.language, theme: 'system' },
        });
      }
      const page = await browser.newPage(options);
      await page.context().addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Strict' }]);
      await page.goto(path);
      return page;
    },
    async stop() {
      await browser.stop();
      await the.stop();
    },
  };
}

/** The console as its source is now; files that start at once build it once. */
async function buildConsole(): Promise<void> {
  const build = "import { ensureWebBuilt } from './bin/prepare.mjs'; await ensureWebBuilt(process.execPath)";
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', build], { cwd: projectFolder });
}

async function findFreePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const find = (server: (typeof servers)[number]) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  // Both at once, so that they differ.
  const ports: [number, number] = [await find(servers[0]), await find(servers[1])];
  for (const server of servers) server.close();
  return ports;
}
