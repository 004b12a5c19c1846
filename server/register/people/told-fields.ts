import type { Id } from '../../base/new-id.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { type FieldRow, readFields, readPerson } from './people-store.ts';
import { valueColumn } from './person-columns.ts';

export interface SealedTold {
  readonly personId: Id<'person'>;
  /** GDPR Art. 18: stored, and nothing else. */
  readonly restricted: boolean;
  readonly fields: readonly FieldRow[];
}

/** Of a person what a recipient may be told for a purpose: only what was collected for it. */
export async function readToldFields(
  db: Db,
  personId: Id<'person'>,
  asked: { categories: readonly string[]; purpose: string },
): Promise<SealedTold> {
  const [row, fields] = await Promise.all([
    readPerson(db, personId),
    readFields(db, [personId], asked.categories),
  ]);
  return {
    personId,
    restricted: row?.state !== 'active',
    fields: fields.filter((field) => field.purposes.includes(asked.purpose)),
  };
}

/** @returns the values by category, those asked for and not known left out */
export function openToldFields(
  opener: Opener,
  { personId, fields }: SealedTold,
): Readonly<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const field of fields) {
    const column = valueColumn(field.category);
    (told[field.category] ??= []).push(
      opener.open(column, column.at(personId, field.id, field.value_sealed)),
    );
  }
  return told;
}
