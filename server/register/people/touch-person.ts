import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Period, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { periodFor } from '../../safeguards/declaration/period-for.ts';
import type { Tx } from '../../storage/database.ts';
import { type InForce, movePeriod } from './people-store.ts';

/** The person was in contact: their unused-profile period runs from here. */
export function touchPerson(tx: Tx, published: PublishedDeclaration, personId: Id<'person'>, at: Date): void {
  movePeriod(tx, personId, at, personPeriod(published));
}

export function personPeriod({ declaration, version }: PublishedDeclaration): InForce & { period: Period } {
  const due = periodFor(declaration, 'person');
  if (due === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'person' });
  const { rule, period } = due;
  return { version, rule, period, months: period.months, timeZone: declaration.register.timeZone };
}
