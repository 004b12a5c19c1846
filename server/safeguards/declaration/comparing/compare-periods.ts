import type { Declaration, Period } from '../declaration.ts';

/** How a period changed between two versions. A longer one reaches what is already held only after those persons are informed (GDPR Art. 13(3), 14(4)). */
export interface PeriodChange {
  readonly unit: Period['unit'];
  readonly change: 'shorter' | 'longer' | 'new' | 'gone';
  readonly before?: number;
  readonly after?: number;
}

/** The periods that differ, by unit. A period that now runs from another moment counts as longer: it may be. */
export function comparePeriods(before: Declaration, after: Declaration): PeriodChange[] {
  const old = byUnit(before);
  const now = byUnit(after);
  const changes: PeriodChange[] = [];
  for (const [unit, period] of now) {
    const was = old.get(unit);
    if (!was) changes.push({ unit, change: 'new', after: period.months });
    else if (was.from !== period.from || was.months < period.months) {
      changes.push({ unit, change: 'longer', before: was.months, after: period.months });
    } else if (was.months > period.months) {
      changes.push({ unit, change: 'shorter', before: was.months, after: period.months });
    }
  }
  for (const [unit, period] of old) {
    if (!now.has(unit)) changes.push({ unit, change: 'gone', before: period.months });
  }
  return changes;
}

function byUnit(declaration: Declaration): Map<Period['unit'], Period> {
  return new Map(Object.values(declaration.periods).map((period) => [period.unit, period]));
}
