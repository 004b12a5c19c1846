import { findIdentityCodes, maskIdentityCodes } from '../../../base/find-identity-codes.ts';
import { Refusal } from '../../../base/errors.ts';
import { type Id, newId } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import { dayOf } from '../../../safeguards/access/calendar-day.ts';
import { staffReaching } from '../../../safeguards/access/staff-reaching.ts';
import type { Sealer } from '../../../safeguards/vault/vault.ts';
import type { Tx } from '../../../storage/database.ts';
import type { ContactsDeps } from '../contacts.ts';
import { notifyBy } from './breach-clock.ts';
import { accountColumn, stepColumn } from './incident-holding.ts';
import { incidentPeriod } from './incident-period.ts';
import { type IncidentKind, type IncidentSource, type Nature, natureOf } from './incident-terms.ts';
import { incidentOfMessage as findIncident, insertIncident } from './incidents-store.ts';
import { insertConcerned } from './people-store.ts';
import { insertStep } from './steps-store.ts';

/** What is known when it is reported. */
export interface Report {
  readonly incidentId: Id<'incident'>;
  readonly queue: string;
  readonly kind: IncidentKind;
  readonly source: IncidentSource;
  readonly note: string;
  readonly happenedAt: Date;
  /** When the controller became aware: the hours of Art. 33(1) run from then. */
  readonly awareAt: Date;
  /** Approximately. */
  readonly persons: number;
  readonly nature?: readonly Nature[];
  readonly records?: number;
  readonly categories?: readonly string[];
  /** A message that went wrong. */
  readonly message?: {
    readonly contactId: Id<'contact'>;
    readonly messageId: Id<'message'>;
    readonly recipients: readonly string[];
    /** Whose data were in it, as far as is known: whom the conversation is about. */
    readonly personId: Id<'person'>;
  };
}

export const incidentOfMessage = findIncident;

/** An identity code does not stand in anything that is written about an incident. */
export const withoutCodes = (text: string) => maskIdentityCodes(text, findIdentityCodes(text));

/** Stores an incident in the caller's transaction, whose sealer has its key. @returns false when it stands already */
export async function storeIncident(
  deps: Pick<ContactsDeps, 'clock' | 'current'>,
  tx: Tx,
  sealer: Sealer,
  actor: StaffActor,
  report: Report,
): Promise<boolean> {
  const { incidentId: id, message, kind } = report;
  const now = deps.clock.now();
  const isNew = await insertIncident(tx, {
    id,
    contact_id: message?.contactId ?? null,
    message_id: message?.messageId ?? null,
    queue: report.queue,
    kind,
    nature: report.nature ?? [natureOf(kind)],
    source: report.source,
    persons: report.persons,
    records: report.records ?? 0,
    categories: report.categories ?? [],
    happened_at: report.happenedAt,
    aware_at: report.awareAt,
    notify_by: notifyBy(report.awareAt),
    reported_at: now,
    reported_by: actor.staffId,
    account_sealed: sealer.seal(accountColumn, id, id, {
      note: withoutCodes(report.note),
      recipients: message?.recipients ?? [],
      measures: [],
    }),
    ...incidentPeriod(deps.current(), now),
  });
  if (!isNew) return false;
  const step = newId<'step'>(now);
  insertStep(tx, id, {
    id: step,
    at: now,
    by: actor.staffId,
    kind: 'reported',
    outcome: report.source,
    count: null,
    text_sealed: sealer.seal(stepColumn, id, step, withoutCodes(report.note)),
  });
  if (message)
    await insertConcerned(tx, id, {
      people: [message.personId],
      at: now,
      records: 1,
      categories: report.categories ?? [],
    });
  return true;
}

/** Who handles incidents of a queue today. */
export function handlersOf(
  deps: Pick<ContactsDeps, 'clock' | 'current'>,
  tx: Tx,
  queue: string,
): Promise<Id<'staff'>[]> {
  const { declaration } = deps.current();
  const today = dayOf(deps.clock.now(), declaration.register.timeZone);
  return staffReaching(tx, declaration, { act: 'read-incidents', queue, today });
}

/**
 * Reports a breach that is about no message of ours: found in the log, told by a colleague, a processor or a customer. Whoever
 * handles incidents of the queue is told. The same id again changes nothing.
 * @returns how many were told; the reporter is not, but counts
 * @throws Refusal as `authorize` (act 'report-incident'), 'invalid-input' for moments in the wrong order,
 *   'category-not-declared', 'declaration-invalid'
 */
export async function reportIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  report: Omit<Report, 'message'>,
): Promise<{ told: number }> {
  const { incidentId, queue } = report;
  const ask = { act: 'report-incident', queue, units: [incidentId], categories: ['messages'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  mustBeInOrder(report.happenedAt, report.awareAt, deps.clock.now());
  mustBeDeclared(deps, report.categories ?? []);
  return deps.db.transaction(async (tx) => {
    const told = await handlersOf(deps, tx, queue);
    if ((await tx.query('SELECT 1 FROM register.incident WHERE id = $1', [incidentId])).length > 0)
      return { told: told.length };
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [{ id: incidentId, kind: 'incident' }],
      details: { change: 'incident-reported', queue },
    });
    await storeIncident(deps, tx, sealer, actor, report);
    await deps.live.announce(tx, { kind: 'incidents-changed', contactId: null, queue });
    for (const staffId of told.filter((each) => each !== actor.staffId))
      await deps.live.announce(tx, {
        kind: 'for-you',
        contactId: null,
        queue,
        staffId,
        notice: 'incident',
      });
    return { told: told.length };
  });
}

/** It happened before one knew, and one knows no later than now. @throws Refusal 'invalid-input' */
export function mustBeInOrder(happenedAt: Date, awareAt: Date, now: Date): void {
  if (awareAt > now) throw new Refusal('invalid-input', { field: 'awareAt' });
  if (happenedAt > awareAt) throw new Refusal('invalid-input', { field: 'happenedAt' });
}

/** @throws Refusal 'category-not-declared' */
export function mustBeDeclared(deps: Pick<ContactsDeps, 'current'>, categories: readonly string[]): void {
  const known = deps.current().declaration.categories;
  if (categories.some((category) => !Object.hasOwn(known, category)))
    throw new Refusal('category-not-declared');
}
