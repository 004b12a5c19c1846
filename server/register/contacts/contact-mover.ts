import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';

/** What goes along with a contact but stands in another room (its raw mail). */
export interface ContactMover {
  moveContact(tx: Tx, from: Id<'contact'>, to: Id<'contact'>): void;
  moveMails(tx: Tx, mails: readonly Id<'mail'>[], to: Id<'contact'>): void;
  moveCalls?(tx: Tx, calls: readonly Id<'call'>[], to: Id<'contact'>): void;
  /** What of it has a key of its own by which the log names the person. */
  subjectsOf?(tx: Tx, contact: Id<'contact'>): Promise<readonly Id[]>;
}
