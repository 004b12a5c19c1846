/** When a contact may come back, as one would say it. */
export const snoozeChoices = ['later-today', 'tomorrow', 'monday', 'week', 'month'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

const morning = 8;

/** The moment of a choice in the user's own time zone; mornings are at eight. */
export function snoozeMoment(choice: SnoozeChoice, now: Date): Date {
  const at = new Date(now);
  if (choice === 'later-today') {
    at.setHours(at.getHours() + 3, 0, 0, 0);
    return at;
  }
  at.setHours(morning, 0, 0, 0);
  if (choice === 'tomorrow') at.setDate(at.getDate() + 1);
  else if (choice === 'week') at.setDate(at.getDate() + 7);
  else if (choice === 'monday') at.setDate(at.getDate() + ((8 - at.getDay()) % 7 || 7));
  else {
    // The same day of the next month, or its last one.
    const day = at.getDate();
    at.setMonth(at.getMonth() + 1, 1);
    at.setDate(Math.min(day, new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate()));
  }
  return at;
}
