import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Tx } from '../../storage/database.ts';
import { cardColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { moveParts } from './move-parts.ts';

/**
 * Gives a contact a fresh key and seals all that it holds anew under it, in the caller's transaction. The old key goes
 * with that, and so does whatever it had sealed: what left the contact before, in dead rows, in the write-ahead log and
 * in old copies. The caller holds the contact's row.
 * @param old opens the contact as it is, and every category of it
 * @param subject the log pseudonym of the person it is now about; left out: the same
 * @returns the row with its card sealed anew, and what opens and seals from now on
 */
export async function resealContact(
  deps: Pick<ContactsDeps, 'vault'> & { readonly blobs: Blobs },
  tx: Tx,
  grant: Grant,
  old: Sealer,
  row: ContactRow,
  subject?: string,
): Promise<{ sealer: Sealer; row: ContactRow }> {
  const { id } = row;
  const card = old.open(cardColumn, cardColumn.at(id, id, row.card_sealed));
  const sealer = await deps.vault.replaceKey(tx, grant, id, subject);
  await moveParts(deps, tx, { from: id, opener: old, to: id, sealer });
  return { sealer, row: { ...row, card_sealed: sealer.seal(cardColumn, id, id, card) } };
}
