import type { Declaration } from '../../safeguards/declaration/declaration.ts';
import { sealedText, type SealedColumn } from '../../safeguards/vault/sealed.ts';

/** The categories of the declaration that this software knows how to hold about a person. */
export const personCategories = [
  'identityCode',
  'name',
  'address',
  'phone',
  'emailAddress',
  'personNotes',
] as const;
export type PersonCategory = (typeof personCategories)[number];

const columns = new Map(
  personCategories.map((category) => [
    category as string,
    sealedText('register.person_field', 'value_sealed', category),
  ]),
);

/** The value's column under its own category, so that a grant for names opens no codes. */
export function valueColumn(category: string): SealedColumn<string> {
  const found = columns.get(category);
  if (found === undefined) throw new Error('no such person category');
  return found;
}

/**
 * Whether the declaration lets this be held about a person. Notes about a person rather than their matter are held only
 * where it has the category `personNotes`, text that comes from staff: then people are told of it too.
 */
export function isHeldAboutPerson(declaration: Declaration, category: string): category is PersonCategory {
  if (!(personCategories as readonly string[]).includes(category)) return false;
  const declared = declaration.categories[category];
  if (category === 'personNotes') return declared?.kind === 'text' && declared.origin === 'staff';
  return declared !== undefined;
}

const several: ReadonlySet<string> = new Set<PersonCategory>(['emailAddress', 'phone', 'personNotes']);

/** Of these a person has one: a second value is a correction. */
export function isSingle(category: string): boolean {
  return !several.has(category);
}

/** Identifiers: categories by which one person is found again. */
export const identifierKinds: Readonly<Partial<Record<PersonCategory, string>>> = {
  emailAddress: 'email-address',
  phone: 'phone',
  identityCode: 'identity-code',
};

export function lengthClassOf(value: string): 'short' | 'medium' | 'long' {
  return value.length <= 12 ? 'short' : value.length <= 28 ? 'medium' : 'long';
}
