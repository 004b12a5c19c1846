import type { CategoryKind } from './declaration.ts';

/** What a person can say and software can compare. */
export const comparableKinds = [
  'identity-code',
  'name',
  'postal-address',
  'phone',
  'email-address',
] as const satisfies readonly CategoryKind[];
export type ComparableKind = (typeof comparableKinds)[number];

export function isComparable(kind: unknown): kind is ComparableKind {
  return (comparableKinds as readonly unknown[]).includes(kind);
}

/**
 * Whether knowing all of these says who somebody is. Two things at least, and never a name and an identity code alone:
 * both stand in too many papers (Office of the Data Protection Ombudsman; Data Protection Act 1050/2018 s. 29).
 */
export function sufficesToIdentify(kinds: readonly unknown[]): boolean {
  const different = new Set(kinds);
  return (
    different.size >= 2 &&
    [...different].every(isComparable) &&
    [...different].some((kind) => kind !== 'name' && kind !== 'identity-code')
  );
}
