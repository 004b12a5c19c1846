import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';

/** A contact begins with its oldest message, also where that one is brought last. */
export function noteOlder(tx: Tx, contact: Id<'contact'>, at: Date): void {
  tx.send('UPDATE register.contact SET opened_at = least(opened_at, $2) WHERE id = $1', [contact, at]);
}
