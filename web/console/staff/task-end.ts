const two = (number: number) => String(number).padStart(2, '0');

/** The calendar date some months from now, for a date field (YYYY-MM-DD); that month's last day where there is no such day. */
export function inMonths(from: Date, months: number): string {
  const last = new Date(from.getFullYear(), from.getMonth() + months + 1, 0).getDate();
  const date = new Date(from.getFullYear(), from.getMonth() + months, Math.min(from.getDate(), last));
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether a last day (YYYY-MM-DD) has passed where the user is. */
export function hasEnded(lastDay: string): boolean {
  return lastDay < inMonths(new Date(), 0);
}
