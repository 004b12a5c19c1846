import type { Id } from '../../base/new-id.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow, Standing } from './contacts-store.ts';

/** To be kept with the change that `act` is about to make. */
export function standingOf(row: ContactRow, act: Standing['act'], by: Id<'staff'> | null): Standing {
  const moment = (at: Date | null) => at?.toISOString() ?? null;
  return {
    version: row.version + 1,
    act,
    by,
    status: row.status,
    waitingSince: moment(row.waiting_since),
    answerDueAt: moment(row.answer_due_at),
    underwaySince: moment(row.underway_since),
    doneDueAt: moment(row.done_due_at),
    snoozedUntil: moment(row.snoozed_until),
    deleteAfter: row.delete_after.toISOString(),
    deleteRule: row.delete_rule,
    declarationVersion: row.declaration_version,
  };
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

/** The contact as it stood. A period that was published meanwhile holds all the same. */
export async function asItStood(
  deps: Pick<ContactsDeps, 'current' | 'version' | 'clock'>,
  row: ContactRow,
  before: Standing,
): Promise<ContactRow> {
  const samePeriod = row.declaration_version === before.declarationVersion;
  return {
    ...row,
    status: before.status,
    closed_at: null,
    waiting_since: dateOf(before.waitingSince),
    answer_due_at: dateOf(before.answerDueAt),
    underway_since: dateOf(before.underwaySince),
    done_due_at: dateOf(before.doneDueAt),
    snoozed_until: dateOf(before.snoozedUntil),
    standing_before: null,
    ...(samePeriod
      ? { delete_after: new Date(before.deleteAfter), delete_rule: before.deleteRule }
      : await heldContactPeriod(deps, row, deps.clock.now())),
  };
}

/**
 * Since when the customer of a contact waited and it was under way when it was closed. Opened again, it is so once more:
 * nobody has answered since, or it would have been closed anew.
 */
export function whenClosed(row: ContactRow): { waiting: Date | null; underway: Date | null } {
  const before = row.standing_before?.act === 'close-contact' ? row.standing_before : undefined;
  return { waiting: dateOf(before?.waitingSince ?? null), underway: dateOf(before?.underwaySince ?? null) };
}
