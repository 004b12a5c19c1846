import type { Id } from '../../base/new-id.ts';
import { acknowledgeContact } from '../../register/contacts/acknowledge-contact.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { isUndeliverable } from '../../register/people/address-standing.ts';
import { acknowledgementSubject, acknowledgementText } from '../../register/team/acknowledgement-text.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import type { ReceivedMail } from './receive-mail.ts';
import { takeAutoReplyTurn } from './take-auto-reply-turn.ts';

export interface AcknowledgingDeps {
  /** Keys the digests of whom was answered. */
  readonly autoReplyKey: Uint8Array;
  /** Where the portal stands, with no slash at the end. */
  readonly publicUrl: string;
  /** What the team wants told; null: nothing. */
  acknowledgementFor(mailbox: string, language: Language): string | null;
}

/** A mailbox that is read for the first time is full of mail that nobody wants confirmed any more. */
const oldMilliseconds = 3 * 86_400_000;

/** Tells the sender of a new contact that their mail has come, where the mailbox does so and it may be done (`may-auto-reply.ts`). */
export async function acknowledgeMail(
  deps: ContactsDeps & AcknowledgingDeps,
  tx: Tx,
  contact: { contactId: Id<'contact'>; mailbox: string; language: Language },
  { mail, autoReply, receivedAt }: ReceivedMail,
): Promise<void> {
  const { contactId, mailbox, language } = contact;
  const words = deps.acknowledgementFor(mailbox, language);
  if (words === null || !autoReply.allowed) return;
  const age = receivedAt.getTime() - new Date(mail.date ?? 0).getTime();
  if (!(age < oldMilliseconds)) return;
  const { to } = autoReply;
  if (await isUndeliverable({ db: tx, blindIndex: deps.blindIndex }, to)) return;
  const at = deps.clock.now();
  if (!(await takeAutoReplyTurn(tx, deps.autoReplyKey, { mailbox, to, at }))) return;
  await acknowledgeContact(deps, tx, contactId, {
    to,
    // Words of theirs would make us carry anybody's text to whom they name as sender.
    subject: acknowledgementSubject[language],
    text: acknowledgementText(words, language, deps.publicUrl),
    language,
    mailMessageId: mail.messageId ?? null,
    references: mail.references,
    at,
  });
}
