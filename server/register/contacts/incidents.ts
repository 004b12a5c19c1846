import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { declarationForHeld } from '../../safeguards/retention/declaration-for-held.ts';
import type { ContactsDeps } from './contacts.ts';
import { accountColumn, type IncidentAccount } from './incident-holding.ts';
import {
  type IncidentRow,
  listIncidentRows,
  lockIncident,
  readIncident,
  updateIncident,
} from './incidents-store.ts';
import { incidentPeriod } from './recall-message.ts';

/** What the list shows: nothing sealed. */
export type ListedIncident = Omit<IncidentRow, 'account_sealed'>;

const mostListed = 500;

/** Unsettled first, then the newest; nothing sealed is opened for it. */
export async function listIncidents(deps: ContactsDeps, actor: StaffActor): Promise<ListedIncident[]> {
  return listIncidentRows(deps.db, await deps.access.queuesFor(actor, 'read-incidents'), mostListed);
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
