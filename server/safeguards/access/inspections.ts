import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import type { LogAction, LogDetails } from '../access-log/log-entry.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import { deleteAfter, periodFor } from '../declaration/period-for.ts';
import type { Grant } from '../vault/grant.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import type { CalendarDay } from './calendar-day.ts';
import { type InspectionScope, inspectionScopes } from './inspection-scopes.ts';
import {
  endInspection,
  findSession,
  forgetSession,
  insertInspection,
  type InspectionRow,
  listInspections,
  lockDueInspections,
  readInspection,
  removeInspections,
  renewLink,
  touchSession,
  useLink,
} from './inspection-store.ts';
import { digestOf, newToken } from './one-time-token.ts';
import { type Auditor, auditorColumn, staffCategory } from './staff-columns.ts';

export const longestInspectionDays = 30;
const idleMinutes = 60;
const longestHours = 12;
const touchSeconds = 60;
const mostListed = 200;

export interface Inspection extends Omit<InspectionRow, 'auditor_sealed'> {
  /** Undefined when its key is gone. */
  readonly auditor: Auditor | undefined;
  readonly isOpen: boolean;
}

/** Who signed in for an inspection. They are no staff: nothing but the inspection's own routes knows them. */
export interface Inspector {
  readonly inspectionId: Id<'inspection'>;
  readonly scopes: readonly InspectionScope[];
  readonly beginsAt: Date;
  readonly endsAt: Date;
}

/** By a member of staff whose task holds `open-inspection`, or by the operator's command. */
export type OpenedBy = StaffActor | 'command';

export interface NewInspectionTerms extends Auditor {
  readonly scopes: readonly InspectionScope[];
  /** First and last day, in the register's time zone: 30 at most. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export type Inspections = ReturnType<typeof createInspections>;

/** Inspections: an auditor's sign-in for some days, for reading what was agreed and nothing else. */
export function createInspections(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  accessLog: AccessLog;
  clock: Clock;
  current(): PublishedDeclaration;
}) {
  const { db, vault, access, clock, current } = deps;
  const idleSince = (now: Date) => new Date(now.getTime() - idleMinutes * 60_000);

  function grantFor(by: OpenedBy, units: readonly Id[]): Promise<Grant> {
    return by === 'command'
      ? Promise.resolve(access.systemGrant('administration', { units, categories: [staffCategory] }))
      : access.authorize(by, { act: 'open-inspection', units });
  }

  /** Kept as long as what is held of staff, from its end on: who held which rights. @throws Refusal 'declaration-invalid' */
  function keptFrom(end: Date) {
    const { declaration, version } = current();
    const found = periodFor(declaration, 'staff');
    if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'periods.staff' });
    return {
      deleteAfter: deleteAfter(found.period, end, declaration.register.timeZone),
      rule: found.rule,
      version,
    };
  }

  function spanOf({ from, to }: NewInspectionTerms): { begins: Date; ends: Date } {
    const { timeZone } = current().declaration.register;
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    const startOf = (day: Temporal.PlainDate) =>
      new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds);
    const days = first.until(last, { largestUnit: 'days' }).days + 1;
    const ends = startOf(last.add({ days: 1 }));
    if (days < 1 || ends <= clock.now()) throw new Refusal('invalid-input', { field: 'to' });
    if (days > longestInspectionDays)
      throw new Refusal('invalid-input', { field: 'to', last: longestInspectionDays });
    return { begins: startOf(first), ends };
  }

  const isOpen = (row: InspectionRow) => row.ended_at === null && row.ends_at > clock.now();

  return {
    /** @returns the one-time link's token, which is handed out here and kept nowhere. @throws Refusal as `authorize`, 'invalid-input' */
    async open(by: OpenedBy, terms: NewInspectionTerms): Promise<{ id: Id<'inspection'>; token: string }> {
      const now = clock.now();
      const id = newId<'inspection'>(now);
      const grant = await grantFor(by, [id]);
      const scopes = inspectionScopes.filter((scope) => terms.scopes.includes(scope));
      if (scopes.length === 0) throw new Refusal('invalid-input', { field: 'scopes' });
      const { begins, ends } = spanOf(terms);
      const kept = keptFrom(ends);
      const { token, digest } = newToken();
      const auditor = { name: terms.name, organisation: terms.organisation };
      await db.transaction(async (tx) => {
        const sealer = await vault.change(tx, grant, 'make', {
          make: [{ id, kind: 'staff' }],
          details: { change: 'open-inspection', item: id, from: terms.from, to: terms.to },
        });
        insertInspection(tx, {
          id,
          auditor_sealed: sealer.seal(auditorColumn, id, id, auditor),
          scopes,
          opened_by: by === 'command' ? null : by.staffId,
          opened_at: now,
          begins_at: begins,
          ends_at: ends,
          link_digest: digest,
          delete_after: kept.deleteAfter,
          delete_rule: kept.rule,
          declaration_version: kept.version,
        });
      });
      return { id, token };
    },

    /** With who inspects, opened under the reader's own grant. @throws Refusal as `authorize` */
    async list(by: OpenedBy): Promise<Inspection[]> {
      const rows = await listInspections(db, mostListed);
      const grant = await grantFor(
        by,
        rows.map(({ id }) => id),
      );
      return vault.open(
        grant,
        'list',
        () => Promise.resolve(rows),
        (opener, found) =>
          found.map(({ auditor_sealed, ...row }) => ({
            ...row,
            isOpen: isOpen({ auditor_sealed, ...row }),
            auditor: opener.holds(row.id)
              ? opener.open(auditorColumn, auditorColumn.at(row.id, row.id, auditor_sealed))
              : undefined,
          })),
      );
    },

    /** At once, in every process: each request of an inspector asks the database. @throws Refusal 'not-found', 'already-done' */
    async end(by: OpenedBy, id: Id<'inspection'>): Promise<void> {
      const grant = await grantFor(by, [id]);
      await db.transaction(async (tx) => {
        const row = await readInspection(tx, id, true);
        if (row === undefined) throw new Refusal('not-found', { what: 'inspection' });
        if (!isOpen(row)) throw new Refusal('already-done');
        const at = clock.now();
        await endInspection(tx, id, { at, by: by === 'command' ? null : by.staffId, ...keptFrom(at) });
        await vault.change(tx, grant, 'administer', { details: { change: 'end-inspection', item: id } });
      });
    },

    /** Another link, for an auditor who lost theirs or was signed out; what the one before gave ends. @throws Refusal as `end` */
    async renew(by: OpenedBy, id: Id<'inspection'>): Promise<{ token: string }> {
      const grant = await grantFor(by, [id]);
      const { token, digest } = newToken();
      await db.transaction(async (tx) => {
        const row = await readInspection(tx, id, true);
        if (row === undefined) throw new Refusal('not-found', { what: 'inspection' });
        if (!isOpen(row)) throw new Refusal('already-done');
        await renewLink(tx, id, digest);
        await vault.change(tx, grant, 'administer', { details: { change: 'renew-inspection', item: id } });
      });
      return { token };
    },

    /** @throws Refusal 'link-not-valid': unknown, used, replaced, or of an inspection that has not begun or is over */
    async redeem(token: string): Promise<{ session: string; until: Date }> {
      const now = clock.now();
      const session = newToken();
      const longest = new Date(now.getTime() + longestHours * 3_600_000);
      return db.transaction(async (tx) => {
        const used = await useLink(tx, { link: digestOf(token), session: session.digest, now, longest });
        if (used === undefined) throw new Refusal('link-not-valid');
        await deps.accessLog.recordIn(tx, lineOf(used.id, 'sign-in', {}));
        return { session: session.token, until: used.until };
      });
    },

    /** Undefined for a token that is unknown, idle for 60 minutes, 12 hours old, or of an inspection that is not open now. */
    async read(session: string): Promise<Inspector | undefined> {
      if (!/^[A-Za-z0-9_-]{43}$/.test(session)) return undefined;
      const now = clock.now();
      const row = await findSession(db, digestOf(session), now, idleSince(now));
      if (row === undefined) return undefined;
      if (now.getTime() - row.last_seen_at!.getTime() >= touchSeconds * 1_000)
        await touchSession(db, row.id, now);
      return {
        inspectionId: row.id,
        scopes: row.scopes,
        beginsAt: row.begins_at,
        endsAt: row.ends_at,
      };
    },

    async signOut({ inspectionId }: Inspector): Promise<void> {
      await deps.accessLog.record(lineOf(inspectionId, 'sign-out', {}));
      await forgetSession(db, inspectionId);
    },

    /** What an inspector is given is a line of the log, durable before it leaves. @throws Refusal 'log-unavailable' */
    async note({ inspectionId }: Inspector, action: LogAction, details: LogDetails): Promise<void> {
      await deps.accessLog.record(lineOf(inspectionId, action, details));
    },

    /** Refused, and noted. */
    async refuse({ inspectionId }: Inspector, route: string): Promise<never> {
      await deps.accessLog.record({ ...lineOf(inspectionId, 'refuse', { route }), refusal: 'not-in-scope' });
      throw new Refusal('not-in-scope');
    },

    /** Erases those whose period has ended, samples and all. For the sweep; repeat until 0. @returns how many */
    async removeDue(most: number): Promise<number> {
      return db.transaction(async (tx) => {
        const due = await lockDueInspections(tx, clock.now(), most);
        for (const [rule, rows] of Map.groupBy(due, (row) => row.delete_rule)) {
          const units = rows.map(({ id }) => id);
          await vault.destroy(tx, access.systemGrant('sweep', { units, categories: [] }), rule);
          await removeInspections(tx, units);
        }
        return due.length;
      });
    },
  };

  function lineOf(inspectionId: Id<'inspection'>, action: LogAction, details: LogDetails) {
    return {
      action,
      actorKind: 'inspector',
      actor: inspectionId,
      act: 'inspect',
      task: 'inspect',
      purposes: [],
      categories: [],
      units: [],
      subjects: [],
      reason: null,
      refusal: null,
      declarationVersion: current().version,
      details,
    } as const;
  }
}
