import { Refusal } from '../../base/errors.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import { declarationForHeld } from '../../safeguards/retention/declaration-for-held.ts';
import type { ContactsDeps } from './contacts.ts';

/**
 * When a contact goes, and by which rule. While it is open its period runs from the last thing that
 * happened, as if it were closed then: so that nothing is kept without end because nobody closed it.
 */
export function contactPeriod(
  published: PublishedDeclaration,
  from: Date,
): { delete_after: Date; delete_rule: string; declaration_version: number } {
  const { declaration, version } = published;
  const found = periodFor(declaration, 'contact');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'contact' });
  return {
    delete_after: deleteAfter(found.period, from, declaration.register.timeZone),
    delete_rule: found.rule,
    declaration_version: version,
  };
}

/** The same for a contact that is held already: a period that has become longer since does not reach it. */
export async function heldContactPeriod(
  deps: Pick<ContactsDeps, 'current' | 'version'>,
  heldUnder: number,
  from: Date,
): Promise<ReturnType<typeof contactPeriod>> {
  return contactPeriod(await declarationForHeld(deps, 'contact', heldUnder), from);
}
