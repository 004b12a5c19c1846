import { contactPeriod, heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { type CallEvent, type CallFacts, lastOn } from './call-event.ts';

/**
 * How a contact stands with what is now known of a call in it. Only what the event made new moves it: what colleagues have
 * decided since stays, when an exchange tells the same again.
 * @param before what was known; undefined when this is the first that is heard of the call
 */
export async function standWithCall(
  deps: Pick<ContactsDeps, 'team' | 'current' | 'version'>,
  row: ContactRow,
  { direction }: Pick<CallEvent, 'direction'>,
  before: CallFacts | undefined,
  now: CallFacts,
): Promise<ContactRow> {
  const isIn = direction === 'incoming';
  const latest = now.endedAt ?? now.answeredAt ?? now.beganAt;
  let next: ContactRow = {
    ...row,
    last_at: latest > row.last_at ? latest : row.last_at,
    last_in_at: isIn && now.beganAt > (row.last_in_at ?? new Date(0)) ? now.beganAt : row.last_in_at,
    assignee_id:
      row.assignee_id === null || row.assignee_id === (before && lastOn(before))
        ? (lastOn(now) ?? row.assignee_id)
        : row.assignee_id,
  };
  if (before === undefined && row.status !== 'open') next = opened(next);
  if (before === undefined) next = { ...next, underway_since: row.underway_since ?? now.beganAt };
  // Told late that it began earlier: who waits has waited since then.
  else if (now.beganAt < before.beganAt) next = movedBack(next, before.beganAt, now.beganAt);
  const isAnswered = now.answeredAt !== null;
  if (
    isAnswered &&
    before?.answeredAt == null &&
    next.waiting_since !== null &&
    next.waiting_since <= now.answeredAt!
  )
    next = { ...next, waiting_since: null };
  // A call that nobody has taken yet, or nobody took, waits to be answered.
  else if (isIn && !isAnswered && before === undefined)
    next = { ...next, waiting_since: row.waiting_since ?? now.beganAt };
  const period =
    latest > row.last_at && next.closed_at === null ? await heldContactPeriod(deps, row, latest) : {};
  return { ...next, ...period, ...dueMoments(deps, next) };
}

function opened(row: ContactRow): ContactRow {
  return { ...row, status: 'open', closed_at: null, snoozed_until: null };
}

function movedBack(row: ContactRow, from: Date, to: Date): ContactRow {
  const back = (moment: Date | null) => (moment?.getTime() === from.getTime() ? to : moment);
  return {
    ...row,
    waiting_since: back(row.waiting_since),
    underway_since: back(row.underway_since),
    last_in_at: row.last_in_at,
  };
}

/** A contact that begins with this call. */
export function beginWithCall(
  deps: Pick<ContactsDeps, 'team' | 'current'>,
  event: Pick<CallEvent, 'direction' | 'queue'>,
  now: CallFacts,
) {
  const waits = event.direction === 'incoming' && now.answeredAt === null;
  const since = { waiting_since: waits ? now.beganAt : null, underway_since: now.beganAt };
  const last = now.endedAt ?? now.answeredAt ?? now.beganAt;
  return {
    channel: 'phone' as const,
    mailbox: null,
    queue: event.queue,
    status: 'open' as const,
    priority: 'normal' as const,
    assignee_id: lastOn(now),
    language: null,
    tags: [],
    opened_at: now.beganAt,
    last_at: last,
    last_in_at: event.direction === 'incoming' ? now.beganAt : null,
    ...since,
    ...dueMoments(deps, { queue: event.queue, priority: 'normal', ...since }),
    messages: 0,
    files: 0,
    ...contactPeriod(deps.current(), { openedAt: now.beganAt, at: last }),
  };
}
