import type { Id } from '../../base/new-id.ts';
import type { Removed, ResealingTools } from '../../safeguards/retention/holding.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactCompanion } from './contact-companion.ts';
import { movedCategories } from './contact-parts.ts';
import { lockContact, updateContact } from './contacts-store.ts';
import { removeGroundlessParts } from './grounds-store.ts';
import { resealContact } from './reseal-contact.ts';
import { forgetTexts } from './search/index-text.ts';

/** Takes out of a conversation what has lost its ground, and seals the rest anew. The caller holds its row. */
export async function removeFromContact(
  tx: Tx,
  tools: ResealingTools,
  companions: readonly ContactCompanion[],
  id: Id,
): Promise<Removed & { readonly units: readonly Id[] }> {
  const contactId = id as Id<'contact'>;
  const row = (await lockContact(tx, contactId))!;
  const grant = tools.access.systemGrant('reseal', { units: [id], categories: movedCategories });
  const old = await tools.vault.change(tx, grant, 'change', { details: { change: 'ground-ended' } });
  const { texts, files, blobs, mails } = await removeGroundlessParts(tx, contactId);
  forgetTexts(tx, contactId, texts);
  const left = await resealContact(tools, tx, grant, old, row);
  await updateContact(tx, { ...left.row, files: row.files - files });
  const raw: Id<'blob'>[] = [];
  for (const companion of companions) raw.push(...(await companion.removeMails(tx, mails)));
  return { blobs: [...blobs, ...raw], units: mails };
}
