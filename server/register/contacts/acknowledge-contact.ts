import { newId, type Id } from '../../base/new-id.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import { enqueueSending } from './answer-contact.ts';
import { bodyColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact, updateContact } from './contacts-store.ts';
import { insertMessage } from './messages-store.ts';

/** What is told at once to whoever wrote, in words that hold nothing of what they wrote. */
export interface Acknowledgement {
  /** The return path: nobody else may get an automatic answer. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: Language;
  /** Message-ID of the mail acknowledged, and the ids before it, oldest first. */
  readonly mailMessageId: string | null;
  readonly references: readonly string[];
  readonly at: Date;
}

/**
 * Queues an automatic answer to a new contact, in the transaction that makes it. It is nobody's answer: the
 * customer goes on waiting, and no figure counts it.
 */
export async function acknowledgeContact(
  deps: ContactsDeps,
  tx: Tx,
  contactId: Id<'contact'>,
  given: Acknowledgement,
): Promise<Id<'message'> | undefined> {
  const row = await lockContact(tx, contactId);
  const mailbox = row?.mailbox ? deps.current().declaration.mailboxes[row.mailbox] : undefined;
  if (row === undefined || mailbox === undefined) return undefined;
  const messageId = newId<'message'>(given.at);
  const grant = deps.access.systemGrant('intake', { units: [contactId], categories: ['messages'] });
  const details = { change: 'acknowledged', message: messageId };
  const sealer = await deps.vault.change(tx, grant, 'change', { details });
  if (!sealer.holds(contactId)) return undefined;
  insertMessage(tx, {
    contact_id: contactId,
    id: messageId,
    direction: 'out',
    channel: 'email',
    at: given.at,
    author_id: null,
    mail_id: null,
    delivery: 'queued',
    body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
      from: { name: mailbox.name[given.language], address: mailbox.address },
      to: [given.to],
      cc: [],
      subject: given.subject,
      text: given.text,
      quoted: '',
      html: null,
      mailMessageId: given.mailMessageId,
      references: given.references,
      automatic: true,
      writtenIn: given.language,
    }),
  });
  await updateContact(tx, { ...row, messages: row.messages + 1 });
  await enqueueSending(tx, contactId, messageId, undefined);
  return messageId;
}
