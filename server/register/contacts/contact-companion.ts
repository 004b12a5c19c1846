import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';

/** What goes with a contact but stands in another room (its raw mail). */
export interface ContactCompanion {
  unitsOf(tx: Tx, contacts: readonly Id[]): Promise<readonly Id[]>;
  remove(tx: Tx, contacts: readonly Id[]): Promise<readonly Id<'blob'>[]>;
  /** Some of them: a mail as it came still has what was taken out of its message. */
  removeMails(tx: Tx, mails: readonly Id[]): Promise<readonly Id<'blob'>[]>;
}
