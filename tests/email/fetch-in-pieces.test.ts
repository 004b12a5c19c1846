import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { createMailReceiver } from '../../server/channels/email/receive-mail.ts';
import { askNobody } from '../../server/channels/email/ask-name-servers.ts';
import { createSenderVerifier } from '../../server/channels/email/verify-sender.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { createImapWatcher } from '../../server/channels/email/watch-imap.ts';
import type { ImapState, ImapWatcher, ImapWatcherOptions } from '../../server/channels/email/watch-imap.ts';
import { createMemoryIntake } from './memory-intake.ts';
import type { MemoryIntake } from './memory-intake.ts';
import { startDovecot } from './start-dovecot.ts';
import type { TestDovecot } from './start-dovecot.ts';

let dovecot: TestDovecot;
const watchers: ImapWatcher[] = [];

beforeAll(async () => {
  dovecot = await startDovecot(['nelli']);
});
afterAll(async () => {
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  await dovecot.stop();
});

const mail = (number: number, id = `m${number}@example.fi`) =>
  `Message-ID: <${id}>\r\nFrom: Maija <maija@example.fi>\r\nTo: service@example.fi\r\nSubject: Number ${number}\r\n\r\nText ${number}\r\n`;

const byPassword = (user: string, pass = dovecot.password) => ({
  credentials: () => Promise.resolve({ user, pass }),
  refused: () => false,
});

function watch(
  user: string,
  intake: MemoryIntake,
  more: Partial<ImapWatcherOptions> = {},
  onState?: (state: ImapState) => void,
) {
  const receiver = createMailReceiver({
    intake,
    parser: { parse: (raw) => parseMail(raw) },
    known: intake,
    verifier: createSenderVerifier({ ask: askNobody, clock: systemClock }),
    mailboxes: () => [{ key: 'service', address: 'service@example.fi' }],
    tokenKeys: [Buffer.alloc(32, 1)],
    dedupeKey: Buffer.alloc(32, 2),
    clock: systemClock,
    logger: silentLogger,
  });
  const watcher = createImapWatcher(
    { receiver, cursors: intake,
      withheld: intake, clock: systemClock, logger: silentLogger, ...(onState ? { onState } : {}) },
    {
      mailbox: 'service',
      host: dovecot.host,
      port: dovecot.port,
      secure: false,
      signIn: byPassword(user),
      retry: { first: 50, last: 400 },
      answerTime: 2_000,
      ...more,
    },
  );
  watchers.push(watcher);
  watcher.start();
  return watcher;
}

const until = (check: () => void | Promise<void>, timeout = 15_000) =>
  vi.waitFor(check, { timeout, interval: 20 });

test('a mail too large to be held is fetched piece by piece, to its last byte, among others', async () => {
  const intake = createMemoryIntake();
  // Twice the piece that is asked for, one byte more, and half of one more: where it ends shows only at the end.
  const huge = [2 * 512 * 1024, 2 * 512 * 1024 + 1, 1_500_000].map((bytes, at) => {
    const head = mail(10 + at);
    return `${head}${'x'.repeat(bytes - head.length - 2)}\r\n`;
  });
  await dovecot.append('nelli', [mail(1), ...huge, mail(2)]);
  watch('nelli', intake);
  await until(() => expect(intake.kept.size).toBe(5), 40_000);
  const kept = [...intake.kept.values()].map(({ raw }) => Buffer.from(raw).toString('latin1'));
  expect(kept.toSorted().map((each) => each.length)).toEqual(
    [mail(1), ...huge, mail(2)].toSorted().map((each) => each.length),
  );
  expect(kept.toSorted().join() === [mail(1), ...huge, mail(2)].toSorted().join()).toBe(true);
  await until(async () => {
    const flags = [...(await dovecot.listFlags('nelli')).values()];
    expect(flags.every((each) => each.has('$HaltijaKept'))).toBe(true);
  });
}, 60_000);
