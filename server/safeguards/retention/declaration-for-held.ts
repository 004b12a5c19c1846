import type { PublishedDeclaration } from '../declaration/declaration.ts';

/**
 * The declaration whose period counts for a unit that is held already: the one in force, unless the unit would go later
 * by it than by the one it is held under. A longer period reaches what is held only once those persons have been
 * informed (GDPR Art. 13(3), 14(4)); what happens to the unit meanwhile changes the moment the period runs from.
 * @param goesAt when the unit goes by a declaration, as things are now
 */
export async function declarationForHeld(
  deps: { current(): PublishedDeclaration; version(version: number): Promise<PublishedDeclaration> },
  heldUnder: number,
  goesAt: (published: PublishedDeclaration) => Date,
): Promise<PublishedDeclaration> {
  const inForce = deps.current();
  if (heldUnder === inForce.version) return inForce;
  const before = await deps.version(heldUnder);
  return goesAt(before) < goesAt(inForce) ? before : inForce;
}
