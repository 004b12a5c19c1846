import { type ErrorCode, Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import { recordBounce } from '../../register/contacts/record-bounce.ts';
import { noteReturnedLetter } from '../../register/contacts/informing/letters.ts';
import { receiveMessage } from '../../register/contacts/receive-message.ts';
import { receiveOldMessage } from '../../register/contacts/receive-old-message.ts';
import { hadNoAnswer, lineUpSenderCheck } from './check-sender-again.ts';
import { returnsMessage } from './find-bounced.ts';
import type { KnownMessageIds } from './find-thread.ts';
import { acknowledgeMail, type AcknowledgingDeps, replyToMail } from './acknowledge-mail.ts';
import { contentOf } from './content-of-attachment.ts';
import { guessLanguage } from './guess-language.ts';
import { beginRaw, isKnown, keepRaw, openRaw } from './keep-mail.ts';
import { listKept, lockRawIn, readCursor, setRawState, stepBack, writeCursor } from './mail-store.ts';
import { findOldThread, threadIdsOf } from './read-old-mail.ts';
import { readTechnicalHeaders } from './technical-headers.ts';
import type { FailedMail } from './process-mail.ts';
import type { UnreadableReason } from './parsed-mail.ts';
import type { KeptMail, MailIntake, ReceivedMail } from './receive-mail.ts';
import type { ImapCursorStore } from './fetch-new-mail.ts';

/** Mail kept a moment ago is processed from memory; older is read back through the vault. */
const freshBytes = 32 * 1024 * 1024;
/** Tries over about half a day; then people look at it. */
const mostTries = 20;
const awayCodes: ReadonlySet<ErrorCode> = new Set(['storage-unavailable', 'storage-full', 'log-unavailable']);

/** The register's side of the e-mail channel: raw mail, contacts made of it, and how far mailboxes were read. */
export function createMailIntake(
  deps: ContactsDeps & {
    digestKey: Buffer;
    /** Whether senders are checked at all: then one that name servers kept silent about is checked again. */
    asksNameServers?: boolean;
    /** Left out: nobody is told that their mail has come. */
    acknowledging?: AcknowledgingDeps;
  },
): MailIntake & KnownMessageIds & ImapCursorStore & FailedMail {
  const fresh = new Map<string, KeptMail>();
  let held = 0;

  function remember(id: string, mail: KeptMail): void {
    if (mail.raw.length > freshBytes / 4) return;
    fresh.set(id, mail);
    held += mail.raw.length;
    for (const [oldest, old] of fresh) {
      if (held <= freshBytes) break;
      fresh.delete(oldest);
      held -= old.raw.length;
    }
  }

  function forget(id: string): void {
    const mail = fresh.get(id);
    if (mail && fresh.delete(id)) held -= mail.raw.length;
  }

  async function receive(rawId: string, received: ReceivedMail): Promise<void> {
    const { mail } = received;
    await deps.db.transaction(async (tx) => {
      const row = await lockRawIn(tx, rawId as Id, ['kept']);
      if (row === undefined) return;
      const { declaration } = deps.current();
      const mailbox = declaration.mailboxes[row.mailbox];
      if (mailbox === undefined) throw new Refusal('recipient-not-declared', { what: 'mailbox' });
      const { bounce } = mail;
      if (bounce?.kind === 'failed' && (await noteReturnedLetter(deps, tx, bounce))) {
        setRawState(tx, row.id, 'done', null, null);
        return;
      }
      const thread = received.thread?.contactId ?? (received.old && (await findOldThread(deps, tx, mail)));
      const isNotice = bounce && (bounce.certain || received.thread !== undefined);
      const language = guessLanguage(`${mail.subject} ${received.text.visible}`) ?? mailbox.language;
      const message = {
        channel: 'email' as const,
        mailbox: row.mailbox,
        queue: mailbox.queue,
        language,
        thread,
        at: received.old?.at ?? received.receivedAt,
        from: mail.from,
        to: mail.to.map((each) => each.address),
        cc: mail.cc.map((each) => each.address),
        replyTo: mail.replyTo[0]?.address,
        subject: mail.subject,
        text: received.text.visible,
        quoted: received.text.quoted,
        html: mail.safeHtml ?? null,
        mailMessageId: mail.messageId ?? null,
        references: mail.references,
        files: mail.attachments.map((each) => ({ ...each, content: contentOf(received.raw, each) })),
        mailId: row.id,
        blockedHosts: mail.blockedHosts ?? [],
        invitations: mail.invitations,
        ...(mail.cut ? { cut: mail.cut } : {}),
        ...(isNotice ? { notice: bounce.code } : {}),
      };
      if (received.old) {
        const threadIds = threadIdsOf(mail);
        const { contactId } = await receiveOldMessage(deps, tx, { ...message, ...received.old, threadIds });
        setRawState(tx, row.id, 'done', null, contactId);
        return;
      }
      const { contactId, messageId, isNew, reply } = await receiveMessage(deps, tx, {
        ...message,
        // One known by its words only, and about nothing of ours, may be a person's: it waits for an answer.
        automatic: bounce
          ? bounce.certain || received.thread !== undefined
          : !received.autoReply.allowed && ['automatic', 'bounce'].includes(received.autoReply.reason),
        sender: received.sender,
        technical: readTechnicalHeaders(mail),
      });
      if (bounce && !isNew)
        await recordBounce(deps, tx, contactId, {
          ...bounce,
          at: received.receivedAt,
          isAbout: (messageId) => returnsMessage(bounce, messageId),
        });
      if (deps.asksNameServers && hadNoAnswer(received.sender))
        await lineUpSenderCheck(tx, { contactId, messageId, mailId: row.id }, deps.clock.now());
      if (!bounce && deps.acknowledging) {
        const answering = { ...deps, ...deps.acknowledging };
        const contact = { contactId, mailbox: row.mailbox, language };
        // What a rule answers stands in the place of the acknowledgement.
        if (reply) await replyToMail(answering, tx, contact, received, reply);
        else if (isNew) await acknowledgeMail(answering, tx, contact, received);
      }
      setRawState(tx, row.id, 'done', null, contactId);
    });
  }

  async function keepUnreadable(rawId: string, reason: UnreadableReason): Promise<void> {
    await deps.db.transaction(async (tx) => {
      const row = await lockRawIn(tx, rawId as Id, ['kept']);
      if (row === undefined) return;
      setRawState(tx, row.id, 'unreadable', reason, null);
      await deps.live.announce(tx, {
        kind: 'tray-changed',
        contactId: null,
        queue: deps.current().declaration.mailboxes[row.mailbox]?.queue ?? null,
      });
    });
    forget(rawId);
  }

  return {
    async keepRaw(mail) {
      const source = mail.imported
        ? 'import'
        : mail.dedupeKeys.some((key) => key.startsWith('imap:'))
          ? 'imap'
          : 'smtp';
      const kept = await keepRaw(deps, deps.digestKey, { ...mail, source });
      if (kept.state === 'new') remember(kept.rawId, mail);
      return kept;
    },
    beginRaw: (mail) => beginRaw(deps, deps.digestKey, mail),
    isKnown: (dedupeKeys) => isKnown(deps.db, deps.digestKey, dedupeKeys),
    readRaw: async (rawId) => fresh.get(rawId) ?? openRaw(deps, rawId),
    listUnprocessed: (limit) => listKept(deps.db, deps.clock.now(), limit),
    async receiveMessage(rawId, received) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await receive(rawId, received);
          forget(rawId);
          return;
        } catch (error) {
          // The sweep took the person or thread while we looked: what was found is found anew.
          const passing =
            error instanceof Refusal && ['changed-meanwhile', 'unit-erased'].includes(error.code);
          if (!passing || attempt === 5) throw error;
        }
      }
    },
    async noteFailure(rawId, error) {
      // While a part of the house is away no mail is to blame.
      const away = error instanceof Refusal && awayCodes.has(error.code);
      const tries = await stepBack(deps.db, rawId as Id, deps.clock.now(), {
        counts: !away,
        longestSeconds: away ? 60 : 3600,
      });
      if (tries >= mostTries) await keepUnreadable(rawId, 'keeps-failing');
    },
    keepUnreadable,
    findContactByMessageIds: (ids) =>
      findByMessageIds(deps, ids) as Promise<ReadonlyMap<string, Id<'contact'>>>,
    async loadCursor(mailbox) {
      const row = await readCursor(deps.db, mailbox);
      return (
        row && {
          uidValidity: BigInt(row.uid_validity),
          lastUid: row.last_uid,
          ...(row.modseq === null ? {} : { modseq: BigInt(row.modseq) }),
          ...(row.forgotten_until === null ? {} : { forgottenUntil: row.forgotten_until }),
        }
      );
    },
    saveCursor: (mailbox, cursor) => writeCursor(deps.db, mailbox, cursor),
  };
}
