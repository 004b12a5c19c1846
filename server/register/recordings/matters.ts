import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { type CalendarDay, dayOf } from '../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../safeguards/access/staff-reaching.ts';
import { isDeclaredCategory } from '../../safeguards/declaration/may-collect.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import { withoutCodes } from '../contacts/incidents/make-incident.ts';
import { countKeptFor, endExtensions, lockKeptFor, moveExtensions } from './extensions-store.ts';
import { listMatterRows, type MatterRow, type MatterRows } from './matters-store.ts';
import { readPlace, writePlace } from './places.ts';
import { capOf, type ExtensionGround, extensionEnd } from './recording-period.ts';

/** What changes of an open complaint or project; what is left out stays. */
export interface MatterChange {
  readonly version: number;
  readonly ownerId?: Id<'staff'> | undefined;
  /** The last day on which it goes on, ISO. */
  readonly endsOn?: CalendarDay | undefined;
  /** What came of it: closes it, and whatever it kept goes by what else keeps it. */
  readonly outcome?: string | undefined;
}

/**
 * What a complaint or project wants of its owner and its last day: someone who may extend recordings there, and a day that is not
 * past, and not further off than a recording of today could be kept for it.
 * @throws Refusal 'extension-not-declared', 'invalid-input' (field ownerId or endsOn), 'category-not-declared'
 */
export async function checkMatter(
  deps: ContactsDeps,
  ground: ExtensionGround,
  {
    queue,
    ownerId,
    endsOn,
  }: { readonly queue: string; readonly ownerId: Id<'staff'>; readonly endsOn: CalendarDay },
): Promise<void> {
  const { declaration } = deps.current();
  if (!isDeclaredCategory(declaration, 'notes'))
    throw new Refusal('category-not-declared', { category: 'notes' });
  const now = deps.clock.now();
  const { timeZone } = declaration.register;
  const today = dayOf(now, timeZone);
  if (endsOn < today || endsOn > dayOf(capOf(declaration, ground, now), timeZone))
    throw new Refusal('invalid-input', { field: 'endsOn' });
  const able = await staffReaching(deps.db, declaration, { act: 'extend-recording', queue, today });
  if (!able.includes(ownerId)) throw new Refusal('invalid-input', { field: 'ownerId' });
}

/** Recordings follow what becomes of their complaint or project: another last day, or its end. The matter is held. */
export async function followMatter(
  deps: ContactsDeps,
  tx: Tx,
  actor: StaffActor,
  matter: {
    readonly id: Id;
    readonly ground: ExtensionGround;
    readonly endsOn: CalendarDay;
    readonly isClosed: boolean;
  },
): Promise<void> {
  const kept = await lockKeptFor(tx, matter.id);
  if (kept.length === 0) return;
  const units = kept.map(({ id }) => id);
  const grant = await deps.access.systemGrant('administration', { units, categories: [] });
  await deps.vault.change(tx, grant, 'change', {
    details: {
      change: matter.isClosed ? 'matter-closed' : 'matter-moved',
      item: matter.id,
      staff: actor.staffId,
      count: kept.length,
    },
  });
  if (matter.isClosed) return endExtensions(tx, matter.id, units, deps.clock.now());
  const published = deps.current();
  await moveExtensions(
    tx,
    matter.id,
    kept.map(({ id, call_at }) => ({
      id,
      until: extensionEnd(published, matter.ground, call_at, matter.endsOn),
    })),
  );
}

/**
 * What an open complaint or project is to be: another owner or day, or closed. The row is held; its account is the caller's to seal.
 * @throws Refusal 'unit-erased', 'matter-closed', 'changed-meanwhile', those of `checkMatter`
 */
export async function changedMatter<Row extends MatterRow>(
  deps: ContactsDeps,
  actor: StaffActor,
  ground: ExtensionGround,
  row: Row | undefined,
  input: MatterChange,
): Promise<Row> {
  if (row === undefined) throw new Refusal('unit-erased');
  if (row.closed_at !== null) throw new Refusal('matter-closed');
  if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
  const next = {
    ...row,
    owner_id: input.ownerId ?? row.owner_id,
    ends_on: input.endsOn ?? row.ends_on,
    ...(input.outcome === undefined ? {} : { closed_at: deps.clock.now(), closed_by: actor.staffId }),
  };
  if (next.closed_at === null)
    await checkMatter(deps, ground, { ownerId: next.owner_id, endsOn: next.ends_on, queue: row.queue });
  return next;
}

/** What came of it, beside what was said of it. */
export const withOutcome = <Account extends object>(account: Account, { outcome }: MatterChange) =>
  outcome === undefined ? account : { ...account, outcome: withoutCodes(outcome) };

export interface MattersQuery {
  readonly open: boolean;
  readonly contactId?: Id<'contact'> | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ListedMatter<Row extends MatterRow, Account> {
  readonly row: Row;
  readonly account: Account;
  /** Recordings that it keeps. */
  readonly recordings: number;
}

/**
 * A page of those of the queues that one's tasks reach, newest first, opened under one grant.
 * @param how under which unit each is sealed, and how it is opened
 */
export async function listMatters<Ground extends ExtensionGround, Account>(
  deps: ContactsDeps,
  actor: StaffActor,
  ground: Ground,
  query: MattersQuery,
  how: {
    unitOf(row: MatterRows[Ground]): Id;
    open(opener: Opener, row: MatterRows[Ground]): Account;
  },
): Promise<{ matters: ListedMatter<MatterRows[Ground], Account>[]; next: string | null }> {
  const queues = await deps.access.queuesFor(actor, 'extend-recording');
  const rows = await listMatterRows(deps.db, ground, {
    queues,
    open: query.open,
    contact: query.contactId,
    after: readPlace(query.cursor),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const units = [...new Set(page.map(how.unitOf))];
  const ask = { act: 'extend-recording', units, categories: ['notes'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const ids = page.map(({ id }) => id);
  const matters = await deps.vault.open(
    grant,
    'list',
    () => countKeptFor(deps.db, ids),
    (opener, kept) =>
      page
        .filter((row) => opener.holds(how.unitOf(row)))
        .map((row) => ({
          row,
          account: how.open(opener, row),
          recordings: kept.find(({ matter }) => matter === row.id)?.recordings ?? 0,
        })),
    { shown: page.length },
  );
  const last = page.at(-1);
  return { matters, next: rows.length > query.limit && last ? writePlace(last.opened_at, last.id) : null };
}
