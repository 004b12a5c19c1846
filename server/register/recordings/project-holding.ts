import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { populationColumn, projectColumn, scoresColumn } from './recording-columns.ts';

/** Quality projects with their drawings and figures: about no customer, each under a key of its own, and gone when no recording could be kept for them any more. */
export const projectHolding: Holding = {
  kind: 'recording',
  places: [projectColumn, populationColumn, scoresColumn],
  lockDue: (tx, at, most, after) =>
    tx.query(
      `SELECT p.id, p.delete_rule AS rule, p.delete_after AS due FROM register.quality_project p
       WHERE p.delete_after <= $1 AND (p.delete_after, p.id) > ($3, $4)
         AND NOT EXISTS (SELECT FROM register.recording_extension x WHERE x.project_id = p.id)
       ORDER BY p.delete_after, p.id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [at, most, after.due, after.id],
    ),
  lockOfPerson: () => Promise.resolve({ ids: [], more: false }),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    await tx.query('DELETE FROM register.recording_extension WHERE project_id = ANY ($1)', [ids]);
    await tx.query('DELETE FROM register.quality_project WHERE id = ANY ($1)', [ids]);
    return { blobs: [] };
  },
  namesBlobs: () => Promise.resolve([]),
  countValues: () => Promise.resolve([]),
  lockGroundless: () => Promise.resolve([]),
  removeGroundless: () => Promise.resolve({ blobs: [], units: [] }),
  // Its end is counted from its own, not from a call: a shorter period changes no project.
  shorten: () => Promise.resolve(0),
  foresee: () => Promise.resolve({ kind: 'recording', earlier: 0, later: 0, dueAtOnce: 0 }),
  listUnits: (db, after, most) =>
    db.query(
      `SELECT id, NULL AS blob, substring(account_sealed FROM 1 FOR 2) AS head FROM register.quality_project
       WHERE id > $1 ORDER BY id LIMIT $2`,
      [after, most],
    ),
  count: keepTerm('recording', { table: 'register.quality_project', moments: {} }).count,
};
