import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { countMoves } from '../figures/count-moves.ts';
import { answered, enqueueSending } from './answer-contact.ts';
import { rememberWaiting } from './answered-store.ts';
import { changeContact } from './change-contact.ts';
import { bodyColumn, cardColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, lockContact, updateContact } from './contacts-store.ts';
import { findLeaving, isLater, setHeld, setQueued, takeScheduled } from './delivery-store.ts';
import { makePreview } from './make-preview.ts';
import { readMessage } from './messages-store.ts';

/** Sent later, and the customer wrote meanwhile: what was true at writing may not be so now. */
export const heldCode = 'held-newer-mail';

/**
 * Decides, under the contact's lock that cancelling takes too, whether a message goes now.
 * @returns its present contact when it goes; 'held' when a newer mail of the customer stops one sent later
 */
export async function releaseDue(
  deps: ContactsDeps,
  messageId: Id<'message'>,
): Promise<{ contactId: Id<'contact'> } | 'held' | 'not-due' | 'gone'> {
  const found = await findLeaving(deps.db, messageId);
  if (found === undefined) return 'gone';
  const contactId = found.contact_id;
  if (found.delivery === 'queued') return { contactId };
  return deps.db.transaction(async (tx) => {
    const row = await lockContact(tx, contactId);
    const message = await findLeaving(tx, messageId);
    if (row === undefined || message === undefined || message.contact_id !== contactId) return 'gone';
    if (message.delivery === 'queued') return { contactId };
    if (message.send_at !== null && message.send_at > deps.clock.now()) {
      await enqueueSending(tx, contactId, messageId, message.send_at);
      return 'not-due';
    }
    if (!(await isLater(tx, contactId, messageId))) {
      await takeScheduled(tx, contactId, messageId);
      setQueued(tx, contactId, messageId, null);
      return { contactId };
    }
    if (row.last_in_at !== null && row.last_in_at > message.at) {
      setHeld(tx, contactId, messageId, heldCode);
      await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
      if (message.author_id !== null)
        await deps.live.announce(tx, {
          kind: 'for-you',
          contactId,
          queue: row.queue,
          staffId: message.author_id,
          notice: 'held',
        });
      return 'held';
    }
    const grant = deps.access.systemGrant('send', { units: [contactId], categories: ['messages'] });
    const details = { change: 'answered', message: messageId };
    const sealer = await deps.vault.change(tx, grant, 'change', { details });
    if (!sealer.holds(contactId)) return 'gone';
    const next = await release(deps, tx, sealer, row, messageId);
    await updateContact(tx, next);
    countMoves(tx, deps, row, next, deps.clock.now());
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
    return { contactId };
  });
}

/**
 * Sends at once what waits for its moment, or was held.
 * @throws Refusal 'sent-already', 'not-found', and those of `changeContact`
 */
export function sendNow(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
) {
  const change = {
    act: 'answer-contact',
    contactId,
    version: undefined,
    categories: ['messages'],
    details: { change: 'answered', message: messageId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    await mustBeScheduled(tx, contactId, messageId);
    const next = await release(deps, tx, sealer, row, messageId);
    await enqueueSending(tx, contactId, messageId, undefined);
    return next;
  });
}

/** @throws Refusal 'not-found', 'sent-already' */
export async function mustBeScheduled(
  tx: Tx,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
): Promise<void> {
  const message = await readMessage(tx, contactId, messageId);
  if (message === undefined) throw new Refusal('not-found', { what: 'message' });
  if (message.delivery !== 'scheduled') throw new Refusal('sent-already');
}

/** The message is queued, and one sent later answers its contact now. */
async function release(
  deps: ContactsDeps,
  tx: Tx,
  sealer: Sealer,
  row: ContactRow,
  messageId: Id<'message'>,
): Promise<ContactRow> {
  const scheduled = await takeScheduled(tx, row.id, messageId);
  if (scheduled?.later !== true) {
    setQueued(tx, row.id, messageId, null);
    return row;
  }
  const at = deps.clock.now();
  rememberWaiting(tx, row, messageId);
  setQueued(tx, row.id, messageId, at);
  const message = (await readMessage(tx, row.id, messageId))!;
  const { text } = sealer.open(bodyColumn, bodyColumn.at(row.id, messageId, message.body_sealed));
  const card = sealer.open(cardColumn, cardColumn.at(row.id, row.id, row.card_sealed));
  const card_sealed = sealer.seal(cardColumn, row.id, row.id, { ...card, preview: makePreview(text) });
  // A colleague may have closed it meanwhile: it stays closed.
  return answered(deps, { ...row, card_sealed }, at, scheduled.then_close || row.status === 'closed');
}
