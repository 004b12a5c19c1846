import type { PublishedDeclaration, UnitKind } from '../declaration/declaration.ts';
import { periodFor } from '../declaration/period-for.ts';

/**
 * The declaration whose period counts for a unit that is held already: the one in force, unless its
 * period is longer than the one the unit is held under. A longer period reaches what is held only
 * once those persons have been informed (GDPR Art. 13(3), 14(4)); what happens to the unit meanwhile
 * changes the moment the period runs from, not its length.
 */
export async function declarationForHeld(
  deps: { current(): PublishedDeclaration; version(version: number): Promise<PublishedDeclaration> },
  kind: UnitKind,
  heldUnder: number,
): Promise<PublishedDeclaration> {
  const inForce = deps.current();
  if (heldUnder === inForce.version) return inForce;
  const before = await deps.version(heldUnder);
  const months = (published: PublishedDeclaration) =>
    periodFor(published.declaration, kind)?.period.months ?? Infinity;
  return months(before) < months(inForce) ? before : inForce;
}
