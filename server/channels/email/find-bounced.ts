import type { Id } from '../../base/new-id.ts';
import { makeMessageId } from './build-mail.ts';
import { findThread, type FoundThread, type KnownMessageIds } from './find-thread.ts';
import type { BounceNotice } from './recognise-bounce.ts';

/** The contact whose message a notice returns: by our reply address in it, else by its Message-IDs. */
export function findBounced(
  deps: { mailboxAddresses: readonly string[]; tokenKeys: readonly Uint8Array[]; known: KnownMessageIds },
  bounce: BounceNotice,
): Promise<FoundThread | undefined> {
  const returned = { to: [], cc: [], deliveredTo: [], inReplyTo: bounce.messageIds, references: [] };
  return findThread(deps, returned, bounce.returnedAddresses);
}

/** Whether the notice returns this message of ours; its Message-ID is told by what stands before the @. */
export function returnsMessage(bounce: BounceNotice, messageId: Id<'message'>): boolean {
  const own = makeMessageId(messageId, '@').slice(0, -1);
  return bounce.messageIds.some((each) => each.toLowerCase().startsWith(own));
}
