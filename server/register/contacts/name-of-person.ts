import type { Id } from '../../base/new-id.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { openPersonBrief, readPersonBrief } from '../people/person-brief.ts';

/** What a list card calls a person: the name, else an address, else nothing. */
export async function nameOfPerson(db: Db, opener: Opener, personId: Id<'person'>): Promise<string> {
  const brief = openPersonBrief(opener, await readPersonBrief(db, personId, ['name', 'emailAddress']));
  return brief.name ?? brief.emailAddresses[0] ?? '';
}
