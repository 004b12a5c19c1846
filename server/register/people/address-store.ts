import type { Id } from '../../base/new-id.ts';
import { rowHasGround } from '../../safeguards/declaration/ground.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { Digests } from '../../safeguards/vault/blind-index.ts';

export interface IdentifierOwner {
  readonly person_id: Id<'person'>;
  readonly field_id: Id<'field'>;
  readonly verified: boolean;
  readonly undeliverable: boolean;
}

/** Whose an identifier is, by which field, and whether it is verified. */
export async function readOwner(
  db: Db,
  kind: string,
  digests: Digests,
): Promise<IdentifierOwner | undefined> {
  const [row] = await db.query<IdentifierOwner>(
    `SELECT i.person_id, i.field_id, f.verified, f.undeliverable_since IS NOT NULL AS undeliverable
     FROM register.identifier i JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id
     WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) AND ${rowHasGround('f')}`,
    [kind, digests],
  );
  return row;
}

/** What is verified stays so. */
export function setReached(tx: Tx, kind: string, digests: Digests, confirmed: boolean): void {
  tx.send(
    `UPDATE register.person_field f SET verified = f.verified OR $3::boolean, undeliverable_since = NULL
     FROM register.identifier i WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) AND f.person_id = i.person_id AND f.id = i.field_id
       AND (f.undeliverable_since IS NOT NULL OR ($3::boolean AND NOT f.verified))`,
    [kind, digests, confirmed],
  );
}

/** What is on file is confirmed by whoever it is about. */
export function setVerified(tx: Tx, person: Id, field: Id): void {
  tx.send('UPDATE register.person_field SET verified = true WHERE person_id = $1 AND id = $2', [
    person,
    field,
  ]);
}

export function setUndeliverable(tx: Tx, kind: string, digests: Digests, since: Date): void {
  tx.send(
    `UPDATE register.person_field f SET undeliverable_since = coalesce(f.undeliverable_since, $3)
     FROM register.identifier i WHERE i.kind = $1 AND i.digest = ANY ($2::bytea[]) AND f.person_id = i.person_id AND f.id = i.field_id`,
    [kind, digests, since],
  );
}
