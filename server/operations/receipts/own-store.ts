import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

export interface MemberRow {
  readonly profile_sealed: Buffer;
  readonly state: string;
  readonly has_password: boolean;
  readonly language: 'sv' | 'fi' | 'en';
  readonly theme: string;
  readonly created_at: Date;
  readonly extension_sealed: Buffer | null;
}

/** All rows about a member of staff, in one look. */
export async function readHeld(db: Db, staffId: Id<'staff'>) {
  const [[member], grants, undertakings, sessions, tokens, [attempts], [own], views] = await Promise.all([
    db.query<MemberRow>(
      `SELECT profile_sealed, state, password_sealed IS NOT NULL AS has_password, language, theme, created_at,
         (SELECT number_sealed FROM staff.extension WHERE staff_id = $1) AS extension_sealed
       FROM staff.member WHERE id = $1 AND state = 'active'`,
      [staffId],
    ),
    db.query<{
      task: string;
      granted_by: Id<'staff'> | null;
      granted_at: Date;
      until: string;
      revoked_at: Date | null;
      revoked_by: Id<'staff'> | null;
    }>(
      `SELECT task, granted_by, granted_at, until::text AS until, revoked_at, revoked_by FROM staff.task_grant
       WHERE staff_id = $1 ORDER BY granted_at, id`,
      [staffId],
    ),
    db.query<{ version: number; language: string; accepted_at: Date }>(
      'SELECT version, language, accepted_at FROM staff.undertaking_acceptance WHERE staff_id = $1 ORDER BY accepted_at',
      [staffId],
    ),
    db.query<{ created_at: Date; last_seen_at: Date; expires_at: Date }>(
      'SELECT created_at, last_seen_at, expires_at FROM staff.session WHERE staff_id = $1 ORDER BY created_at',
      [staffId],
    ),
    db.query<{
      id: Id<'access-token'>;
      name_sealed: Buffer;
      tasks: string[];
      may_write: boolean;
      made_at: Date;
      until: string;
      last_used_on: string | null;
      revoked_at: Date | null;
    }>(
      `SELECT id, name_sealed, tasks, may_write, made_at, until::text AS until, last_used_on::text AS last_used_on, revoked_at
       FROM staff.access_token WHERE staff_id = $1 ORDER BY made_at, id`,
      [staffId],
    ),
    db.query<{ attempts: number; last_at: Date; locked_until: Date | null }>(
      `SELECT a.attempts, a.last_at, a.locked_until FROM staff.sign_in_attempt a
       JOIN staff.member m ON m.user_name_digest = a.user_name_digest WHERE m.id = $1`,
      [staffId],
    ),
    db.query<{ on_duty: boolean; languages: string[]; settings_sealed: Buffer | null }>(
      'SELECT on_duty, languages, settings_sealed FROM team.own WHERE staff_id = $1',
      [staffId],
    ),
    db.query<{ id: Id<'view'>; view_sealed: Buffer }>(
      'SELECT id, view_sealed FROM team.own_view WHERE staff_id = $1 ORDER BY id',
      [staffId],
    ),
  ]);
  return { member, grants, undertakings, sessions, tokens, attempts, own, views };
}

/** Where else a member's id stands: how often, by what it means there. */
export async function countNamed(db: Db, staffId: Id<'staff'>): Promise<Readonly<Record<string, number>>> {
  const [row] = await db.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM register.contact WHERE assignee_id = $1) AS "contactsAssigned",
       (SELECT count(DISTINCT call_id) FROM register.contact_call_leg WHERE staff_id = $1) AS "callsTaken",
       (SELECT count(*) FROM register.incident WHERE reported_by = $1) AS "incidentsReported",
       (SELECT count(*) FROM register.incident WHERE settled_by = $1) AS "incidentsSettled",
       (SELECT count(*) FROM promises.attestation WHERE owner_id = $1 OR reviewer_id = $1 OR made_by = $1) AS "attestations",
       (SELECT count(*) FROM staff.task_grant WHERE granted_by = $1) AS "tasksGiven",
       (SELECT count(*) FROM connections.endpoint WHERE made_by = $1) AS "webHooksMade",
       (SELECT count(*) FROM staff.inspection WHERE opened_by = $1) AS "inspectionsOpened"`,
    [staffId],
  );
  return row!;
}
