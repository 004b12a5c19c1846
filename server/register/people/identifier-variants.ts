import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The looser form of an identifier, by which two records of one person are proposed and never joined:
 * an address without its +tag, without the dots that Gmail ignores; a number without its country.
 * @param normalised as the identifier is stored under (normalise-contact.ts)
 */
export function variantOf(kind: string, normalised: string): string | undefined {
  if (kind === 'email-address') {
    const at = normalised.lastIndexOf('@');
    if (at < 1) return undefined;
    const bare = normalised.slice(0, at).replace(/(?<=.)\+.*$/, '');
    const domain = normalised.slice(at + 1);
    return domain === 'gmail.com' || domain === 'googlemail.com'
      ? `${bare.replaceAll('.', '')}@gmail.com`
      : `${bare}@${domain}`;
  }
  if (kind === 'phone') return parsePhoneNumberFromString(normalised)?.nationalNumber;
  return undefined;
}
