import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../contract/common.ts';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { buildPages } from '../support/build-pages.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { startBrowser, type TestBrowser } from './start-browser.ts';

export interface OpenHouse extends TestHouse {
  readonly origin: string;
  readonly smtpPort: number;
  /** Where the replies go. */
  readonly outgoing: SmtpSink;
  readonly browser: TestBrowser;
  /** Signs somebody in and sets their language when given. @returns what makes a page theirs */
  signIn(as: Entering): Promise<{ name: string; value: string; url: string }>;
  /** A page of somebody who has signed in, showing `path`. */
  enter(path: string, as: Entering, options?: BrowserContextOptions): Promise<Page>;
}

export interface Entering {
  readonly userName: string;
  readonly password: string;
  readonly language?: Language;
}

/**
 * The whole house, listening on ports of its own, with a browser before it.
 * @param register its declaration; left out: the example's
 * @param has `backups`: a place for backups, of which it makes the first by itself; `settings`: beside its own
 */
export async function openHouse(
  register?: string,
  has: { backups?: boolean; settings?: Readonly<Record<string, string>> } = {},
): Promise<OpenHouse> {
  await buildPages();
  const [port, smtpPort] = await findFreePorts();
  const origin = `http://127.0.0.1:${port}`;
  const outgoing = await startSmtpSink();
  const folder = await mkdtemp(join(tmpdir(), 'haltija-register-'));
  const registerFile = join(folder, 'register.yaml');
  if (register !== undefined) await writeFile(registerFile, register);
  const the = await startHouse({
    settings: {
      ...(register === undefined ? {} : { HALTIJA_REGISTER: registerFile }),
      ...(has.backups
        ? {
            HALTIJA_BACKUP_DIR: join(folder, 'backups'),
            HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(await generateIdentity()),
          }
        : {}),
      ...has.settings,
      HALTIJA_PORT: String(port),
      HALTIJA_PUBLIC_URL: origin,
      HALTIJA_SMTP_PORT: String(smtpPort),
      HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8',
      HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${outgoing.port}`,
    },
  });
  const browser = await the.app
    .listen({ host: '127.0.0.1', port })
    .then(() => startBrowser(origin))
    .catch(async (error: unknown) => {
      await the.stop();
      await outgoing.stop();
      throw error;
    });
  const cookies = new Map<string, { name: string; value: string; url: string }>();

  async function signIn({ userName, password, language }: Entering) {
    const headers = { 'x-haltija': 'console' };
    let cookie = cookies.get(userName);
    if (!cookie) {
      const answer = await the.app.inject({
        method: 'POST',
        url: '/api/console/sign-in',
        headers,
        payload: { userName, password },
      });
      const given = answer.cookies[0];
      if (!given) throw new Error(`sign-in of ${userName} gave ${answer.statusCode}`);
      cookie = { name: given.name, value: given.value, url: origin };
      cookies.set(userName, cookie);
    }
    if (language) {
      await the.app.inject({
        method: 'POST',
        url: '/api/console/me/profile',
        headers,
        cookies: { [cookie.name]: cookie.value },
        payload: { language, theme: 'system' },
      });
    }
    return cookie;
  }

  return {
    ...the,
    origin,
    smtpPort,
    outgoing,
    browser,
    signIn,
    async enter(path, as, options) {
      const page = await browser.newPage(options);
      await page.context().addCookies([await signIn(as)]);
      await page.goto(path);
      return page;
    },
    async stop() {
      await browser.stop();
      await the.stop();
      await outgoing.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
