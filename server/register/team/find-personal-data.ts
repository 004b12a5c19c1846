import { findPhoneNumbersInText } from 'libphonenumber-js/max';
import { findIdentityCodes } from '../../base/find-identity-codes.ts';

export type PersonalDataKind = 'identity-code' | 'email-address' | 'phone-number';

export interface FoundPersonalData {
  readonly kind: PersonalDataKind;
  /** In UTF-16 units of the text. */
  readonly at: number;
}

// As long as an address may be: without the bounds a text of one long word would be looked through from each of its letters.
const address = /[^\s@<>()[\],;:"]{1,64}@[^\s@<>()[\],;:"]{1,253}\.[\p{L}]{2,24}/gu;
// Dates, times and business ids are made of digits too, and are about nobody.
const harmless =
  /(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?|\d{7}-\d)(?!\d)/g;
/** Numbers that reach an organisation whoever answers. */
const ofServices = new Set(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE', 'UAN', 'SHORT_CODE']);

/**
 * The first thing in a text of the team's own that is somebody's: such words are kept in the clear, so none may
 * stand there. `own`: addresses of the register itself, and numbers of services, may (a signature names them).
 */
export function findPersonalData(
  text: string,
  own?: { readonly addresses: ReadonlySet<string> },
): FoundPersonalData | undefined {
  const plain = text.normalize('NFKC');
  const [code] = findIdentityCodes(plain);
  if (code) return { kind: 'identity-code', at: code.start };
  for (const hit of plain.matchAll(address)) {
    if (!own?.addresses.has(hit[0].toLowerCase().replace(/[.!?]+$/, '')))
      return { kind: 'email-address', at: hit.index };
  }
  const digits = plain.replace(harmless, (hit) => ' '.repeat(hit.length));
  // Read as both neighbours write them: 070 is a service in Finland and somebody's mobile in Sweden.
  for (const country of ['FI', 'SE'] as const) {
    for (const { number, startsAt } of findPhoneNumbersInText(digits, country)) {
      // Sums and case numbers are as long, but begin otherwise.
      if (!/^[+(0]/.test(digits.slice(startsAt)) || number.nationalNumber.length < 6) continue;
      const type = number.getType() ?? '';
      const isService = country === 'FI' ? ofServices.has(type) : type !== 'MOBILE';
      if (!own || !isService) return { kind: 'phone-number', at: startsAt };
    }
  }
  return undefined;
}
