import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import { receiveMessage } from '../../register/contacts/receive-message.ts';
import type { KnownMessageIds } from './find-thread.ts';
import { guessLanguage } from './guess-language.ts';
import { keepRaw, openRaw } from './keep-mail.ts';
import { listKept, lockRawIn, readCursor, setRawState, writeCursor } from './mail-store.ts';
import type { KeptMail, MailIntake, ReceivedMail } from './receive-mail.ts';
import type { ImapCursorStore } from './watch-imap.ts';

/** Mail kept a moment ago is processed from memory; older is read back through the vault. */
const freshBytes = 32 * 1024 * 1024;
const ownedMilliseconds = 15_000;

/** The register's side of the e-mail channel: raw mail, contacts made of it, and how far mailboxes were read. */
export function createMailIntake(
  deps: ContactsDeps & { digestKey: Buffer },
): MailIntake & KnownMessageIds & ImapCursorStore {
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
      const { contactId } = await receiveMessage(deps, tx, {
        channel: 'email',
        mailbox: row.mailbox,
        queue: mailbox.queue,
        language: guessLanguage(`${mail.subject} ${received.text.visible}`) ?? mailbox.language,
        thread: received.thread?.contactId,
        at: received.receivedAt,
        from: mail.from,
        to: mail.to.map((each) => each.address),
        cc: mail.cc.map((each) => each.address),
        subject: mail.subject,
        text: received.text.visible,
        quoted: received.text.quoted,
        html: mail.safeHtml ?? null,
        mailMessageId: mail.messageId ?? null,
        references: mail.references,
        files: mail.attachments,
        mailId: row.id,
        automatic: !received.autoReply.allowed && ['automatic', 'bounce'].includes(received.autoReply.reason),
      });
      setRawState(tx, row.id, 'done', null, contactId);
    });
  }

  return {
    async keepRaw(mail) {
      const source = mail.dedupeKeys.some((key) => key.startsWith('imap:')) ? 'imap' : 'smtp';
      const kept = await keepRaw(deps, deps.digestKey, { ...mail, source });
      if (kept.state === 'new') remember(kept.rawId, mail);
      return kept;
    },
    readRaw: async (rawId) => fresh.get(rawId) ?? openRaw(deps, rawId),
    listUnprocessed: (limit) =>
      listKept(deps.db, new Date(deps.clock.now().getTime() - ownedMilliseconds), limit),
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
    async keepUnreadable(rawId, reason) {
      await deps.db.transaction(async (tx) => {
        const row = await lockRawIn(tx, rawId, ['kept']);
        if (row === undefined) return;
        setRawState(tx, row.id, 'unreadable', reason, null);
        await deps.live.announce(tx, {
          kind: 'tray-changed',
          contactId: null,
          queue: deps.current().declaration.mailboxes[row.mailbox]?.queue ?? null,
        });
      });
      forget(rawId);
    },
    findContactByMessageIds: (ids) =>
      findByMessageIds(deps, ids) as Promise<ReadonlyMap<string, Id<'contact'>>>,
    async loadCursor(mailbox) {
      const row = await readCursor(deps.db, mailbox);
      return row && { uidValidity: BigInt(row.uid_validity), lastUid: row.last_uid };
    },
    saveCursor: (mailbox, cursor) => writeCursor(deps.db, mailbox, cursor.uidValidity, cursor.lastUid),
  };
}
