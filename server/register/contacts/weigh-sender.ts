import { readAddressStanding } from '../people/address-standing.ts';
import type { PlacedPerson } from '../people/find-or-make-person.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import type { BounceCode } from './bounce.ts';
import { confirmsSender, type SenderCheck, type SenderReason, withReasons } from './sender-check.ts';

/**
 * What the register adds to a channel's verdict: that the address was confirmed before and this message is not, and
 * that it continues a contact of somebody else. Neither turns a message away; both are shown with it.
 */
export async function weighSender(
  deps: ContactsDeps,
  tx: Tx,
  incoming: {
    readonly sender?: SenderCheck;
    readonly notice?: BounceCode;
    readonly from: { readonly address: string };
  },
  continued: ContactRow | undefined,
  placed: PlacedPerson | undefined,
): Promise<SenderCheck | undefined> {
  const { sender } = incoming;
  if (sender === undefined || incoming.notice !== undefined) return undefined;
  const reasons: SenderReason[] = [];
  const standing =
    continued && (await readAddressStanding({ db: tx, blindIndex: deps.blindIndex }, incoming.from.address));
  if (continued && standing?.personId !== continued.person_id) reasons.push('other-address');
  const verified = placed?.verified ?? standing?.verified ?? false;
  if (verified && !confirmsSender(sender)) reasons.push('confirmed-before');
  return withReasons(sender, reasons);
}
