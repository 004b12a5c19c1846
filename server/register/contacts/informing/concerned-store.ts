import type { Id } from '../../../base/new-id.ts';
import type { Tx } from '../../../storage/database.ts';
import type { Informed } from '../../people/informed.ts';
import { hasAddress } from './affected-store.ts';

export type ToldOfIncident = Omit<Informed, 'version'>;

/**
 * A letter for each person on the list of an incident who has not been told; asked again, for those who have none yet.
 * Whose processing is restricted is told otherwise than by the machine: nothing of theirs is opened by it.
 */
export async function listConcerned(tx: Tx, incident: Id<'incident'>, round: Id<'round'>): Promise<void> {
  await tx.query(
    `WITH affected AS (
       SELECT i.person_id AS id, p.state FROM register.incident_person i JOIN register.person p ON p.id = i.person_id
       WHERE i.incident_id = $1 AND i.state = 'in' AND i.told_at IS NULL
     ) INSERT INTO register.inform_letter (round_id, person_id, state)
     SELECT $2, id, CASE WHEN affected.state = 'active' AND ${hasAddress} THEN 'waiting' ELSE 'unreachable' END
     FROM affected ON CONFLICT DO NOTHING`,
    [incident, round],
  );
}

/** @returns false when they had been told, or are not on the list */
export async function setConcernedTold(
  tx: Tx,
  incident: Id<'incident'>,
  person: Id,
  told: ToldOfIncident,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE register.incident_person SET told_at = $3, told_way = $4, told_by = $5
     WHERE incident_id = $1 AND person_id = $2 AND state = 'in' AND told_at IS NULL RETURNING 1`,
    [incident, person, told.at, told.way, told.by],
  );
  return rows.length > 0;
}
