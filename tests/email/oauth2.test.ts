import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { createLogger } from '../../server/base/logger.ts';
import type { OAuthSetting } from '../../server/base/mail-sign-in-settings.ts';
import { createAccessTokens } from '../../server/channels/email/keep-access-token.ts';
import { createSignIns } from '../../server/channels/email/sign-in-to-mail.ts';
import { createImapWatcher, type ImapWatcher } from '../../server/channels/email/watch-imap.ts';
import { sendsBy, waysOutTo } from '../support/ways-out.ts';
import { receiveBy } from './gather-pieces.ts';
import { createMemoryIntake } from './memory-intake.ts';
import { startDovecot, type TestDovecot } from './start-dovecot.ts';
import { startSmtpSink } from './start-smtp-sink.ts';
import { startTokenServer, type TokenServer } from './start-token-server.ts';
import { testWithDovecot as test } from './test-with-dovecot.ts';

const logged: string[] = [];
const logger = createLogger({ level: 'info', destination: { write: (line) => void logged.push(line) } });
let provider: TokenServer;
let dovecot: TestDovecot;
let folder: string;

beforeAll(async () => {
  provider = await startTokenServer('olga');
  dovecot = await startDovecot(['olga'], { introspectionUrl: provider.introspectionUrl });
  folder = mkdtempSync(join(tmpdir(), 'haltija-oauth-'));
});
afterAll(async () => {
  await dovecot?.stop();
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  Object.assign(provider.way, { life: 3600, rotate: false, failWith: undefined, silentLife: false });
  provider.asked.length = 0;
  logged.length = 0;
});

const client = (more: Partial<OAuthSetting> = {}): OAuthSetting => ({
  name: 'test',
  tokenUrl: provider.tokenUrl,
  clientId: 'haltija',
  clientSecret: { kind: 'value', value: 'client-secret' },
  refreshToken: { kind: 'value', value: provider.refreshToken() },
  scope: undefined,
  ...more,
});

const mail = (number: number) =>
  `Message-ID: <o${number}@example.fi>\r\nFrom: Maija <maija@example.fi>\r\nSubject: ${number}\r\n\r\nText\r\n`;

const until = (check: () => void, timeout = 15_000) => vi.waitFor(check, { timeout, interval: 20 });

function watch(
  oauth: OAuthSetting,
  user = 'olga',
): { watcher: ImapWatcher; kept: () => number; end(): Promise<void> } {
  const intake = createMemoryIntake();
  let count = 0;
  const watcher = createImapWatcher(
    {
      waysOut: waysOutTo(),
      receiver: receiveBy(() => Promise.resolve({ rawId: `raw-${(count += 1)}`, state: 'new' as const })),
      cursors: intake,
      withheld: intake,
      clock: systemClock,
      logger,
    },
    {
      mailbox: 'service',
      host: dovecot.host,
      port: dovecot.port,
      secure: false,
      signIn: createSignIns({ clock: systemClock, logger, waysOut: waysOutTo() })({
        kind: 'oauth',
        user,
        oauth,
      }),
      retry: { first: 50, last: 200 },
      answerTime: 3_000,
      idleTime: 300,
    },
  );
  watcher.start();
  return { watcher, kept: () => count, end: () => watcher.stop() };
}

const withoutSecrets = () => {
  const text = logged.join('');
  for (const secret of ['client-secret', 'refresh-', 'olga', ...provider.given])
    expect(text).not.toContain(secret);
};

test('a provider that refuses, fails, is away or gives nonsense is told by a code, never by its words', async () => {
  const code = (oauth: OAuthSetting) =>
    createAccessTokens({ clock: systemClock, logger, waysOut: waysOutTo() }, oauth, { answerTime: 500 })
      .get()
      .then(
        () => 'given',
        (error: unknown) => (error as { code: string; message: string }).message,
      );
  expect(await code(client({ refreshToken: { kind: 'value', value: 'wrong' } }))).toBe('token-refused');
  provider.way.failWith = 503;
  expect(await code(client())).toBe('token-endpoint-failed');
  provider.way.failWith = undefined;
  expect(await code(client({ tokenUrl: 'http://127.0.0.1:1/token' }))).toBe('token-endpoint-out-of-reach');
  expect(await code(client({ tokenUrl: provider.introspectionUrl }))).toBe('token-endpoint-failed');
  expect(await code(client({ refreshToken: { kind: 'file', path: join(folder, 'none') } }))).toBe(
    'secret-unreadable',
  );
  withoutSecrets();
});

test('a token is kept until shortly before its end, and those who ask at once share one', async () => {
  let now = Date.parse('2026-11-20T10:00:00Z');
  const clock = { now: () => new Date(now) };
  const tokens = createAccessTokens(
    { clock, logger, waysOut: waysOutTo() },
    client({ refreshToken: undefined, scope: 'mail' }),
  );
  const [first, second] = await Promise.all([tokens.get(), tokens.get()]);
  expect(second).toBe(first);
  now += 3_530_000;
  expect(await tokens.get()).toBe(first);
  now += 20_000;
  expect(await tokens.get()).not.toBe(first);
  expect(provider.asked.map(({ grant }) => grant)).toEqual(['client_credentials', 'client_credentials']);
  // A life that the provider does not tell is taken for a short one.
  provider.way.silentLife = true;
  now += 3_600_000;
  const unstated = await tokens.get();
  now += 280_000;
  expect(await tokens.get()).not.toBe(unstated);
});

test('a refresh token that is exchanged for a new one is written to its file, whole and for us alone', async () => {
  const path = join(folder, 'refresh-token');
  writeFileSync(path, `${provider.refreshToken()}\n`, { mode: 0o600 });
  provider.way.rotate = true;
  const setting = client({ refreshToken: { kind: 'file', path } });
  const tokens = createAccessTokens({ clock: systemClock, logger, waysOut: waysOutTo() }, setting);
  tokens.discard(await tokens.get());
  await tokens.get();
  expect(readFileSync(path, 'utf8')).toBe(`${provider.refreshToken()}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  // Another process begins with what the file says.
  await createAccessTokens({ clock: systemClock, logger, waysOut: waysOutTo() }, setting).get();
  expect(provider.asked.every(({ status }) => status === 200)).toBe(true);
  withoutSecrets();
});

test('Dovecot is signed in to by token; one that ends is renewed before the next connection', async () => {
  provider.way.life = 2;
  const { watcher, kept, end } = watch(client());
  await dovecot.append('olga', [mail(1)]);
  await until(() => expect(kept()).toBe(1));
  await until(() => expect(watcher.state().state).toBe('connected'));
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  // The connection is broken off: the next needs a token that is good now.
  await dovecot.kill();
  await dovecot.start();
  await dovecot.append('olga', [mail(2)]);
  await until(() => expect(kept()).toBe(2));
  expect(provider.asked.length).toBeGreaterThan(1);
  await end();
  withoutSecrets();
});

test('a token taken back before its time is exchanged at once, without a failure to be seen', async () => {
  const { watcher, kept, end } = watch(client());
  await until(() => expect(watcher.state().state).toBe('connected'));
  const before = provider.given.length;
  const from = kept();
  provider.takeBack();
  await dovecot.kill();
  await dovecot.start();
  await dovecot.append('olga', [mail(3)]);
  await until(() => expect(kept()).toBe(from + 1));
  expect(provider.given.length).toBe(before + 1);
  expect(logged.join('')).not.toContain('sign-in-refused');
  await end();
  withoutSecrets();
});

test('a token for somebody else is told as a refused sign-in, after one more try', async () => {
  const { watcher, end } = watch(client(), 'other');
  await until(() => expect(watcher.state()).toMatchObject({ state: 'failing', code: 'sign-in-refused' }));
  await end();
  const refused = watch(client({ clientSecret: { kind: 'value', value: 'wrong' } }));
  await until(() => expect(refused.watcher.state()).toMatchObject({ code: 'token-refused' }));
  await refused.end();
  withoutSecrets();
});

test('mail goes out by token, and a token that the server refuses is exchanged once', async () => {
  const good = new Set<string>();
  let signIns = 0;
  const sink = await startSmtpSink({
    authMethods: ['XOAUTH2'],
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      signIns += 1;
      return auth.username === 'olga' && good.has(auth.accessToken ?? '')
        ? done(null, { user: 'olga' })
        : done(null, { data: { status: '401', schemes: 'bearer' } });
    },
  });
  const signIn = createSignIns({ clock: systemClock, logger, waysOut: waysOutTo() })({
    kind: 'oauth',
    user: 'olga',
    oauth: client(),
  });
  const sender = sendsBy({
    url: `smtp://127.0.0.1:${sink.port}`,
    tokenKey: Buffer.alloc(32, 1),
    signIn,
  });
  await expect(sender.check()).rejects.toMatchObject({ code: 'sign-in-refused', temporary: true });
  // Two connections, each tried with the token it had and no third time.
  expect(provider.asked).toHaveLength(2);
  signIns = 0;
  good.add(provider.given.at(-1)!);
  // The last one refused was thrown away: another is asked for, and that one the server takes.
  const original = provider.given.push.bind(provider.given);
  provider.given.push = (...tokens) => {
    for (const token of tokens) good.add(token);
    return original(...tokens);
  };
  await sender.check();
  expect(signIns).toBe(1);
  provider.given.push = original;
  await sink.stop();
  withoutSecrets();
});
