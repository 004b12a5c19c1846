import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { maskedCodeColumn } from './contact-columns.ts';
import type { Db } from '../../storage/database.ts';
import type { ContactsDeps } from './contacts.ts';
import { readMask } from './messages-store.ts';

/** An identity code that a customer wrote, for what may be asked of it; shown to nobody. @throws Refusal 'not-found' */
export async function openMaskedCode(
  deps: Pick<ContactsDeps, 'db' | 'vault'>,
  grant: Grant,
  contactId: Id<'contact'>,
  maskId: Id<'mask'>,
): Promise<string> {
  return rereadReplaced(() =>
    deps.vault.open(
      grant,
      'match',
      () => mustBeMasked(deps.db, contactId, maskId),
      (opener, mask) =>
        opener.open(maskedCodeColumn, maskedCodeColumn.at(contactId, maskId, mask.code_sealed)),
      { item: maskId },
    ),
  );
}

/** @throws Refusal 'not-found' */
export async function mustBeMasked(db: Db, contactId: Id<'contact'>, maskId: Id<'mask'>) {
  const mask = await readMask(db, contactId, maskId);
  if (mask === undefined) throw new Refusal('not-found', { what: 'mask' });
  return mask;
}
