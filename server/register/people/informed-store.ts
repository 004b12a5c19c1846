import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';

/** How somebody was told: by a letter of a round, or otherwise by a colleague. */
export const otherWays = ['letter', 'phone', 'reply'] as const;
export type OtherWay = (typeof otherWays)[number];

export interface Informed {
  readonly version: number;
  readonly at: Date;
  readonly way: OtherWay | 'mail';
  readonly by: Id<'staff'> | null;
}

export function readInformed(db: Db, person: Id): Promise<Informed[]> {
  return db.query<Informed>(
    'SELECT version, at, way, by FROM register.person_informed WHERE person_id = $1 ORDER BY version DESC',
    [person],
  );
}

/** @returns false when they had been told of it */
export async function insertInformed(tx: Tx, person: Id, row: Informed): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO register.person_informed (person_id, version, at, way, by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [person, row.version, row.at, row.way, row.by],
  );
  return rows.length > 0;
}

/** What a person has one of: told of a version, a letter of a round, a place on the list of an incident. */
const ownedOnce = [
  ['person_informed', 'version'],
  ['inform_letter', 'round_id'],
  ['incident_person', 'incident_id'],
] as const;

/** One person now: what either was told, they were told; a letter under way to either stays theirs. */
export function moveInformed(tx: Tx, from: Id, to: Id): void {
  // Left out as one of the two and not as the other, they are not left out.
  tx.send(
    `UPDATE register.incident_person b SET state = 'in' FROM register.incident_person a
     WHERE a.person_id = $1 AND a.state = 'in' AND b.person_id = $2 AND b.incident_id = a.incident_id`,
    [from, to],
  );
  for (const [table, key] of ownedOnce) {
    tx.send(
      `UPDATE register.${table} a SET person_id = $2 WHERE person_id = $1
         AND NOT EXISTS (SELECT FROM register.${table} b WHERE b.person_id = $2 AND b.${key} = a.${key})`,
      [from, to],
    );
    tx.send(`DELETE FROM register.${table} WHERE person_id = $1`, [from]);
  }
}

export async function removeInformed(tx: Tx, people: readonly Id[]): Promise<void> {
  await tx.query('DELETE FROM register.person_informed WHERE person_id = ANY ($1)', [people]);
  await tx.query('DELETE FROM register.inform_letter WHERE person_id = ANY ($1)', [people]);
  // Whom an incident concerned is forgotten with them; that there was somebody is not.
  await tx.query(
    `WITH gone AS (DELETE FROM register.incident_person WHERE person_id = ANY ($1) RETURNING incident_id, state)
     UPDATE register.incident i SET erased = i.erased + n FROM
       (SELECT incident_id, count(*) AS n FROM gone WHERE state = 'in' GROUP BY 1) g WHERE i.id = g.incident_id`,
    [people],
  );
}
