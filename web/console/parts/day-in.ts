/**
 * The calendar day (ISO) in a time zone, or so many days on: a task is due where the register is kept, not where
 * somebody reads it. Without a zone, the reader's own.
 */
export function dayIn(timeZone: string | undefined, now: Date, ahead = 0): string {
  // The Swedish form is ISO 8601.
  const today = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + ahead);
  return day.toISOString().slice(0, 10);
}
