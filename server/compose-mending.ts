import { autoReplyIndex } from './channels/email/auto-reply-index.ts';
import type { Logger } from './base/logger.ts';
import { forgetIndex } from './register/contacts/search/rebuild-index.ts';
import { searchIndex } from './register/contacts/search/turn-search-index.ts';
import { peopleIndexes } from './register/people/people-indexes.ts';
import { remakePeopleIndex } from './register/people/remake-people-index.ts';
import type { Access } from './safeguards/access/authorize.ts';
import { remakeStaffIndex } from './safeguards/access/remake-staff-index.ts';
import { attemptsIndex, extensionsIndex, userNamesIndex } from './safeguards/access/staff-indexes.ts';
import type { BlindIndex } from './safeguards/vault/blind-index.ts';
import type { IndexedTable } from './safeguards/vault/indexed-table.ts';
import { liveGenerations } from './safeguards/vault/turn-index.ts';
import type { Vault } from './safeguards/vault/vault.ts';
import type { Database } from './storage/database.ts';

/**
 * Before anything is served: a register that was put back from an older copy has digests under a cover that is gone. Made
 * anew from what is sealed, or forgotten where nothing is lost by it. Costs a few milliseconds where there is nothing to mend.
 */
export async function mendIndexes(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  blindIndex: BlindIndex;
  log: Logger;
}): Promise<void> {
  const { db, log } = deps;
  const live = await liveGenerations(db);
  const isLost = (table: IndexedTable) => table.hasOutside(db, live[0]!, live.at(-1)!);
  const found = await Promise.all(peopleIndexes.map(isLost));
  if (found.includes(true)) {
    const people = await remakePeopleIndex(deps);
    log.warn({ people }, 'what people are found by was under a cover that is gone, and is made anew');
  }
  if ((await isLost(userNamesIndex)) || (await isLost(extensionsIndex))) {
    await remakeStaffIndex({ ...deps, index: deps.blindIndex });
    log.warn({}, 'user names and extensions were under a cover that is gone, and are made anew');
  }
  if (await isLost(searchIndex)) {
    await forgetIndex(db);
    log.warn({}, 'the index of texts was under a cover that is gone, and is made anew');
  }
  for (const table of [attemptsIndex, autoReplyIndex])
    if (await isLost(table)) await table.forgetOutside(db, live[0]!, live.at(-1)!);
}
