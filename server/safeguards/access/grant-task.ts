import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import { addMonths, type CalendarDay, dayOf, isCalendarDay } from './calendar-day.ts';
import type { RightsReader } from './read-rights.ts';

export const longestTaskMonths = 24;

export interface TaskGrants {
  /**
   * Gives a colleague a declared task to the end of a day. One they hold already ends now and begins anew.
   * @param given.until the last day, `YYYY-MM-DD` in the register's time zone, today to two years on
   * @throws Refusal as `authorize` (act 'grant-tasks'), 'task-of-own', 'task-not-declared', 'not-found' (no such
   *   colleague, or closed), 'invalid-input' (field `until`)
   */
  grant(
    actor: StaffActor,
    given: { staffId: Id<'staff'>; task: string; until: CalendarDay },
  ): Promise<{ grantId: Id<'task-grant'> }>;
  /** Takes effect at once, in every process within a second. @throws Refusal as `authorize`, 'not-found', 'already-done' */
  revoke(actor: StaffActor, grantId: Id<'task-grant'>): Promise<void>;
}

export function createTaskGrants(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  rights: RightsReader;
  clock: Clock;
  current(): PublishedDeclaration;
}): TaskGrants {
  const { db, vault, access, clock } = deps;

  return {
    async grant(actor, { staffId, task, until }) {
      const ask = { act: 'grant-tasks', units: [staffId] } as const;
      const grant = await access.authorize(actor, ask);
      if (staffId === actor.staffId) return access.refuse(actor, ask, 'task-of-own');
      const { declaration } = deps.current();
      if (!Object.hasOwn(declaration.tasks, task)) return access.refuse(actor, ask, 'task-not-declared');
      const now = clock.now();
      const today = dayOf(now, declaration.register.timeZone);
      const last = addMonths(today, longestTaskMonths);
      if (!isCalendarDay(until) || until < today || until > last) {
        throw new Refusal('invalid-input', { field: 'until', first: today, last });
      }
      const grantId = newId<'task-grant'>(now);
      await db.transaction(async (tx) => {
        // The lock lets two granters of the same task take turns, and none grant to an account being closed.
        const [member] = await tx.query(
          `SELECT id FROM staff.member WHERE id = $1 AND state = 'active' FOR UPDATE`,
          [staffId],
        );
        if (member === undefined) throw new Refusal('not-found');
        await tx.query(
          `UPDATE staff.task_grant SET revoked_at = $3, revoked_by = $4
           WHERE staff_id = $1 AND task = $2 AND revoked_at IS NULL AND until >= $5::date`,
          [staffId, task, now, actor.staffId, today],
        );
        await tx.query(
          `INSERT INTO staff.task_grant (id, staff_id, task, granted_by, granted_at, until) VALUES ($1, $2, $3, $4, $5, $6)`,
          [grantId, staffId, task, actor.staffId, now, until],
        );
        await vault.change(tx, grant, 'grant-task', {
          details: { grantedTask: task, staff: staffId, endsOn: until },
        });
        tx.afterCommit(() => deps.rights.changed(staffId));
      });
      return { grantId };
    },

    async revoke(actor, grantId) {
      const [row] = await db.query<{ staff_id: Id<'staff'>; task: string }>(
        'SELECT staff_id, task FROM staff.task_grant WHERE id = $1',
        [grantId],
      );
      const grant = await access.authorize(actor, {
        act: 'grant-tasks',
        units: row === undefined ? [] : [row.staff_id],
      });
      if (row === undefined) throw new Refusal('not-found');
      await db.transaction(async (tx) => {
        const revoked = await tx.query(
          'UPDATE staff.task_grant SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
          [grantId, clock.now(), actor.staffId],
        );
        if (revoked.length === 0) throw new Refusal('already-done');
        await vault.change(tx, grant, 'revoke-task', {
          details: { grantedTask: row.task, staff: row.staff_id },
        });
        tx.afterCommit(() => deps.rights.changed(row.staff_id));
      });
    },
  };
}
