import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { Act, Declaration, PublishedDeclaration } from '../declaration/declaration.ts';
import type { Grant } from '../vault/grant.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access } from './authorize.ts';
import { addMonths, dayOf } from './calendar-day.ts';
import { longestTaskMonths } from './grant-task.ts';
import { newToken } from './one-time-token.ts';

export const firstLinkHours = 24;

// Two processes that start at once must not make two links.
const firstAdministratorLock = 7_240_411_986;

/**
 * Makes a one-time link when nobody can administer and no link is out.
 * @param options.renew makes one although another is out, which stops working (it was lost)
 * @returns the token to print, once; undefined when none is needed
 */
export type EnsureFirstAdministrator = (options?: {
  renew?: boolean;
}) => Promise<{ token: string; expiresAt: Date } | undefined>;

export function createEnsureFirstAdministrator(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  clock: Clock;
  current(): PublishedDeclaration;
}): EnsureFirstAdministrator {
  return async (options = {}) => {
    const { declaration } = deps.current();
    const now = deps.clock.now();
    return deps.db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [firstAdministratorLock]);
      if (await someoneAdministers(tx, declaration, now)) return undefined;
      const out = await tx.query(
        `SELECT token_digest FROM staff.link WHERE purpose = 'first-administrator' AND used_at IS NULL AND expires_at > $1`,
        [now],
      );
      if (out.length > 0 && options.renew !== true) return undefined;
      await tx.query(
        `UPDATE staff.link SET expires_at = $1 WHERE purpose = 'first-administrator' AND used_at IS NULL AND expires_at > $1`,
        [now],
      );
      const { token, digest } = newToken();
      const expiresAt = new Date(now.getTime() + firstLinkHours * 3_600_000);
      await tx.query(
        `INSERT INTO staff.link (token_digest, purpose, made_at, expires_at) VALUES ($1, 'first-administrator', $2, $3)`,
        [digest, now, expiresAt],
      );
      await deps.vault.change(
        tx,
        deps.access.systemGrant('administration', { units: [], categories: [] }),
        'administer',
        {
          details: { change: 'first-administrator-link' },
        },
      );
      return { token, expiresAt };
    });
  };
}

function tasksHolding(declaration: Declaration, act: Act): string[] {
  return Object.entries(declaration.tasks)
    .filter(([, task]) => task.acts.includes(act))
    .map(([key]) => key);
}

function holds(tasks: string): string {
  return `EXISTS (SELECT 1 FROM staff.task_grant g
    WHERE g.staff_id = m.id AND g.task = ANY (${tasks}) AND g.revoked_at IS NULL AND g.until >= $3::date)`;
}

async function someoneAdministers(tx: Tx, declaration: Declaration, now: Date): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM staff.member m
     WHERE m.state = 'active' AND m.password_sealed IS NOT NULL AND ${holds('$1::text[]')} AND ${holds('$2::text[]')} LIMIT 1`,
    [
      tasksHolding(declaration, 'manage-staff'),
      tasksHolding(declaration, 'grant-tasks'),
      dayOf(now, declaration.register.timeZone),
    ],
  );
  return found.length > 0;
}

/** The tasks that make staff and grant tasks, from nobody, for as long as a task may last. */
export async function grantAdministration(
  tx: Tx,
  given: { vault: Vault; grant: Grant; staffId: Id<'staff'>; now: Date; declaration: Declaration },
): Promise<void> {
  const { declaration, now } = given;
  const tasks = new Set([
    ...tasksHolding(declaration, 'manage-staff'),
    ...tasksHolding(declaration, 'grant-tasks'),
  ]);
  if (tasks.size === 0) throw new Refusal('task-not-declared', { act: 'grant-tasks' });
  const until = addMonths(dayOf(now, declaration.register.timeZone), longestTaskMonths);
  for (const task of tasks) {
    await tx.query(
      'INSERT INTO staff.task_grant (id, staff_id, task, granted_at, until) VALUES ($1, $2, $3, $4, $5)',
      [newId<'task-grant'>(now), given.staffId, task, now, until],
    );
    await given.vault.change(tx, given.grant, 'grant-task', {
      details: { grantedTask: task, staff: given.staffId, endsOn: until },
    });
  }
}
