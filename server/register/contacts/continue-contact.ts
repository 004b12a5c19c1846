import type { contactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';

/** A contact as it stands with one more message of its customer's, or of a machine. */
export function continued(
  deps: Pick<ContactsDeps, 'team'>,
  row: ContactRow,
  incoming: { readonly at: Date; readonly automatic: boolean },
  files: number,
  card: Buffer,
  period: ReturnType<typeof contactPeriod>,
): ContactRow {
  const grown = { ...row, messages: row.messages + 1, files: row.files + files, card_sealed: card };
  const later = incoming.at > row.last_at;
  const moved = later ? { ...grown, last_at: incoming.at, last_in_at: incoming.at } : grown;
  if (incoming.automatic) return row.closed_at === null && later ? { ...moved, ...period } : moved;
  // Whoever writes again is waiting again, also on a closed contact.
  const next: ContactRow = {
    ...moved,
    ...(later ? period : {}),
    status: 'open',
    closed_at: null,
    snoozed_until: null,
    waiting_since: row.waiting_since ?? incoming.at,
    underway_since: row.underway_since ?? incoming.at,
  };
  return { ...next, ...dueMoments(deps, next) };
}
