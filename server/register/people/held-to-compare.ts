import type { Id } from '../../base/new-id.ts';
import { rowHasGround } from '../../safeguards/declaration/ground.ts';
import type { Db } from '../../storage/database.ts';
import { type FieldRow, readFields } from './people-store.ts';

/** Digests of a person's identifiers of a kind, of verified values alone: what an unknown caller said identifies nobody. */
export async function readDigests(db: Db, person: Id, kind: string): Promise<Buffer[]> {
  const rows = await db.query<{ digest: Buffer }>(
    `SELECT i.digest FROM register.identifier i JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id
     WHERE i.person_id = $1 AND i.kind = $2 AND f.verified AND ${rowHasGround('f')}`,
    [person, kind],
  );
  return rows.map(({ digest }) => digest);
}

export function readValues(db: Db, person: Id, categories: readonly string[]): Promise<FieldRow[]> {
  return readFields(db, [person], categories);
}
