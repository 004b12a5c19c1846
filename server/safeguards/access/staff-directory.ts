import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { Language, PublishedDeclaration } from '../declaration/declaration.ts';
import type { Opener, Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import { type CalendarDay, dayOf } from './calendar-day.ts';
import { extensionColumn, profileColumn, staffCategory, type StaffProfile } from './staff-columns.ts';

const freshMilliseconds = 5 * 60_000;

export interface StaffTask {
  readonly grantId: Id<'task-grant'>;
  readonly task: string;
  readonly grantedBy: Id<'staff'> | null;
  readonly grantedAt: Date;
  /** The last day. */
  readonly until: CalendarDay;
}

export interface StaffListed extends StaffProfile {
  readonly staffId: Id<'staff'>;
  readonly state: 'active' | 'closed';
  /** Has set a password. */
  readonly joined: boolean;
  readonly language: Language;
  /** The telephone that is theirs. */
  readonly extension: string | null;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly deleteAfter: Date | null;
  /** Current ones; one that is no longer declared stands here too, and gives nothing. */
  readonly tasks: readonly StaffTask[];
  /** The version in force. */
  readonly undertakingAccepted: boolean;
}

export interface StaffDirectory {
  /** A colleague's display name, also after they left; undefined once it is erased. */
  nameOf(staffId: Id<'staff'>): Promise<string | undefined>;
  profileOf(staffId: Id<'staff'>): Promise<StaffProfile | undefined>;
  /** Everybody whose name is kept, to tell who wrote what. */
  names(): Promise<{ staffId: Id<'staff'>; displayName: string; active: boolean }[]>;
  /** Active colleagues, for choosing one. Sorted by name. */
  colleagues(): Promise<{ staffId: Id<'staff'>; displayName: string }[]>;
  /** The staff page, opened under the reader's own grant. @throws Refusal as `authorize` (act 'list-staff') */
  list(actor: StaffActor): Promise<StaffListed[]>;
  /** One's own current tasks with their last day. */
  tasksOf(staffId: Id<'staff'>): Promise<{ task: string; until: CalendarDay }[]>;
  /** This process reads the names anew; others within five minutes, and at once for a name they do not know. */
  changed(): void;
}

interface MemberRow {
  id: Id<'staff'>;
  profile_sealed: Buffer;
  state: 'active' | 'closed';
  joined: boolean;
  language: Language;
  extension_sealed: Buffer | null;
  created_at: Date;
  closed_at: Date | null;
  delete_after: Date | null;
  accepted: boolean;
}

interface TaskRow {
  id: Id<'task-grant'>;
  staff_id: Id<'staff'>;
  task: string;
  granted_by: Id<'staff'> | null;
  granted_at: Date;
  until: CalendarDay;
}

interface Names {
  readonly at: number;
  readonly byId: Promise<ReadonlyMap<Id<'staff'>, StaffProfile & { active: boolean }>>;
}

export function createStaffDirectory(deps: {
  db: Db;
  vault: Vault;
  access: Access;
  clock: Clock;
  current(): PublishedDeclaration;
}): StaffDirectory {
  const { db, vault, access, clock, current } = deps;
  let names: Names | undefined;

  async function readMembers(): Promise<MemberRow[]> {
    return db.query<MemberRow>(
      `SELECT m.id, m.profile_sealed, m.state, m.password_sealed IS NOT NULL AS joined, m.language,
         (SELECT x.number_sealed FROM staff.extension x WHERE x.staff_id = m.id) AS extension_sealed, m.created_at, m.closed_at,
         m.delete_after, EXISTS (SELECT 1 FROM staff.undertaking_acceptance a WHERE a.staff_id = m.id AND a.version = $1) AS accepted
       FROM staff.member m WHERE m.state <> 'erased'`,
      [current().declaration.undertaking.version],
    );
  }

  async function loadNames() {
    const rows = await readMembers();
    const byId = new Map<Id<'staff'>, StaffProfile & { active: boolean }>();
    if (rows.length === 0) return byId;
    const grant = access.systemGrant('directory', {
      units: rows.map((row) => row.id),
      categories: [staffCategory],
    });
    const opened = await vault.open(grant, 'list', () => Promise.resolve(rows), openProfiles, {
      opened: rows.length,
    });
    for (const { row, profile } of opened) byId.set(row.id, { ...profile, active: row.state === 'active' });
    return byId;
  }

  function readNames(): Names['byId'] {
    const now = clock.now().getTime();
    if (names && Math.abs(now - names.at) < freshMilliseconds) return names.byId;
    const loaded: Names = { at: now, byId: loadNames() };
    names = loaded;
    loaded.byId.catch(() => {
      if (names === loaded) names = undefined;
    });
    return loaded.byId;
  }

  async function profileOf(staffId: Id<'staff'>): Promise<StaffProfile | undefined> {
    let known = (await readNames()).get(staffId);
    if (known === undefined) {
      // Made by another process since; one that was erased is no reason to open everybody's name again.
      const [there] = await db.query(`SELECT 1 FROM staff.member WHERE id = $1 AND state <> 'erased'`, [
        staffId,
      ]);
      if (there === undefined) return undefined;
      names = undefined;
      known = (await readNames()).get(staffId);
    }
    return known && { userName: known.userName, displayName: known.displayName };
  }

  return {
    profileOf,
    nameOf: async (staffId) => (await profileOf(staffId))?.displayName,

    tasksOf: (staffId) =>
      db.query(
        `SELECT task, max(until)::text AS until FROM staff.task_grant
         WHERE staff_id = $1 AND revoked_at IS NULL AND until >= $2::date GROUP BY task ORDER BY task`,
        [staffId, dayOf(clock.now(), current().declaration.register.timeZone)],
      ),

    names: async () =>
      [...(await readNames())].map(([staffId, { displayName, active }]) => ({
        staffId,
        displayName,
        active,
      })),

    async colleagues() {
      const active = [...(await readNames())].filter(([, profile]) => profile.active);
      return active
        .map(([staffId, profile]) => ({ staffId, displayName: profile.displayName }))
        .toSorted(byName);
    },

    async list(actor) {
      const rows = await readMembers();
      const grant = await access.authorize(actor, { act: 'list-staff', units: rows.map((row) => row.id) });
      const today = dayOf(clock.now(), current().declaration.register.timeZone);
      const loadTasks = () =>
        db.query<TaskRow>(
          `SELECT id, staff_id, task, granted_by, granted_at, until FROM staff.task_grant
           WHERE revoked_at IS NULL AND until >= $1::date ORDER BY task, id`,
          [today],
        );
      const { opened, tasks } = await vault.open(
        grant,
        'list',
        loadTasks,
        (opener, found) => ({
          opened: openProfiles(opener, rows).map(({ row, profile }) => ({
            row,
            profile,
            extension:
              row.extension_sealed &&
              opener.open(extensionColumn, extensionColumn.at(row.id, row.id, row.extension_sealed)),
          })),
          tasks: Map.groupBy(found, (task) => task.staff_id),
        }),
        { opened: rows.length },
      );
      return opened
        .map(({ row, profile, extension }) => ({
          staffId: row.id,
          ...profile,
          state: row.state,
          joined: row.joined,
          language: row.language,
          extension,
          createdAt: row.created_at,
          closedAt: row.closed_at,
          deleteAfter: row.delete_after,
          tasks: (tasks.get(row.id) ?? []).map((task) => ({
            grantId: task.id,
            task: task.task,
            grantedBy: task.granted_by,
            grantedAt: task.granted_at,
            until: task.until,
          })),
          undertakingAccepted: row.accepted,
        }))
        .toSorted(byName);
    },

    changed: () => void (names = undefined),
  };
}

function openProfiles(
  opener: Opener,
  rows: readonly MemberRow[],
): { row: MemberRow; profile: StaffProfile }[] {
  // One erased since the rows were read has no key any more.
  return rows
    .filter((row) => opener.holds(row.id))
    .map((row) => ({
      row,
      profile: opener.open(profileColumn, profileColumn.at(row.id, row.id, row.profile_sealed)),
    }));
}

// The database's collation is C: names are sorted here, å ä ö last as in both languages of the country.
const collator = new Intl.Collator('sv');
function byName(one: { displayName: string }, other: { displayName: string }): number {
  return collator.compare(one.displayName, other.displayName);
}
