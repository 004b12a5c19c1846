import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { touchPerson } from '../people/touch-person.ts';
import { changeContact, closed } from './change-contact.ts';
import { bodyColumn, cardColumn, type MessageBody } from './contact-columns.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import { insertMessage, messageExists, readMessages } from './messages-store.ts';
import { makePreview } from './make-preview.ts';

/** The job that carries a queued message out of the house. */
export const sendMessageJob = 'send-message';
export const sendKey = (messageId: Id<'message'>) => `send:${messageId}`;

/**
 * Answers a contact: the message is sealed and queued in one transaction; the sending is a job that
 * tries again until it is out. The same `messageId` again changes nothing.
 * @throws Refusal 'no-address-to-answer', 'changed-meanwhile' (somebody wrote or answered meanwhile), 'task-missing'
 */
export function answerContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: { messageId: Id<'message'>; version: number; text: string; thenClose: boolean },
) {
  const { messageId } = input;
  const change = {
    act: 'answer-contact',
    contactId,
    version: input.version,
    categories: ['messages'],
    details: { change: 'answered', message: messageId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    if (await messageExists(tx, contactId, messageId)) return undefined;
    const published = deps.current();
    const mailbox = row.mailbox === null ? undefined : published.declaration.mailboxes[row.mailbox];
    const last = await lastIncoming(tx, sealer, contactId);
    if (mailbox === undefined || last === undefined || last.from.address === '')
      throw new Refusal('no-address-to-answer');
    const at = deps.clock.now();
    // A code that staff typed does not leave the house in clear text, nor as a mark that means nothing to the customer.
    const text = maskIdentityCodes(input.text, findIdentityCodes(input.text));
    insertMessage(tx, {
      contact_id: contactId,
      id: messageId,
      direction: 'out',
      channel: 'email',
      at,
      author_id: actor.staffId,
      mail_id: null,
      delivery: 'queued',
      body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
        from: { name: mailbox.name[row.language ?? mailbox.language], address: mailbox.address },
        to: [last.from.address],
        cc: [],
        subject: /^(re|sv|vs):/i.test(last.subject) ? last.subject : `Re: ${last.subject}`,
        text,
        quoted: '',
        html: null,
        mailMessageId: last.mailMessageId,
        references: last.references,
      }),
    });
    await jobQueue.enqueue(tx, sendMessageJob, { contactId, messageId }, { key: sendKey(messageId) });
    touchPerson(tx, published, row.person_id, at);
    const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));
    const answered = {
      ...row,
      status: 'waiting' as const,
      closed_at: null,
      waiting_since: null,
      messages: row.messages + 1,
      assignee_id: row.assignee_id ?? actor.staffId,
      last_at: at,
      card_sealed: sealer.seal(cardColumn, contactId, contactId, { ...card, preview: makePreview(text) }),
      ...(await heldContactPeriod(deps, row.declaration_version, at)),
    };
    return input.thenClose ? closed(deps, answered) : answered;
  });
}

async function lastIncoming(
  tx: Tx,
  opener: Opener,
  contactId: Id<'contact'>,
): Promise<MessageBody | undefined> {
  const row = (await readMessages(tx, contactId)).findLast((message) => message.direction === 'in');
  return row && opener.open(bodyColumn, bodyColumn.at(contactId, row.id, row.body_sealed));
}
