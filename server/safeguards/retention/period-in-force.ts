import type { PublishedDeclaration, UnitKind } from '../declaration/declaration.ts';
import { periodFor } from '../declaration/period-for.ts';

/** What a holding's SQL needs to bring its units under a published period. */
export interface PeriodInForce {
  readonly rule: string;
  readonly months: number;
  readonly timeZone: string;
  readonly version: number;
}

export function periodInForce(published: PublishedDeclaration, kind: UnitKind): PeriodInForce | undefined {
  const found = periodFor(published.declaration, kind);
  return (
    found && {
      rule: found.rule,
      months: found.period.months,
      timeZone: published.declaration.register.timeZone,
      version: published.version,
    }
  );
}
