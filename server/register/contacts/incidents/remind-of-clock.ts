import type { ContactsDeps } from '../contacts.ts';
import { reminderHours, remindersDue } from './breach-clock.ts';
import { readClocks, setReminded } from './incidents-store.ts';
import { handlersOf } from './make-incident.ts';

/** Minutes between two looks. */
export const remindEvery = 5;

/**
 * Reminds those who handle incidents of a queue of the clocks that run: at 24 hours left, at six, and when it has ended. Each
 * is told once, also when we were away at its moment.
 * @returns how many incidents were called to mind
 */
export async function remindOfClocks(
  deps: Pick<ContactsDeps, 'db' | 'clock' | 'live' | 'current'>,
): Promise<number> {
  const now = deps.clock.now();
  const furthest = Math.max(...reminderHours) * 3_600_000;
  let reminded = 0;
  for (const clock of await readClocks(deps.db, new Date(now.getTime() + furthest))) {
    const due = remindersDue(clock.notify_by, now);
    if (due <= clock.reminded) continue;
    await deps.db.transaction(async (tx) => {
      if (!(await setReminded(tx, clock.id, due))) return;
      reminded += 1;
      const { queue } = clock;
      for (const staffId of await handlersOf(deps, tx, queue))
        await deps.live.announce(tx, {
          kind: 'for-you',
          contactId: clock.contact_id,
          queue,
          staffId,
          notice: 'incident-due',
        });
      await deps.live.announce(tx, { kind: 'incidents-changed', contactId: null, queue });
    });
  }
  return reminded;
}
