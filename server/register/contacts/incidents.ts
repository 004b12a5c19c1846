import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, isId } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { declarationForHeld } from '../../safeguards/retention/declaration-for-held.ts';
import type { ContactsDeps } from './contacts.ts';
import { accountColumn, type IncidentAccount } from './incident-holding.ts';
import {
  countUnsettled,
  type IncidentPlace,
  type IncidentRow,
  listIncidentRows,
  lockIncident,
  readIncident,
  updateIncident,
} from './incidents-store.ts';
import { incidentPeriod } from './recall-message.ts';

/** What the list shows: nothing sealed. */
export type ListedIncident = Omit<IncidentRow, 'account_sealed'>;

/**
 * Unsettled first, then the newest; nothing sealed is opened for it.
 * @throws Refusal 'invalid-input' for a cursor that is none of ours
 */
export async function listIncidents(
  deps: ContactsDeps,
  actor: StaffActor,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ incidents: ListedIncident[]; next: string | null }> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const queues = await deps.access.queuesFor(actor, 'read-incidents');
  const rows = await listIncidentRows(deps.db, { queues, after, limit: page.limit + 1 });
  const incidents = rows.slice(0, page.limit);
  const last = incidents.at(-1);
  return { incidents, next: rows.length > page.limit && last ? writeCursor(last) : null };
}

function writeCursor(row: ListedIncident): string {
  const place = `${row.settled_at === null ? 1 : 0}.${row.reported_at.getTime()}.${row.id}`;
  return Buffer.from(place).toString('base64url');
}

function readCursor(cursor: string): IncidentPlace {
  const [, open, at, id] =
    /^([01])\.(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { open: open === '1', at: new Date(Number(at)), id };
}

/** How many wait for somebody to settle them, in the queues that one's tasks reach. */
export async function countIncidents(deps: ContactsDeps, actor: StaffActor): Promise<number> {
  return countUnsettled(deps.db, await deps.access.queuesFor(actor, 'read-incidents'));
}

async function mayRead(deps: ContactsDeps, actor: StaffActor, id: Id<'incident'>) {
  const row = await readIncident(deps.db, id);
  if (row === undefined) throw new Refusal('not-found', { what: 'incident' });
  const ask = { act: 'read-incidents', queue: row.queue, units: [id], categories: ['messages'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return { row, grant };
}

/** What happened, and what was done. @throws Refusal 'not-found', 'task-missing' */
export async function openIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
): Promise<{ row: IncidentRow; account: IncidentAccount }> {
  const { row, grant } = await mayRead(deps, actor, id);
  return deps.vault.open(
    grant,
    'view',
    () => Promise.resolve(row),
    (opener) => {
      if (!opener.holds(id)) throw new Refusal('unit-erased');
      return { row, account: opener.open(accountColumn, accountColumn.at(id, id, row.account_sealed)) };
    },
  );
}

/**
 * Writes down a measure, or settles the incident, from when its period runs.
 * @throws Refusal 'changed-meanwhile', 'already-done' (settled), 'not-found', 'task-missing'
 */
export async function changeIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  input: { version: number; measure: string | undefined; settle: boolean },
): Promise<{ version: number }> {
  const { grant } = await mayRead(deps, actor, id);
  return deps.db.transaction(async (tx) => {
    const row = await lockIncident(tx, id);
    if (row === undefined) throw new Refusal('unit-erased');
    const sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: input.settle ? 'incident-settled' : 'measure-noted' },
    });
    if (!sealer.holds(id)) throw new Refusal('unit-erased');
    if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
    if (row.settled_at !== null) throw new Refusal('already-done');
    const now = deps.clock.now();
    const account = sealer.open(accountColumn, accountColumn.at(id, id, row.account_sealed));
    const text = input.measure && maskIdentityCodes(input.measure, findIdentityCodes(input.measure));
    const measures = text
      ? [...account.measures, { at: now.toISOString(), by: actor.staffId, text }]
      : account.measures;
    const settled = input.settle ? { settled_at: now, settled_by: actor.staffId } : {};
    const period = input.settle
      ? incidentPeriod(await declarationForHeld(deps, 'incident', row.declaration_version), now)
      : {};
    const version = await updateIncident(tx, {
      ...row,
      ...settled,
      ...period,
      account_sealed: sealer.seal(accountColumn, id, id, { ...account, measures }),
    });
    await deps.live.announce(tx, { kind: 'incidents-changed', contactId: null, queue: row.queue });
    return { version };
  });
}
