import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { openQueuedMessage, recordDelivery } from '../../register/contacts/deliver-message.ts';
import { makeMessageId } from './build-mail.ts';
import { type MailSender, MailNotSent } from './send-mail.ts';

/** Tries go on for about five days, as mail servers' do; then the message shows as failed. */
const mostAttempts = 25;

/**
 * One try to send a queued message. A temporary failure is thrown, coded, so that the queue tries
 * again; a lasting one is recorded on the message for staff to see.
 */
export async function sendQueued(
  deps: ContactsDeps & { sender: Pick<MailSender, 'send'> },
  ids: { contactId: Id<'contact'>; messageId: Id<'message'> },
  attempt: number,
): Promise<'sent' | 'failed' | 'nothing-to-do'> {
  const queued = await openQueuedMessage(deps, ids.contactId, ids.messageId);
  if (queued === undefined) return 'nothing-to-do';
  const { body } = queued;
  try {
    const sent = await deps.sender.send({
      messageId: ids.messageId,
      contactId: ids.contactId,
      from: body.from,
      to: { name: '', address: body.to[0]! },
      subject: body.subject,
      text: body.text,
      ...(body.mailMessageId === null ? {} : { inReplyTo: body.mailMessageId }),
      references: [...body.references],
      date: queued.at,
      attachments: [],
    });
    await recordDelivery(deps, ids.contactId, ids.messageId, {
      delivery: 'sent',
      code: null,
      mailMessageId: sent.messageId,
    });
    return 'sent';
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    const over = !error.temporary || attempt >= mostAttempts;
    await recordDelivery(deps, ids.contactId, ids.messageId, {
      delivery: over ? 'failed' : 'queued',
      code: error.code,
      // An answer to a mail that got through although we were told otherwise still finds its contact.
      mailMessageId: makeMessageId(ids.messageId, body.from.address),
    });
    if (over) return 'failed';
    throw error;
  }
}
