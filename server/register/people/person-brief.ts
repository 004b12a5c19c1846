import type { Id } from '../../base/new-id.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { type FieldRow, type PersonRow, readFields, readPerson } from './people-store.ts';
import { valueColumn } from './person-columns.ts';

/** Who a contact is from, as its head shows it. */
export interface PersonBrief {
  readonly personId: Id<'person'>;
  readonly provisional: boolean;
  readonly name: string | null;
  readonly emailAddresses: readonly string[];
  /** Those of them that mail comes back from. */
  readonly undeliverable: readonly string[];
}

export interface SealedBrief {
  readonly row: PersonRow | undefined;
  readonly personId: Id<'person'>;
  readonly fields: readonly FieldRow[];
}

export async function readPersonBrief(
  db: Db,
  personId: Id<'person'>,
  categories: readonly string[],
): Promise<SealedBrief> {
  const wanted = ['name', 'emailAddress'].filter((category) => categories.includes(category));
  const [row, fields] = await Promise.all([readPerson(db, personId), readFields(db, [personId], wanted)]);
  return { row, personId, fields };
}

export function openPersonBrief(opener: Opener, sealed: SealedBrief): PersonBrief {
  const { personId } = sealed;
  const values = (category: string, which: (field: FieldRow) => boolean = () => true) => {
    if (!opener.holds(personId)) return [];
    const column = valueColumn(category);
    return sealed.fields
      .filter((field) => field.category === category && which(field))
      .map((field) => opener.open(column, column.at(personId, field.id, field.value_sealed)));
  };
  return {
    personId,
    provisional: sealed.row?.provisional ?? true,
    name: values('name').at(-1) ?? null,
    emailAddresses: values('emailAddress'),
    undeliverable: values('emailAddress', (field) => field.undeliverable_since !== null),
  };
}
