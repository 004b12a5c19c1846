import type { Tx } from '../../storage/database.ts';
import {
  type CountedContact,
  type CountingDeps,
  countWork,
  minutesBetween,
  type Work,
} from './count-work.ts';

/** A contact as it stood, or stands now. */
export interface StandingContact extends CountedContact {
  readonly status: 'open' | 'waiting' | 'snoozed' | 'closed';
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  /** How it stood before it was closed. */
  readonly standing_before: { readonly doneDueAt: string | null } | null;
}

/** Opened again within this time, a contact had not been closed: a finger had slipped, or the answer it was closed with was taken back. */
const slipMilliseconds = 120_000;

/**
 * Counts what a change by staff made of a contact's standing: resolved (since it was opened), opened again, put off.
 * A closing taken back within two minutes is taken out of the figures; one that stood for longer stays in them,
 * beside the opening again.
 */
export function countMoves(
  tx: Tx,
  deps: CountingDeps,
  before: StandingContact,
  after: StandingContact,
  at: Date,
): void {
  const work: Work[] = [];
  if (before.closed_at === null && after.closed_at !== null) {
    work.push({
      kind: 'resolved',
      at: after.closed_at,
      minutes: minutesBetween(after.opened_at, after.closed_at),
    });
    work.push(...byTarget(after.closed_at, after.standing_before));
  }
  if (before.closed_at !== null && after.closed_at === null) {
    if (at.getTime() - before.closed_at.getTime() <= slipMilliseconds) {
      const minutes = minutesBetween(before.opened_at, before.closed_at);
      // As it was counted: in the queue it was in then.
      const closing = [
        { kind: 'resolved' as const, at: before.closed_at, minutes },
        ...byTarget(before.closed_at, before.standing_before),
      ];
      countWork(
        tx,
        deps,
        before,
        closing.map((each) => ({ ...each, times: -1 as const })),
      );
    } else work.push({ kind: 'reopened', at });
  }
  if (before.status !== 'snoozed' && after.status === 'snoozed') work.push({ kind: 'snoozed', at });
  countWork(tx, deps, after, work);
}

/** Whether a closing came in time, where there was a target: as the contact stood before it. */
function byTarget(
  closedAt: Date,
  before: StandingContact['standing_before'],
): { kind: 'done-within-target' | 'done-outside-target'; at: Date }[] {
  if (!before?.doneDueAt) return [];
  const inTime = closedAt <= new Date(before.doneDueAt);
  return [{ kind: inTime ? 'done-within-target' : 'done-outside-target', at: closedAt }];
}
