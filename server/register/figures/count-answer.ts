import type { Tx } from '../../storage/database.ts';
import {
  type CountedContact,
  type CountingDeps,
  countWork,
  minutesBetween,
  type Work,
} from './count-work.ts';

/** What is known of an answer when it leaves the house. */
export interface LeavingAnswer {
  readonly at: Date;
  /** The first that the contact got. */
  readonly isFirst: boolean;
  /** Since when the customer had waited; null when they did not. */
  readonly waitedSince: Date | null;
  /** By when the queue's target wanted it; null without a target. */
  readonly dueAt: Date | null;
}

/**
 * Counts an answer once it has left the house: one that is taken back before that was never given, and
 * one that leaves later has the customer wait until then.
 */
export function countAnswer(
  tx: Tx,
  deps: CountingDeps,
  contact: CountedContact,
  answer: LeavingAnswer,
): void {
  const { at, waitedSince, dueAt } = answer;
  const kind = answer.isFirst ? 'first-answer' : 'later-answer';
  const work: Work[] = [{ kind, at, ...(waitedSince ? { minutes: minutesBetween(waitedSince, at) } : {}) }];
  const worked = waitedSince && deps.team.businessMinutes(contact.queue, waitedSince, at);
  if (typeof worked === 'number') work.push({ kind: `${kind}-worked`, at, minutes: worked });
  if (dueAt) work.push({ kind: at <= dueAt ? 'within-target' : 'outside-target', at });
  countWork(tx, deps, contact, work);
}
