import type { ErrorCode } from '../../base/errors.ts';
import { eeaCountries } from '../declaration/eea.ts';
import type { Declaration, Processor } from '../declaration/declaration.ts';

/** What is about to leave the house. */
export interface Disclosing {
  /** A key of the declaration's processors. */
  readonly recipient: string;
  /** A key of the declaration's purposes. */
  readonly purpose: string;
  /** Beyond the number of the contact and that something happened to it. Empty: ids only. */
  readonly categories: readonly string[];
}

export type DisclosureRefusal = Extract<
  ErrorCode,
  | 'recipient-not-declared'
  | 'recipient-agreement-ended'
  | 'recipient-country-not-allowed'
  | 'recipient-purpose-not-declared'
  | 'recipient-category-not-declared'
>;

/**
 * Whether the declaration lets this leave (GDPR Art. 5(1)(b), 28, 44): the recipient is declared, the agreement
 * is in force on this day, every country is allowed, purpose and categories are among those agreed on, and the
 * categories are held for that purpose.
 * @param today ISO, in the register's time zone
 * @returns the refusal's code, or undefined for what may leave
 */
export function refuseDisclosure(
  declaration: Declaration,
  today: string,
  what: Disclosing,
): DisclosureRefusal | undefined {
  const processor = processorOf(declaration, what.recipient);
  if (processor === undefined) return 'recipient-not-declared';
  if (today > processor.validUntil || today < processor.agreement.date) return 'recipient-agreement-ended';
  const { outsideEea } = declaration.processing;
  const abroad = processor.countries.some((country) => !eeaCountries.has(country));
  if (processor.countries.length === 0) return 'recipient-country-not-allowed';
  if (abroad && (!outsideEea.allowed || processor.transferGround === undefined))
    return 'recipient-country-not-allowed';
  if (!Object.hasOwn(declaration.purposes, what.purpose) || !processor.purposes.includes(what.purpose))
    return 'recipient-purpose-not-declared';
  const held = (category: string) =>
    Object.hasOwn(declaration.categories, category) &&
    declaration.categories[category]!.purposes.includes(what.purpose);
  if (!what.categories.every((category) => processor.categories.includes(category) && held(category)))
    return 'recipient-category-not-declared';
  return undefined;
}

export function processorOf(declaration: Declaration, key: string): Processor | undefined {
  const { processors = {} } = declaration;
  return Object.hasOwn(processors, key) ? processors[key] : undefined;
}
