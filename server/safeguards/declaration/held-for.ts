import type { CategoryKind, Declaration, Period, UnitKind } from './declaration.ts';

const unitOf: Readonly<Record<CategoryKind, UnitKind>> = {
  'identity-code': 'person',
  name: 'person',
  'postal-address': 'person',
  phone: 'person',
  'email-address': 'person',
  text: 'contact',
  file: 'contact',
  recording: 'recording',
  metadata: 'contact',
  'ip-address': 'contact',
};

/** What a person is known by goes with the person, a recording by its own period, the rest with its contact. */
export function unitOfCategory(category: string, kind: CategoryKind): UnitKind {
  return category === 'personNotes' ? 'person' : unitOf[kind];
}

/** The period after which a category goes, with its key; undefined where its unit has none, or where it is not declared. */
export function periodOfCategory(
  declaration: Declaration,
  category: string,
): { readonly rule: string; readonly period: Period } | undefined {
  if (!Object.hasOwn(declaration.categories, category)) return undefined;
  const unit = unitOfCategory(category, declaration.categories[category]!.kind);
  const found = Object.entries(declaration.periods).find(([, period]) => period.unit === unit);
  return found && { rule: found[0], period: found[1] };
}

/**
 * What a category may be used for: the purposes it is held for, as far as its unit is kept for them too. For a purpose
 * that the period does not name there is no ground to keep it, so none to use it either (GDPR Art. 5(1)(e)).
 */
export function heldFor(declaration: Declaration, category: string): readonly string[] {
  if (!Object.hasOwn(declaration.categories, category)) return [];
  const { purposes } = declaration.categories[category]!;
  const kept = periodOfCategory(declaration, category)?.period.purposes;
  return kept === undefined ? purposes : purposes.filter((purpose) => kept.includes(purpose));
}

/** Of some purposes those for which the category is held and kept. */
export function onlyHeldFor(
  declaration: Declaration,
  category: string,
  purposes: readonly string[],
): string[] {
  const held = heldFor(declaration, category);
  return [...new Set(purposes)].filter((purpose) => held.includes(purpose));
}

/** What a period is for, in the order of the file; where it does not say, all that the categories of its unit are held for. */
export function purposesOfPeriod(declaration: Declaration, period: Period): readonly string[] {
  if (period.purposes !== undefined) return period.purposes;
  const used = new Set(
    Object.entries(declaration.categories)
      .filter(([key, { kind }]) => unitOfCategory(key, kind) === period.unit)
      .flatMap(([, { purposes }]) => purposes),
  );
  return Object.keys(declaration.purposes).filter((purpose) => used.has(purpose));
}
