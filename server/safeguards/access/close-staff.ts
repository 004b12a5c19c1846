import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import { deleteAfter, periodFor } from '../declaration/period-for.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import type { RightsReader } from './read-rights.ts';
import { endSessions } from './sessions.ts';
import type { StaffDirectory } from './staff-directory.ts';

export interface StaffClosing {
  /**
   * Someone leaves: sessions, tasks, links and password end at once; the name is kept for the declared
   * period, so that the access log can still be read, and then erased.
   * @throws Refusal as `authorize` (act 'manage-staff'), 'task-of-own' (nobody closes their own account),
   *   'not-found', 'already-done', 'declaration-invalid' when no period is declared for staff
   */
  close(actor: StaffActor, staffId: Id<'staff'>): Promise<void>;
  /** Erases the names of those whose period has ended. For the sweep; repeat until 0. @returns how many */
  eraseDue(most: number): Promise<number>;
}

export function createStaffClosing(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  rights: RightsReader;
  directory: Pick<StaffDirectory, 'changed'>;
  clock: Clock;
  /** What other rooms keep under a member's unit goes with it. */
  alsoErase?(tx: Tx, staff: readonly Id<'staff'>[]): Promise<void>;
  current(): PublishedDeclaration;
}): StaffClosing {
  const { db, vault, access, clock } = deps;

  return {
    async close(actor, staffId) {
      const ask = { act: 'manage-staff', units: [staffId] } as const;
      const grant = await access.authorize(actor, ask);
      if (staffId === actor.staffId) return access.refuse(actor, ask, 'task-of-own');
      const { declaration, version } = deps.current();
      const found = periodFor(declaration, 'staff');
      if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'periods.staff' });
      const { rule, period } = found;
      const now = clock.now();
      const goneBy = deleteAfter(period, now, declaration.register.timeZone);
      await db.transaction(async (tx) => {
        const [member] = await tx.query<{ state: string }>(
          'SELECT state FROM staff.member WHERE id = $1 FOR UPDATE',
          [staffId],
        );
        if (member === undefined) throw new Refusal('not-found');
        if (member.state !== 'active') throw new Refusal('already-done');
        await tx.query(
          `UPDATE staff.member SET state = 'closed', password_sealed = NULL, closed_at = $2, delete_after = $3, delete_rule = $4,
             declaration_version = $5 WHERE id = $1`,
          [staffId, now, goneBy, rule, version],
        );
        await endSessions(tx, staffId);
        await tx.query('DELETE FROM staff.extension WHERE staff_id = $1', [staffId]);
        await tx.query(
          'UPDATE staff.access_token SET revoked_at = $2, revoked_by = $3 WHERE staff_id = $1 AND revoked_at IS NULL',
          [staffId, now, actor.staffId],
        );
        await tx.query(
          'UPDATE staff.link SET expires_at = $2 WHERE staff_id = $1 AND used_at IS NULL AND expires_at > $2',
          [staffId, now],
        );
        await vault.change(tx, grant, 'administer', {
          details: { change: 'close-staff', staff: staffId, rule },
        });
        const ended = await tx.query<{ task: string }>(
          'UPDATE staff.task_grant SET revoked_at = $2, revoked_by = $3 WHERE staff_id = $1 AND revoked_at IS NULL RETURNING task',
          [staffId, now, actor.staffId],
        );
        for (const { task } of ended) {
          await vault.change(tx, grant, 'revoke-task', { details: { grantedTask: task, staff: staffId } });
        }
        tx.afterCommit(() => {
          deps.rights.changed(staffId);
          deps.directory.changed();
        });
      });
    },

    async eraseDue(most) {
      return db.transaction(async (tx) => {
        const due = await tx.query<{ id: Id<'staff'>; delete_rule: string }>(
          `SELECT id, delete_rule FROM staff.member WHERE state = 'closed' AND delete_after <= $1
           ORDER BY delete_after, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
          [clock.now(), most],
        );
        for (const [rule, members] of Map.groupBy(due, (member) => member.delete_rule)) {
          const units = members.map((member) => member.id);
          await vault.destroy(tx, access.systemGrant('sweep', { units, categories: [] }), rule);
          await deps.alsoErase?.(tx, units);
          await tx.query('DELETE FROM staff.access_token WHERE staff_id = ANY ($1)', [units]);
          await tx.query('DELETE FROM staff.extension WHERE staff_id = ANY ($1)', [units]);
          await tx.query(
            `UPDATE staff.member SET state = 'erased', profile_sealed = NULL, user_name_digest = NULL WHERE id = ANY ($1)`,
            [units],
          );
        }
        if (due.length > 0) tx.afterCommit(() => deps.directory.changed());
        return due.length;
      });
    },
  };
}
