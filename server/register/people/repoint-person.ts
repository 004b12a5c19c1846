import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Db } from '../../storage/database.ts';
import { countToRepoint, crossOff, lockToRepoint } from './merging-store.ts';
import { readPerson } from './people-store.ts';

const batchSize = 100;

/**
 * Lets the log name the kept person for the contacts that came from a merging: each batch is a transaction and crosses off
 * what it did, so it may be killed anywhere and run again. Pages and searches show the contacts meanwhile.
 * @returns how many were changed
 */
export async function repointPersonContacts(
  deps: {
    db: Database;
    vault: Vault;
    access: Access;
    /** What hangs on these contacts under keys of its own. */
    companionsOf(db: Db, contacts: readonly Id[]): Promise<readonly Id[]>;
  },
  personId: Id<'person'>,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const taken = await deps.db.transaction(async (tx) => {
      const rows = await lockToRepoint(tx, personId, batchSize);
      if (rows.length === 0 || (await readPerson(tx, personId)) === undefined) return 0;
      const contacts = rows.filter((row) => row.still).map((row) => row.contact_id);
      const units = [...contacts, ...(await deps.companionsOf(tx, contacts))];
      const grant = deps.access.systemGrant('reseal', { units: [personId, ...units], categories: [] });
      const sealer = await deps.vault.change(tx, grant, 'change', {
        details: { change: 'repointed', count: units.length },
      });
      await deps.vault.changeSubject(tx, grant, units, sealer.subjectOf(personId));
      crossOff(
        tx,
        rows.map((row) => row.contact_id),
      );
      changed += contacts.length;
      return rows.length;
    });
    if (taken === 0) return changed;
  }
}

/** How many contacts of a merging the job has still before it. */
export function countUnpointed(deps: { db: Database }, personId: Id<'person'>): Promise<number> {
  return countToRepoint(deps.db, personId);
}
