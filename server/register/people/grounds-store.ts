import type { Id } from '../../base/new-id.ts';
import { rowHasGround } from '../../safeguards/declaration/ground.ts';
import type { GroundlessUnit } from '../../safeguards/retention/holding.ts';
import type { Db, Tx } from '../../storage/database.ts';

/** People with fields that lost their ground; whoever has nothing else and no contact goes whole. */
export function lockGroundlessPeople(tx: Tx, after: Id, most: number): Promise<GroundlessUnit[]> {
  return tx.query(
    `SELECT p.id, lost.values, lost.categories,
       lost.values = (SELECT count(*) FROM register.person_field f WHERE f.person_id = p.id)
         AND NOT EXISTS (SELECT FROM register.contact c WHERE c.person_id = p.id) AS whole
     FROM register.person p, LATERAL (
       SELECT count(*) AS values, array_agg(DISTINCT f.category) AS categories
       FROM register.person_field f WHERE f.person_id = p.id AND NOT ${rowHasGround('f')}) lost
     WHERE p.id > $1 AND p.state = 'active' AND lost.values > 0 ORDER BY p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED`,
    [after, most],
  );
}

/** Whoever is left with nothing by which they could be known goes with their last contact. */
export async function removeGroundlessFields(tx: Tx, person: Id): Promise<void> {
  tx.send(
    `WITH lost AS (SELECT id FROM register.person_field f WHERE person_id = $1 AND NOT ${rowHasGround('f')}),
       found_by AS (DELETE FROM register.identifier WHERE person_id = $1 AND field_id IN (SELECT id FROM lost)),
       nearly AS (DELETE FROM register.identifier_variant WHERE person_id = $1 AND field_id IN (SELECT id FROM lost))
     DELETE FROM register.person_field WHERE person_id = $1 AND id IN (SELECT id FROM lost)`,
    [person],
  );
  await tx.query(
    `UPDATE register.person SET version = version + 1, provisional = provisional
       OR NOT EXISTS (SELECT FROM register.person_field WHERE person_id = $1) WHERE id = $1`,
    [person],
  );
}

export function resealField(tx: Tx, person: Id, field: Id, sealed: Buffer): void {
  tx.send('UPDATE register.person_field SET value_sealed = $3 WHERE person_id = $1 AND id = $2', [
    person,
    field,
    sealed,
  ]);
}

/** The version in force when the person came to be held. */
export async function readCollectedUnder(db: Db, id: Id): Promise<number> {
  const [row] = await db.query<{ version: number }>(
    'SELECT collected_under AS version FROM register.person WHERE id = $1',
    [id],
  );
  return row?.version ?? 1;
}
