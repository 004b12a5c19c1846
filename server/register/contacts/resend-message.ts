import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { isUndeliverable } from '../people/address-standing.ts';
import { type AnsweringDeps, enqueueSending, mustBeConfirmed, openThread } from './answer-contact.ts';
import { changeContact } from './change-contact.ts';
import { readRecipients } from './compose-reply.ts';
import { bodyColumn, cardColumn } from './contact-columns.ts';
import { setBody, setQueued } from './delivery-store.ts';
import { readMessages } from './messages-store.ts';

/**
 * Sends again what did not arrive, to the same or to corrected addresses.
 * @throws Refusal 'already-done' when it is on its way or has arrived, 'recipient-doubtful', 'not-found', and
 *   those of `changeContact`
 */
export function resendMessage(
  deps: AnsweringDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  input: { to?: readonly string[] | undefined; confirmed?: readonly string[] | undefined },
) {
  const change = {
    act: 'answer-contact',
    contactId,
    version: undefined,
    categories: ['messages'],
    details: { change: 'sent-again', message: messageId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    const thread = openThread(sealer, await readMessages(tx, contactId));
    const message = thread.find((each) => each.id === messageId && each.direction === 'out');
    if (message === undefined) throw new Refusal('not-found', { what: 'message' });
    if (message.delivery !== 'failed' && message.delivery !== 'bounced') throw new Refusal('already-done');
    const { body } = message;
    if (input.to !== undefined) {
      const recipients = readRecipients(input.to, body.cc);
      const { name } = sealer.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));
      await mustBeConfirmed(deps, input.confirmed, {
        personId: row.person_id,
        ...recipients,
        text: body.text,
        files: 1,
        names: [name],
        thread: thread.filter((each) => each.id !== messageId).map((each) => each.body),
        senderDoubtful: false,
        isUndeliverable: (address) => isUndeliverable(deps, address),
      });
      const changed = { ...body, ...recipients };
      setBody(tx, contactId, messageId, sealer.seal(bodyColumn, contactId, messageId, changed));
    }
    setQueued(tx, contactId, messageId, null);
    await enqueueSending(tx, contactId, messageId, undefined);
    return row;
  });
}
