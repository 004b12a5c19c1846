import { Refusal } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Clock } from '../../base/clock.ts';
import { createDedupeDigest, makeDedupeKeys } from './make-dedupe-keys.ts';
import type { MailSource } from './make-dedupe-keys.ts';
import { withReasons, type SenderCheck } from '../../register/contacts/sender-check.ts';
import { findBounced } from './find-bounced.ts';
import { carriesForgedToken, findThread } from './find-thread.ts';
import type { FoundThread, KnownMessageIds } from './find-thread.ts';
import { foldQuoted } from './fold-quoted.ts';
import type { FoldedText } from './fold-quoted.ts';
import { findMailbox } from './mailbox-addresses.ts';
import type { MailEnvelope } from './mail-envelope.ts';
import type { RawMail } from './mail-in-pieces.ts';
import type { Mailbox } from './mailbox-addresses.ts';
import { mayAutoReply } from './may-auto-reply.ts';
import type { AutoReplyVerdict } from './may-auto-reply.ts';
import { type OldMail, readOldMail } from './read-old-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { ParsedMail, UnreadableReason } from './parsed-mail.ts';
import type { SenderVerifier } from './verify-sender.ts';

export interface KeptMail {
  mailbox: string;
  raw: Uint8Array;
  envelope: MailEnvelope;
  receivedAt: Date;
  /** Brought from an older system, by whoever keeps the register. */
  imported?: true;
}

/** A kept mail as it is opened again: a huge one is not held. */
export interface OpenedMail extends Omit<KeptMail, 'raw'> {
  raw: RawMail;
}

/** Stored before and not yet processed: `known`; processed before: `done`. */
export interface Kept {
  rawId: string;
  state: 'new' | 'known' | 'done';
}

/** A mail too large to be held, as it comes in. */
export interface RawInWriting {
  /** One at a time; the piece may be used again when it resolves. */
  write(piece: Uint8Array): Promise<void>;
  /** As `keepRaw`: durable when it resolves. When it fails, it is not abandoned any more. */
  finish(dedupeKeys: readonly string[]): Promise<Kept>;
  /** It did not come whole, or is not wanted. Never throws. */
  abandon(): Promise<void>;
}

/** A mail read and ready for the register. Everything in it is personal data. */
export interface ReceivedMail {
  mailbox: string;
  receivedAt: Date;
  /** For the attachments that are not held. */
  raw: RawMail;
  mail: ParsedMail & { from: NonNullable<ParsedMail['from']> };
  text: FoldedText;
  /** Absent: a new contact. */
  thread?: FoundThread;
  autoReply: AutoReplyVerdict;
  sender: SenderCheck;
  /** Of an earlier time: nobody waits for an answer to it. */
  old?: OldMail;
}

/** A mail kept and not yet processed. */
export interface WaitingMail {
  rawId: string;
  /** Of the mail as it came. */
  bytes: number;
}

/** What the channel needs of the register. Each call is durable when it resolves, and may be repeated. */
export interface MailIntake {
  /** Seals and stores a raw mail, unless any of its keys is known; keys not yet known are then added to that mail. */
  keepRaw(mail: KeptMail & { dedupeKeys: string[] }): Promise<Kept>;
  beginRaw(mail: Omit<KeptMail, 'raw'> & { source: MailSource['kind'] }): Promise<RawInWriting>;
  /** Undefined when the mail has been processed (or removed) meanwhile. */
  readRaw(rawId: string): Promise<OpenedMail | undefined>;
  /** Oldest first. */
  listUnprocessed(limit: number): Promise<WaitingMail[]>;
  /** Makes or continues the contact and marks the raw mail done, in one transaction; a second call changes nothing. */
  receiveMessage(rawId: string, received: ReceivedMail): Promise<void>;
  /** Whether any of the keys is known; nothing is written. */
  isKnown(dedupeKeys: readonly string[]): Promise<boolean>;
  /** Puts the raw mail into the tray of what could not be read and marks it done. */
  keepUnreadable(rawId: string, reason: UnreadableReason): Promise<void>;
}

export interface ArrivedMail {
  mailbox: string;
  raw: Uint8Array;
  envelope: MailEnvelope;
  source: MailSource;
}

export interface ArrivingMail extends Omit<RawInWriting, 'finish'> {
  /** When it resolves the mail may be acknowledged to its sender. */
  finish(): Promise<Kept & { bytes: number }>;
}

export interface MailReceiver {
  /**
   * Step one: keep. When it resolves the mail may be acknowledged to its sender.
   * @throws whatever the intake throws; nothing may then be acknowledged
   */
  keep(input: ArrivedMail): Promise<Kept>;
  /** The same for a mail too large to be held: it is sealed as it comes. */
  begin(input: Omit<ArrivedMail, 'raw'>): Promise<ArrivingMail>;
  /** What steps one and two would find of old mail; nothing is written. */
  look(input: ArrivedMail): Promise<{ is: 'known' | 'readable' | UnreadableReason; keys: string[] }>;
  /** Step two: read and receive. May be stopped anywhere and repeated. @throws when storage is away: try again later */
  process(rawId: string): Promise<'received' | 'unreadable' | 'nothing-to-do'>;
}

export interface MailReceiverDeps {
  intake: MailIntake;
  parser: { parse(raw: RawMail): Promise<ParsedMail> };
  known: KnownMessageIds;
  verifier: SenderVerifier;
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

  async function read(kept: OpenedMail): Promise<ReceivedMail> {
    if (kept.envelope.cutShort) throw new UnreadableMail('too-large');
    const mail = await deps.parser.parse(kept.raw);
    const mailboxes = deps.mailboxes();
    const mailboxAddresses = mailboxes.map((mailbox) => mailbox.address);
    const tied =
      mail.bounce &&
      (await findBounced({ mailboxAddresses, tokenKeys: deps.tokenKeys, known: deps.known }, mail.bounce));
    // Many mail servers sign their notices with no address at all.
    const from = mail.from ?? (tied || mail.bounce?.certain ? namelessServer : undefined);
    if (!from) throw new UnreadableMail('no-sender');
    const recipients = [
      ...kept.envelope.recipients,
      ...mail.deliveredTo,
      ...[...mail.to, ...mail.cc].map((each) => each.address),
    ];
    const keys = { mailboxAddresses, tokenKeys: deps.tokenKeys };
    const old = kept.imported ? await readOldMail(kept, mail, from, mailboxes) : undefined;
    // Keys in name servers change: of old mail they tell nothing any more.
    const verdict = old ? unasked : await deps.verifier.verify(kept.raw, from.address, kept.envelope);
    const received: ReceivedMail = {
      mailbox: kept.mailbox,
      receivedAt: kept.receivedAt,
      raw: kept.raw,
      mail: { ...mail, from },
      text: foldQuoted(mail.text),
      autoReply: mayAutoReply(
        mail,
        kept.envelope.sender,
        (address) => !!findMailbox(mailboxes, address),
        verdict.conclusion === 'denied',
      ),
      sender: carriesForgedToken(recipients, keys) ? withReasons(verdict, ['forged-reply-address']) : verdict,
    };
    const thread = tied ?? (await findThread({ ...deps, mailboxAddresses }, mail, kept.envelope.recipients));
    if (thread) received.thread = thread;
    if (old) received.old = old;
    return received;
  }

  const keysOf = (arrived: ArrivedMail) => makeDedupeKeys({ ...arrived, key: deps.dedupeKey });

  function asKept({ mailbox, raw, envelope, source }: ArrivedMail): KeptMail {
    const kept = { mailbox, raw, envelope, receivedAt: deps.clock.now() };
    return source.kind === 'import' ? { ...kept, imported: true } : kept;
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

  function logKept({ rawId, state }: Kept, by: MailSource['kind'], bytes: number): void {
    if (by !== 'import') logger.info({ rawId, state, by, bytes }, 'mail kept');
  }

  return {
    async keep(arrived) {
      const { raw, source } = arrived;
      const kept = await intake.keepRaw({ ...asKept(arrived), dedupeKeys: keysOf(arrived) });
      logKept(kept, source.kind, raw.length);
      return kept;
    },
    async begin({ mailbox, envelope, source }) {
      const digest = createDedupeDigest({ mailbox, source, key: deps.dedupeKey });
      const { kind } = source;
      const writing = await intake.beginRaw({
        mailbox,
        envelope,
        receivedAt: deps.clock.now(),
        source: kind,
      });
      let bytes = 0;
      return {
        async write(piece) {
          digest.update(piece);
          bytes += piece.length;
          await writing.write(piece);
        },
        abandon: () => writing.abandon(),
        async finish() {
          const kept = await writing.finish(digest.keys());
          logKept(kept, kind, bytes);
          return { ...kept, bytes };
        },
      };
    },
    async look(arrived) {
      const keys = keysOf(arrived);
      if (await intake.isKnown(keys)) return { is: 'known', keys };
      try {
        await read(asKept(arrived));
        return { is: 'readable', keys };
      } catch (error) {
        const reason = unreadableReason(error);
        if (!reason) throw error;
        return { is: reason, keys };
      }
    },
    process: processKept,
  };
}

const unasked: SenderCheck = {
  conclusion: 'unconfirmed',
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  aligned: 'none',
  reasons: [],
};

const namelessServer = { address: '', name: 'MAILER-DAEMON' };

// A refusal of the content (4xx) would come again at every try: the tray shows it to people instead.
// What concerns the house (5xx), or something changing under our hands (409), is tried again.
function unreadableReason(error: unknown): UnreadableReason | undefined {
  if (error instanceof UnreadableMail) return error.code;
  const contentRefused = error instanceof Refusal && error.status < 500 && error.status !== 409;
  return contentRefused ? 'not-accepted' : undefined;
}
