import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { readCollectedUnder } from './grounds-store.ts';
import { readFields, readPerson } from './people-store.ts';
import { valueColumn } from './person-columns.ts';

/** Where a person is told by mail, and how. */
export interface Addressee {
  readonly address: string;
  readonly language: Language | null;
  /** The version whose notice they had when they came. */
  readonly collectedUnder: number;
}

/** The address of a person that the house may write to: a verified one before another, the newest first; undefined when there is none. */
export async function openAddressToTell(
  deps: { db: Db; vault: Vault; access: Access },
  personId: Id<'person'>,
): Promise<Addressee | undefined> {
  const person = await readPerson(deps.db, personId);
  if (person?.state !== 'active') return undefined;
  const column = valueColumn('emailAddress');
  const grant = deps.access.systemGrant('send', { units: [personId], categories: ['emailAddress'] });
  const address = await rereadReplaced(() =>
    deps.vault.open(
      grant,
      'view',
      () => readFields(deps.db, [personId], ['emailAddress']),
      (opener, fields) => {
        if (!opener.holds(personId)) return undefined;
        const usable = fields.filter((field) => field.undeliverable_since === null);
        const chosen = usable.findLast((field) => field.verified) ?? usable.at(-1);
        return chosen && opener.open(column, column.at(personId, chosen.id, chosen.value_sealed));
      },
    ),
  );
  if (address === undefined) return undefined;
  const collectedUnder = await readCollectedUnder(deps.db, personId);
  return { address, language: person.language, collectedUnder };
}
