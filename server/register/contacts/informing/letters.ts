import type { BlindIndex } from '../../../safeguards/vault/blind-index.ts';
import type { Tx } from '../../../storage/database.ts';
import { setReturned } from './letters-store.ts';

export {
  type LetterCounts,
  readNextDue,
  readRound,
  type RoundOf,
  type RoundRow,
  setDigest,
  setLetter,
  takeLetter,
} from './letters-store.ts';

/** A letter of a round that came back does not count. @returns whether the notice was about one */
export function noteReturnedLetter(
  deps: { blindIndex: BlindIndex },
  tx: Tx,
  notice: { readonly messageIds: readonly string[]; readonly code: string },
): Promise<boolean> {
  const digests = notice.messageIds.map((id) => deps.blindIndex.lastingDigest('message-id', id));
  return digests.length === 0 ? Promise.resolve(false) : setReturned(tx, digests, notice.code);
}
