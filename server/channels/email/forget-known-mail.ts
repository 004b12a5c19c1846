import type { Clock } from '../../base/clock.ts';
import type { Database } from '../../storage/database.ts';
import { forgetKnown } from './mail-store.ts';

/** Longer than any mail server keeps trying, and than a mailbox is out of reach without anybody minding. */
const knownForDays = 400;

/**
 * Forgets the digests by which a mail is known again, once they are over 400 days old and the mail itself is gone. Such
 * mail must not come back: no mail server hands it over after so long; in a mailbox its UID is below the
 * cursor; and when a mailbox must be read anew, what reached it before the newest forgotten digest is left there.
 * @returns how many were forgotten
 */
export function forgetKnownMail(deps: { db: Database; clock: Clock }): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - knownForDays * 86_400_000);
  return deps.db.transaction((tx) => forgetKnown(tx, before));
}
