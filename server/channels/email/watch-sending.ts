import type { Clock } from '../../base/clock.ts';
import { sendMessageJob } from '../../register/contacts/answer-contact.ts';
import { listWaitingCodes, sendWaiting } from '../../register/contacts/deliver-message.ts';
import { connectionRefusals } from '../../safeguards/processors/refuse-connection.ts';
import type { Db } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { MailNotSent, type MailNotSentCode } from './send-mail.ts';
import type { SendingAccount } from './sending-accounts.ts';

/** Reasons that lie in the way to the server, or in there being none, so that a server that answers ends them. */
const outages: ReadonlySet<string> = new Set<MailNotSentCode | 'not-set'>([
  ...connectionRefusals,
  'token-endpoint-not-allowed',
  'server-out-of-reach',
  'server-not-answering',
  'tls-unavailable',
  'not-set',
]);

const whileWaiting = 10_000;
const otherwise = 60_000;

/**
 * How mail gets out by an account, to be asked every few seconds: null when it does, else a code. It asks the declaration
 * first, then the mail server itself, at once where a new declaration is in force; and when that answers again, what waited for it goes at once: left to its own growing
 * pauses, a message would go up to six hours after the end of a long outage.
 */
export function createSendingWatch(deps: {
  db: Db;
  clock: Clock;
  account: Pick<SendingAccount, 'sender' | 'serves' | 'leave' | 'refusal'>;
  /** The number of the declaration in force. */
  version(): number;
}): () => Promise<string | null> {
  const { db, clock } = deps;
  const { sender, serves, leave, refusal } = deps.account;
  let version = deps.version();
  let askedAt = Number.NEGATIVE_INFINITY;
  // Whoever was here before us may have seen it fail.
  let wasAway = true;
  let away: string | null = null;

  return async () => {
    if (deps.version() !== version) askedAt = Number.NEGATIVE_INFINITY;
    version = deps.version();
    const refused = refusal();
    if (refused !== undefined) {
      // Begun anew on the day that it is let go.
      askedAt = Number.NEGATIVE_INFINITY;
      wasAway = true;
      return (away = refused);
    }
    const waiting = await listWaitingCodes(db, serves);
    const hindered = [...waiting].some((code) => outages.has(code));
    const now = clock.now().getTime();
    if (now - askedAt >= (hindered ? whileWaiting : otherwise)) {
      askedAt = now;
      try {
        await sender.check(await leave());
        away = null;
      } catch (error) {
        away = error instanceof MailNotSent ? error.code : 'unknown';
        wasAway = true;
      }
      if (away === null && wasAway) {
        await sendWaiting(db, serves, outages);
        // One that gave up for our own reasons still reads as queued.
        await jobQueue.revive(db, sendMessageJob);
        wasAway = false;
      }
    }
    return away ?? [...waiting].toSorted().at(-1) ?? null;
  };
}
