import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { isUndeliverable } from '../people/address-standing.ts';
import {
  answered,
  type AnsweringDeps,
  enqueueSending,
  mustBeConfirmed,
  type OpenedMessage,
  openThread,
} from './answer-contact.ts';
import { changeContact } from './change-contact.ts';
import { readRecipients } from './compose-reply.ts';
import { bodyColumn, cardColumn, isByMachine, type MessageBody } from './contact-columns.ts';
import { setBody, setMissed, setQueued } from './delivery-store.ts';
import { readMessage } from './messages-store.ts';
import { placesOf } from './recipients-of.ts';
import { readThreadPart, threadForDoubts } from './thread-store.ts';

/**
 * Sends again what did not arrive, to the same or to corrected addresses; what some have got goes to the others only.
 * Where the customer has not written since, the contact is answered by it once more.
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
    const message = await readMessage(tx, contactId, messageId);
    if (message?.direction !== 'out') throw new Refusal('not-found', { what: 'message' });
    const { missed } = message;
    const missedSome = message.delivery === 'sent' && missed !== null;
    if (message.delivery !== 'failed' && message.delivery !== 'bounced' && !missedSome)
      throw new Refusal('already-done');
    const [{ body }] = openThread(sealer, [message]) as [OpenedMessage];
    const { rows } = await readThreadPart(tx, contactId, threadForDoubts);
    const thread = openThread(sealer, rows);
    if (input.to !== undefined) {
      const recipients = readRecipients(input.to, missed === null ? body.cc : []);
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
      const changed = { ...body, ...(missed === null ? recipients : corrected(body, missed, recipients.to)) };
      setBody(tx, contactId, messageId, sealer.seal(bodyColumn, contactId, messageId, changed));
      if (missed !== null) setMissed(tx, contactId, messageId, placesOf(changed, recipients.to));
    }
    setQueued(tx, contactId, messageId, null);
    await enqueueSending(tx, contactId, messageId, undefined);
    const lastIn = thread.findLast((each) => each.direction === 'in' && !isByMachine(each.body));
    if (message.author_id === null || (lastIn !== undefined && lastIn.at > message.at)) return row;
    return answered(deps, row, deps.clock.now(), false);
  });
}

/** The addresses with others in place of those it has missed. */
function corrected(
  body: Pick<MessageBody, 'to' | 'cc'>,
  missed: readonly number[],
  others: readonly string[],
): Pick<MessageBody, 'to' | 'cc'> {
  const to = body.to.filter((_, place) => !missed.includes(place));
  const cc = body.cc.filter((_, place) => !missed.includes(body.to.length + place));
  return { to: [...to, ...others.filter((each) => !to.includes(each))], cc };
}
