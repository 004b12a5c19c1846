import { Refusal } from '../../../base/errors.ts';
import { type Id, newId } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Grant } from '../../../safeguards/vault/grant.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import type { Sealer } from '../../../safeguards/vault/vault.ts';
import type { Tx } from '../../../storage/database.ts';
import type { ContactsDeps } from '../contacts.ts';
import { accountColumn, type IncidentAccount, stepColumn } from './incident-holding.ts';
import type { StepKind } from './incident-terms.ts';
import {
  type IncidentRow,
  type IncidentWithNotice,
  lockIncident,
  readIncident,
  updateIncident,
} from './incidents-store.ts';
import { withoutCodes } from './make-incident.ts';
import { insertStep } from './steps-store.ts';

/** The leave to work on an incident. @throws Refusal 'not-found', as `authorize` (act 'read-incidents'), 'task-missing' */
export async function mayHandle(
  deps: Pick<ContactsDeps, 'db' | 'access'>,
  actor: StaffActor,
  id: Id<'incident'>,
): Promise<{ readonly row: IncidentWithNotice; readonly grant: Grant }> {
  const row = await readIncident(deps.db, id);
  if (row === undefined) throw new Refusal('not-found', { what: 'incident' });
  const ask = { act: 'read-incidents', queue: row.queue, units: [id], categories: ['messages'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return { row, grant };
}

/** What is written in the incident's history. */
export interface Step {
  readonly kind: StepKind;
  readonly outcome?: string;
  readonly count?: number;
  readonly text?: string;
}

export interface Amendment {
  readonly row?: Partial<IncidentRow>;
  readonly account?: Partial<IncidentAccount>;
  readonly steps: readonly Step[];
}

export interface Amending {
  readonly tx: Tx;
  readonly row: IncidentWithNotice;
  readonly account: IncidentAccount;
  readonly sealer: Sealer;
  readonly now: Date;
}

/**
 * One change of an open incident: the row, what is sealed of it, its history and the log, in one transaction.
 * @param version the one seen; left out by what adds to it without replacing anything
 * @throws Refusal 'changed-meanwhile', 'already-done' (settled), 'unit-erased', and as `mayHandle`
 */
export async function amendIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  change: { readonly version?: number; readonly details: LogDetails },
  amend: (amending: Amending) => Amendment | Promise<Amendment>,
): Promise<{ version: number }> {
  const { grant } = await mayHandle(deps, actor, id);
  return deps.db.transaction(async (tx) => {
    const row = await lockIncident(tx, id);
    if (row === undefined) throw new Refusal('unit-erased');
    const sealer = await deps.vault.change(tx, grant, 'change', { details: change.details });
    if (!sealer.holds(id)) throw new Refusal('unit-erased');
    if (change.version !== undefined && row.version !== change.version)
      throw new Refusal('changed-meanwhile', { version: row.version });
    if (row.settled_at !== null) throw new Refusal('already-done');
    const now = deps.clock.now();
    const account = sealer.open(accountColumn, accountColumn.at(id, id, row.account_sealed));
    const amended = await amend({ tx, row, account, sealer, now });
    const version = await updateIncident(tx, {
      ...row,
      ...amended.row,
      account_sealed: sealer.seal(accountColumn, id, id, { ...account, ...amended.account }),
    });
    for (const step of amended.steps) {
      const stepId = newId<'step'>(now);
      insertStep(tx, id, {
        id: stepId,
        at: now,
        by: actor.staffId,
        kind: step.kind,
        outcome: step.outcome ?? null,
        count: step.count ?? null,
        text_sealed: step.text ? sealer.seal(stepColumn, id, stepId, withoutCodes(step.text)) : null,
      });
    }
    await deps.live.announce(tx, { kind: 'incidents-changed', contactId: null, queue: row.queue });
    return { version };
  });
}
