import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js';

const localPart = /^[^\s@"(),:;<>[\\\]\p{C}]+$/u;
const domainPart =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * An e-mail address fit to be answered: trimmed, its domain in lower case and punycode, the local part as
 * written. Undefined when it is no address (quoted local parts and address literals are not taken).
 * Limits of RFC 5321 s. 4.5.3.1: 64 bytes before the @, 254 in all.
 */
export function parseEmailAddress(text: string): string | undefined {
  const trimmed = text.trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > 320) return undefined;
  const local = trimmed.slice(0, at);
  const domain = domainToASCII(trimmed.slice(at + 1).replace(/\.$/, '')).toLowerCase();
  if (!localPart.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return undefined;
  if (!domainPart.test(domain) || Buffer.byteLength(local) > 64) return undefined;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) <= 254 ? address : undefined;
}

/**
 * The form of an e-mail address by which a person is found: all in lower case. RFC 5321 lets the local part
 * differ by case, but no mail service does, and phones capitalise the first letter of what people type.
 */
export function normaliseEmail(text: string): string | undefined {
  return parseEmailAddress(text)?.toLowerCase();
}

/** A phone number in E.164 (`+358…`); a number without a country code is read as Finnish. Undefined if not valid. */
export function normalisePhone(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const number = parsePhoneNumberFromString(text.normalize('NFKC'), { defaultCountry: 'FI', extract: false });
  return number?.isValid() ? number.number : undefined;
}

const letterFolds: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  œ: 'oe',
  ı: 'i',
};

/**
 * The words of a name for hashing: lower case, accents folded (Mäkelä and Makela meet), apostrophes
 * dropped, hyphens divide. Each word once, at most 12 of at most 40 letters.
 */
export function normaliseName(text: string): string[] {
  const folded = text
    .slice(0, 1000)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`´]/gu, '')
    .replace(/[ßæøđðłþœı]/g, (letter) => letterFolds[letter]!);
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...new Set(words.map((word) => word.slice(0, 40)))].slice(0, 12);
}
