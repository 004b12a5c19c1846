import type { Db } from '../../storage/database.ts';
import { readMailboxRows } from './mail-store.ts';

export interface MailboxLook {
  readonly mailbox: string;
  /** When mail last came, of what is still held. */
  readonly lastMailAt: Date | null;
  /** Mails kept and not yet made into contacts. */
  readonly waiting: number;
}

/** How each mailbox does, by what is stored: times and counts, of no mail in particular. */
export async function lookAtMailboxes(
  db: Db,
  mailboxes: readonly string[],
): Promise<ReadonlyMap<string, MailboxLook>> {
  const rows = await readMailboxRows(db, mailboxes);
  return new Map(
    rows.map(({ mailbox, last_at: lastMailAt, waiting }) => [mailbox, { mailbox, lastMailAt, waiting }]),
  );
}
