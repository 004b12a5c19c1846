import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { Act, Declaration } from '../declaration/declaration.ts';
import type { CalendarDay } from './calendar-day.ts';

/**
 * Who may do the act in the queue today: active, bound by the undertaking in force, and holding a task that
 * reaches it. Sorted by id. For sharing work out; never instead of `authorize`.
 */
export async function staffReaching(
  db: Db,
  declaration: Declaration,
  reach: { readonly act: Act; readonly queue: string; readonly today: CalendarDay },
): Promise<Id<'staff'>[]> {
  const tasks = Object.entries(declaration.tasks)
    .filter(([, task]) => task.acts.includes(reach.act) && task.queues.includes(reach.queue))
    .map(([key]) => key);
  const rows = await db.query<{ id: Id<'staff'> }>(
    `SELECT m.id FROM staff.member m WHERE m.state = 'active'
       AND EXISTS (SELECT 1 FROM staff.task_grant g WHERE g.staff_id = m.id AND g.task = ANY ($1)
                   AND g.revoked_at IS NULL AND g.until >= $2::date)
       AND EXISTS (SELECT 1 FROM staff.undertaking_acceptance a WHERE a.staff_id = m.id AND a.version = $3)
     ORDER BY m.id`,
    [tasks, reach.today, declaration.undertaking.version],
  );
  return rows.map(({ id }) => id);
}
