/**
 * Hours in which the authority is told, from when the controller is aware (GDPR Art. 33(1)). Hours run on through nights,
 * weekends and holidays: a period in hours is not moved by its last day (Regulation (EEC, Euratom) 1182/71 Art. 3(4)). That
 * the hour of the event does not count, and that two working days must lie within (Art. 3(1), 3(5)), would at most give
 * more time; we alarm on the earlier moment. The number is law and may change: each incident keeps the moment it was given.
 */
export const notifyHours = 72;

/** Hours left at which those who handle it are reminded; at the last one nothing is left. */
export const reminderHours = [24, 6, 0] as const;

const hour = 3_600_000;

/** Until when the authority is to be told. @param awareAt when the controller became aware */
export function notifyBy(awareAt: Date): Date {
  return new Date(awareAt.getTime() + notifyHours * hour);
}

/** How many of the reminders are due by now: 0 to 3. */
export function remindersDue(by: Date, now: Date): number {
  const left = by.getTime() - now.getTime();
  return reminderHours.filter((hours) => left <= hours * hour).length;
}
