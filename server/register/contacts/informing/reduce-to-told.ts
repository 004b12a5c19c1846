import type { Id } from '../../../base/new-id.ts';
import type { Tx } from '../../../storage/database.ts';

export interface ReducedPeriod {
  readonly delete_after: Date;
  readonly delete_rule: string;
  readonly declaration_version: number;
}

/**
 * A conversation that becomes another person's is held for what they were told, and no longer: what the one before was
 * told says nothing about them. Within the caller's transaction, before the row is written.
 * @returns its period, where that becomes shorter
 */
export async function reduceToTold(
  tx: Tx,
  contact: Id,
  person: Id,
  timeZone: string,
): Promise<ReducedPeriod | undefined> {
  tx.send(
    `UPDATE register.contact c SET purposes = ARRAY(SELECT unnest(c.purposes) INTERSECT
       SELECT purpose FROM declaration.serves s WHERE s.category = 'messages' AND (s.version = c.collected_under
         OR s.version IN (SELECT version FROM register.person_informed WHERE person_id = $2)) ORDER BY 1)
     WHERE c.id = $1`,
    [contact, person],
  );
  const [reduced] = await tx.query<ReducedPeriod>(
    `SELECT least(c.delete_after, declaration.due(
         CASE base.runs_from WHEN 'arrival' THEN c.opened_at ELSE coalesce(c.closed_at, c.last_at) END, base.months, $3)) AS delete_after,
       base.rule AS delete_rule, base.version AS declaration_version
     FROM register.contact c JOIN declaration.term held ON held.version = c.declaration_version AND held.unit = 'contact'
       JOIN declaration.term base ON base.version = c.collected_under AND base.unit = 'contact'
     WHERE c.id = $1 AND held.months > base.months AND NOT EXISTS (
       SELECT FROM register.person_informed i JOIN declaration.term t ON t.version = i.version AND t.unit = 'contact'
       WHERE i.person_id = $2 AND t.months >= held.months)`,
    [contact, person, timeZone],
  );
  return reduced;
}
