const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The beginning of the hour by the clock of a time zone (IANA name). By that clock, not by UTC's: where the
 * two differ by half an hour an hour of one lies in two of the other, and so in two days. The hour that
 * comes twice in autumn is two hours.
 */
export function hourOf(moment: Date, timeZone: string): Date {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric', second: 'numeric' });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(moment);
  const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value ?? 0);
  const second = Math.floor(moment.getTime() / 1000) * 1000;
  return new Date(second - (part('minute') * 60 + part('second')) * 1000);
}
