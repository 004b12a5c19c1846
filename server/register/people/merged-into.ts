import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { readForwardsTo } from './merging-store.ts';

/** The ids that a person had besides their own: of those who were merged into them. */
export async function readMergedInto(
  { db }: { readonly db: Db },
  personId: Id<'person'>,
): Promise<Id<'person'>[]> {
  return (await readForwardsTo(db, personId)).map(({ old_id }) => old_id);
}
