import type { ErrorCode } from '../../base/errors.ts';
import { eeaCountries } from '../declaration/eea.ts';
import type {
  Connection,
  Declaration,
  Processor,
  TransferGround,
  Words,
} from '../declaration/declaration.ts';
import { heldFor } from '../declaration/held-for.ts';
import { asWritten } from '../declaration/wording.ts';

/** What is about to leave the house. */
export interface Disclosing {
  /** A key of the declaration's processors or recipients. */
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
 * Whether the declaration lets this leave (GDPR Art. 5(1)(b), 28, 44): the recipient is declared, its agreement or
 * the time for which it is declared covers this day, every country is allowed, purpose and categories are among
 * those declared for it, and the categories are held for that purpose.
 * @param today ISO, in the register's time zone
 * @returns the refusal's code, or undefined for what may leave
 */
export function refuseDisclosure(
  declaration: Declaration,
  today: string,
  what: Disclosing,
): DisclosureRefusal | undefined {
  const recipient = recipientOf(declaration, what.recipient);
  if (recipient === undefined) return 'recipient-not-declared';
  const refusal = refuseRecipient(declaration, today, recipient);
  if (refusal !== undefined) return refusal;
  if (!Object.hasOwn(declaration.purposes, what.purpose) || !recipient.purposes.includes(what.purpose))
    return 'recipient-purpose-not-declared';
  const mayGive = (category: string) =>
    recipient.categories.includes(category) && heldFor(declaration, category).includes(what.purpose);
  return what.categories.every(mayGive) ? undefined : 'recipient-category-not-declared';
}

/** What holds whatever they are given: this day is among those for which they are declared, and every country is allowed. */
export function refuseRecipient(
  declaration: Declaration,
  today: string,
  { from, until, countries, transferGround }: DeclaredRecipient,
): 'recipient-agreement-ended' | 'recipient-country-not-allowed' | undefined {
  if ((from !== undefined && today < from) || (until !== undefined && today > until))
    return 'recipient-agreement-ended';
  const { outsideEea } = declaration.processing;
  const abroad = countries.some((country) => !eeaCountries.has(country));
  if (countries.length === 0) return 'recipient-country-not-allowed';
  return abroad && (!outsideEea.allowed || transferGround === undefined)
    ? 'recipient-country-not-allowed'
    : undefined;
}

/** Whoever may be given data: a processor under its agreement, or a recipient who is a controller of its own. */
export interface DeclaredRecipient {
  readonly name: Words;
  /** What a processor does, or why a recipient is given data. */
  readonly why: Words;
  /** Null: a controller of its own, with whom none is needed. */
  readonly agreement: Processor['agreement'] | null;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly countries: readonly string[];
  readonly transferGround?: TransferGround;
  /** Their machines that the software connects to. */
  readonly connections?: readonly Connection[];
  /** The first and last day, ISO; left out: no such day. */
  readonly from?: string;
  readonly until?: string;
}

/** All of them by key, in the order of the file. */
export function recipientsOf(declaration: Declaration): [string, DeclaredRecipient][] {
  const { processors = {}, recipients = {} } = declaration;
  return [...Object.keys(processors), ...Object.keys(recipients)].map((key) => [
    key,
    recipientOf(declaration, key)!,
  ]);
}

/** By key: processors and recipients share no key. Undefined for what neither names. */
export function recipientOf(declaration: Declaration, key: string): DeclaredRecipient | undefined {
  const { processors = {}, recipients = {} } = declaration;
  if (Object.hasOwn(processors, key)) {
    const { name, service, validUntil, ...processor } = processors[key]!;
    const { date } = processor.agreement;
    return { ...processor, name: asWritten(name), why: service, from: date, until: validUntil };
  }
  if (!Object.hasOwn(recipients, key)) return undefined;
  const { validUntil, ...recipient } = recipients[key]!;
  return { ...recipient, agreement: null, ...(validUntil === undefined ? {} : { until: validUntil }) };
}
