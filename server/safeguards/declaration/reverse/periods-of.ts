import type { Span } from './extract-values.ts';
import type { PeriodUnit } from './language-clues.ts';
import type { PeriodFact } from './notice-facts.ts';
import type { SentenceRead } from './read-sentence.ts';

/** Units that a sentence is about alone when it names them, whatever else it mentions. */
const sole: readonly PeriodUnit[] = ['recording', 'access-log', 'request', 'staff'];

/**
 * Which period is said of what. Where words and times do not match one to one, nothing is guessed: an empty list.
 */
export function periodsOf(
  read: SentenceRead,
  place: { readonly index: number; readonly lastUnit: PeriodUnit | undefined },
): PeriodFact[] {
  const { spans, extensions } = read;
  const { index: sentence } = place;
  const named = read.units.map(({ unit }) => unit);
  const alone = named.find((unit) => sole.includes(unit));
  const units = named.length === 0 ? (place.lastUnit ? [place.lastUnit] : []) : named;
  const [first] = spans;
  if (!first || units.length === 0) return [];

  if (spans.length === 1) {
    const of = alone ? [alone] : units;
    return of.map((unit) =>
      read.is('longer') && first.months !== undefined
        ? { unit, capMonths: first.months, extensions, sentence }
        : { unit, ...timeOf(first), extensions: [], sentence },
    );
  }
  // "three months, with complaints twelve": the base and the cap of one thing.
  if (read.is('longer') && (units.length === 1 || alone)) {
    const cap = Math.max(...spans.map(({ months = 0 }) => months));
    return [
      {
        unit: alone ?? units[0]!,
        ...timeOf(first),
        ...(cap > (first.months ?? 0) ? { capMonths: cap } : {}),
        extensions,
        sentence,
      },
    ];
  }
  if (units.length !== spans.length) return [];
  return units.map((unit, index) => ({ unit, ...timeOf(spans[index]!), extensions: [], sentence }));
}

function timeOf({ months, days }: Span): { months: number } | { days: number } | object {
  if (months !== undefined) return { months };
  return days === undefined ? {} : { days };
}
