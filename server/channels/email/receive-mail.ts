import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import type { Logger } from '../../base/logger.ts';
import type { Clock } from '../../base/clock.ts';
import { makeDedupeKeys } from './make-dedupe-keys.ts';
import type { MailSource } from './make-dedupe-keys.ts';
import { findThread } from './find-thread.ts';
import type { FoundThread, KnownMessageIds } from './find-thread.ts';
import { foldQuoted } from './fold-quoted.ts';
import type { FoldedText } from './fold-quoted.ts';
import { findMailbox } from './mailbox-addresses.ts';
import type { Mailbox } from './mailbox-addresses.ts';
import { mayAutoReply } from './may-auto-reply.ts';
import type { AutoReplyVerdict } from './may-auto-reply.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { ParsedMail, UnreadableReason } from './parsed-mail.ts';

/** What the transport told about a mail, beside its bytes. Personal data: it is sealed with the raw mail. */
export interface MailEnvelope {
  /** RCPT TO, as given; empty when fetched from a mailbox. */
  recipients: string[];
  /** MAIL FROM: '' for the null path; absent when fetched from a mailbox. */
  sender?: string;
  /** The mail was larger than the limit: `raw` holds its beginning only. */
  cutShort?: boolean;
}

export interface KeptMail {
  mailbox: string;
  raw: Uint8Array;
  envelope: MailEnvelope;
  receivedAt: Date;
}

/** A mail read and ready for the register. Everything in it is personal data. */
export interface ReceivedMail {
  mailbox: string;
  receivedAt: Date;
  mail: ParsedMail & { from: NonNullable<ParsedMail['from']> };
  text: FoldedText;
  /** Absent: a new contact. */
  thread?: FoundThread;
  autoReply: AutoReplyVerdict;
}

/** What the channel needs of the register. Each call is durable when it resolves, and may be repeated. */
export interface MailIntake {
  /**
   * Seals and stores a raw mail, unless any of its keys is known; keys not yet known are then added to that mail.
   * `known`: stored before and not yet processed; `done`: processed before.
   */
  keepRaw(
    mail: KeptMail & { dedupeKeys: string[] },
  ): Promise<{ rawId: string; state: 'new' | 'known' | 'done' }>;
  /** Undefined when the mail has been processed (or removed) meanwhile. */
  readRaw(rawId: string): Promise<KeptMail | undefined>;
  /** Oldest first. */
  listUnprocessed(limit: number): Promise<string[]>;
  /** Makes or continues the contact and marks the raw mail done, in one transaction; a second call changes nothing. */
  receiveMessage(rawId: string, received: ReceivedMail): Promise<void>;
  /** Puts the raw mail into the tray of what could not be read and marks it done. */
  keepUnreadable(rawId: string, reason: UnreadableReason): Promise<void>;
}

export interface MailReceiver {
  /**
   * Step one: keep. When it resolves the mail may be acknowledged to its sender.
   * @throws whatever the intake throws; nothing may then be acknowledged
   */
  keep(input: { mailbox: string; raw: Uint8Array; envelope: MailEnvelope; source: MailSource }): Promise<{
    rawId: string;
    state: 'new' | 'known' | 'done';
  }>;
  /** Step two: read and receive. May be stopped anywhere and repeated. @throws when storage is away: try again later */
  process(rawId: string): Promise<'received' | 'unreadable' | 'nothing-to-do'>;
  /** Step two for what an earlier run left. One that fails does not hold up the others. */
  processLeftovers(limit: number): Promise<{ processed: number; failed: number }>;
}

export interface MailReceiverDeps {
  intake: MailIntake;
  parser: { parse(raw: Uint8Array): Promise<ParsedMail> };
  known: KnownMessageIds;
  /** Asked at each mail: a newly published mailbox takes mail at once. */
  mailboxes(): readonly Mailbox[];
  /** Keys of reply tokens, newest first. */
  tokenKeys: readonly Uint8Array[];
  /** Keys the digests that tell one mail by two ways, so that a stolen list of them confirms nothing. */
  dedupeKey: Uint8Array;
  clock: Clock;
  logger: Logger;
}

/** The act of receiving a mail, in two durable steps, so that a kill at any point neither loses nor doubles one. */
export function createMailReceiver(deps: MailReceiverDeps): MailReceiver {
  const { intake, logger } = deps;

  async function read(kept: KeptMail): Promise<ReceivedMail> {
    if (kept.envelope.cutShort) throw new UnreadableMail('too-large');
    const mail = await deps.parser.parse(kept.raw);
    const { from } = mail;
    const mailboxes = deps.mailboxes();
    const mailboxAddresses = mailboxes.map((mailbox) => mailbox.address);
    if (!from) throw new UnreadableMail('no-sender');
    const received: ReceivedMail = {
      mailbox: kept.mailbox,
      receivedAt: kept.receivedAt,
      mail: { ...mail, from },
      text: foldQuoted(mail.text),
      autoReply: mayAutoReply(mail, kept.envelope.sender, (address) => !!findMailbox(mailboxes, address)),
    };
    const thread = await findThread({ ...deps, mailboxAddresses }, mail, kept.envelope.recipients);
    if (thread) received.thread = thread;
    return received;
  }

  async function processKept(rawId: string): Promise<'received' | 'unreadable' | 'nothing-to-do'> {
    const kept = await intake.readRaw(rawId);
    if (!kept) return 'nothing-to-do';
    try {
      await intake.receiveMessage(rawId, await read(kept));
      return 'received';
    } catch (error) {
      const reason = unreadableReason(error);
      if (!reason) throw error;
      logger.warn({ rawId, reason }, 'mail could not be read; kept in the tray');
      await intake.keepUnreadable(rawId, reason);
      return 'unreadable';
    }
  }

  return {
    async keep({ mailbox, raw, envelope, source }) {
      const dedupeKeys = makeDedupeKeys({ mailbox, raw, source, key: deps.dedupeKey });
      const kept = await intake.keepRaw({ mailbox, raw, envelope, dedupeKeys, receivedAt: deps.clock.now() });
      logger.info({ rawId: kept.rawId, state: kept.state, by: source.kind, bytes: raw.length }, 'mail kept');
      return kept;
    },
    process: processKept,
    async processLeftovers(limit) {
      let processed = 0;
      let failed = 0;
      for (const rawId of await intake.listUnprocessed(limit)) {
        try {
          await processKept(rawId);
          processed += 1;
        } catch (error) {
          failed += 1;
          logger.error(
            { rawId, error: describeError(error) },
            'mail could not be processed; it stays queued',
          );
        }
      }
      return { processed, failed };
    },
  };
}

// A refusal of the content (4xx) would come again at every try: the tray shows it to people instead.
// What concerns the house (5xx), or something changing under our hands (409), is tried again.
function unreadableReason(error: unknown): UnreadableReason | undefined {
  if (error instanceof UnreadableMail) return error.code;
  const contentRefused = error instanceof Refusal && error.status < 500 && error.status !== 409;
  return contentRefused ? 'not-accepted' : undefined;
}
