import { dayOf } from '../../safeguards/access/calendar-day.ts';
import type { ContactsDeps } from './contacts.ts';
import { takeUntold } from './todos-store.ts';

/** From which hour of the register's day on: when work begins, not at midnight. */
const morning = 8;

/**
 * Tells each colleague, once and without naming any contact, that they have tasks due today. Noted with the telling,
 * so that of many processes one does it, and one that was away in the morning does it when it is back.
 */
export async function tellTodosDue(
  deps: Pick<ContactsDeps, 'db' | 'live' | 'clock' | 'current'>,
): Promise<void> {
  const now = deps.clock.now();
  const { timeZone } = deps.current().declaration.register;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now);
  if (Number(hour) < morning) return;
  await deps.db.transaction(async (tx) => {
    for (const staffId of await takeUntold(tx, dayOf(now, timeZone), now))
      await deps.live.announce(tx, {
        kind: 'for-you',
        contactId: null,
        queue: null,
        staffId,
        notice: 'todos-due',
      });
  });
}
