import { sealedText, type SealedColumn } from '../../safeguards/vault/sealed.ts';

/** The categories of the declaration that this software knows how to hold about a person. */
export const personCategories = ['identityCode', 'name', 'address', 'phone', 'emailAddress'] as const;
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

/** Identifiers: categories by which one person is found again. */
export const identifierKinds: Readonly<Partial<Record<PersonCategory, string>>> = {
  emailAddress: 'email-address',
  phone: 'phone',
  identityCode: 'identity-code',
};

export function lengthClassOf(value: string): 'short' | 'medium' | 'long' {
  return value.length <= 12 ? 'short' : value.length <= 28 ? 'medium' : 'long';
}
