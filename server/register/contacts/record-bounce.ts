import { normaliseEmail } from '../../base/normalise-contact.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import { countWork } from '../figures/count-work.ts';
import { noteUndeliverable } from '../people/address-standing.ts';
import { type BounceCode, isDeadAddress } from './bounce.ts';
import { bodyColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact } from './contacts-store.ts';
import { setBounced } from './delivery-store.ts';
import { readMessage, readSent } from './messages-store.ts';
import { reopenUnanswered } from './reopen-unanswered.ts';

/** What a mail server told about a message of ours. */
export interface Bounce {
  readonly kind: 'failed' | 'delayed';
  readonly code: BounceCode;
  /** Normalised; empty when the notice does not say. */
  readonly recipients: readonly string[];
  readonly at: Date;
  /** Whether the notice returns this message of ours. */
  isAbout(messageId: Id<'message'>): boolean;
}

/** Of a contact's newest messages: so many are opened to find the one that a notice without its number means. */
const mostLookedAt = 50;

/**
 * Marks the message a notice is about, within the caller's transaction: `bounced` with its code, or only the code
 * while the server still tries. Whoever has not got their answer waits again. The address counts as dead only when the
 * message had gone there: a forged notice must not close another's.
 * @returns the message, or undefined when the contact holds none that the notice could mean
 */
export async function recordBounce(
  deps: ContactsDeps,
  tx: Tx,
  contactId: Id<'contact'>,
  bounce: Bounce,
): Promise<Id<'message'> | undefined> {
  const row = await lockContact(tx, contactId);
  if (row === undefined) return undefined;
  const sent = await readSent(tx, contactId);
  if (sent.length === 0) return undefined;
  const grant = deps.access.systemGrant('intake', { units: [contactId], categories: ['messages'] });
  const sealer = await deps.vault.change(tx, grant, 'change', { details: { change: 'bounced' } });
  if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
  const open = async ({ id, ...rest }: (typeof sent)[number]) => {
    const { body_sealed } = (await readMessage(tx, contactId, id))!;
    const { to, cc } = sealer.open(bodyColumn, bodyColumn.at(contactId, id, body_sealed));
    const addresses = [...to, ...cc].map(normaliseEmail).filter((each) => each !== undefined);
    return { id, ...rest, addresses };
  };
  const named = sent.find((each) => bounce.isAbout(each.id));
  let message = named && (await open(named));
  // A notice that does not say which comes back soon: the newest that went to whom it names.
  for (const each of named ? [] : sent.slice(-mostLookedAt).toReversed()) {
    const opened = await open(each);
    if (!opened.addresses.some((address) => bounce.recipients.includes(address))) continue;
    message = opened;
    break;
  }
  if (message === undefined) return undefined;
  // A server may tell of the same mail again and again: it came back once.
  if (bounce.kind === 'failed' && message.delivery !== 'bounced')
    countWork(tx, deps, row, [{ kind: 'bounced', at: bounce.at }]);
  setBounced(tx, contactId, message.id, bounce.kind === 'failed' ? 'bounced' : null, bounce.code);

  const all = message.addresses;
  // A notice that names nobody, of a message to one: it can mean no other.
  const dead =
    all.length === 1 && bounce.recipients.length === 0
      ? all
      : all.filter((each) => bounce.recipients.includes(each));
  if (isDeadAddress(bounce.code))
    for (const address of dead) noteUndeliverable(tx, deps.blindIndex, address, bounce.at);
  if (bounce.kind === 'failed' && message.delivery !== 'bounced')
    await reopenUnanswered(deps, tx, row, message, bounce.at);
  return message.id;
}
