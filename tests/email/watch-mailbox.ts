import { vi } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { askNobody } from '../../server/channels/email/ask-name-servers.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { createMailReceiver } from '../../server/channels/email/receive-mail.ts';
import { createSenderVerifier } from '../../server/channels/email/verify-sender.ts';
import { createImapWatcher } from '../../server/channels/email/watch-imap.ts';
import type { ImapState, ImapWatcherOptions } from '../../server/channels/email/watch-imap.ts';
import { waysOutTo } from '../support/ways-out.ts';
import type { MemoryIntake } from './memory-intake.ts';
import type { TestDovecot } from './start-dovecot.ts';

export const mail = (number: number, id = `m${number}@example.fi`) =>
  `Message-ID: <${id}>\r\nFrom: Maija <maija@example.fi>\r\nTo: service@example.fi\r\nSubject: Number ${number}\r\n\r\nText ${number}\r\n`;

export const byPassword = (user: string, pass: string) => ({
  credentials: () => Promise.resolve({ user, pass }),
  refused: () => false,
});

/** A watcher of a user's mailbox, started; the caller stops it. */
export function watchMailbox(
  dovecot: TestDovecot,
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
    {
      waysOut: waysOutTo(),
      receiver,
      cursors: intake,
      withheld: intake,
      clock: systemClock,
      logger: silentLogger,
      ...(onState ? { onState } : {}),
    },
    {
      mailbox: 'service',
      host: dovecot.host,
      port: dovecot.port,
      secure: false,
      signIn: byPassword(user, dovecot.password),
      retry: { first: 50, last: 400 },
      answerTime: 2_000,
      ...more,
    },
  );
  watcher.start();
  return watcher;
}

export const until = (check: () => void | Promise<void>, timeout = 15_000) =>
  vi.waitFor(check, { timeout, interval: 20 });
