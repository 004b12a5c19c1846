import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Tx } from '../../storage/database.ts';
import { normaliseEmail } from '../../base/normalise-contact.ts';
import { forgetAutoReplies, rememberAutoReply } from './mail-store.ts';

/** RFC 3834 s. 2: the same sender is not answered again so soon, whatever they send. */
export const daysBetweenAutoReplies = 7;
/** What a rule answers depends on the hour and the matter: it may be said again the next day. */
const daysBetweenRuleReplies = 1;

/**
 * Whether an automatic answer from this mailbox may go to the address now; if so, it is remembered, in the transaction
 * that sends it. Of two at once one gets the turn. What is kept is a keyed digest and the moment.
 */
export async function takeAutoReplyTurn(
  tx: Tx,
  blindIndex: BlindIndex,
  turn: { mailbox: string; to: string; at: Date; byRule?: boolean },
): Promise<boolean> {
  const address = normaliseEmail(turn.to);
  if (address === undefined) return false;
  const index = await blindIndex.hold(tx);
  const digests = index.digests(
    turn.byRule ? 'rule-reply' : 'auto-reply',
    JSON.stringify([turn.mailbox, address]),
  );
  const days = turn.byRule ? daysBetweenRuleReplies : daysBetweenAutoReplies;
  return rememberAutoReply(tx, digests, turn.at, daysAgo(turn.at, days));
}

/** Forgets whom it would let through anyway. */
export async function forgetAutoReplyTurns(tx: Tx, now: Date): Promise<void> {
  await forgetAutoReplies(tx, daysAgo(now, daysBetweenAutoReplies));
}

function daysAgo(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}
