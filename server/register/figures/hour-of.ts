const formats = new Map<string, Intl.DateTimeFormat>();
/** By zone: a quarter of an hour that was asked about, and where in its hour it begins. No zone changes within one. */
const quarters = new Map<string, { readonly begins: number; readonly intoHour: number }>();
const quarter = 900_000;

/**
 * The beginning of the hour by the clock of a time zone (IANA name). By that clock, not by UTC's: where the
 * two differ by half an hour an hour of one lies in two of the other, and so in two days. The hour that
 * comes twice in autumn is two hours.
 */
export function hourOf(moment: Date, timeZone: string): Date {
  const begins = Math.floor(moment.getTime() / quarter) * quarter;
  let last = quarters.get(timeZone);
  if (last?.begins !== begins) {
    last = { begins, intoHour: begins - beginningOfHour(new Date(begins), timeZone) };
    quarters.set(timeZone, last);
  }
  return new Date(begins - last.intoHour);
}

function beginningOfHour(moment: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric', second: 'numeric' });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(moment);
  const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value ?? 0);
  return moment.getTime() - (part('minute') * 60 + part('second')) * 1000;
}
