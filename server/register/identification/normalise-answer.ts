import { parseIdentityCode } from '../../base/identity-code.ts';
import { normaliseEmail, normaliseName, normalisePhone } from '../../base/normalise-contact.ts';
import type { ComparableKind } from '../../safeguards/declaration/suffices-to-identify.ts';

/** What somebody says, in the form in which it is compared; undefined when it is not of its kind. */
export function normaliseAnswer(kind: ComparableKind, text: string): string | undefined {
  switch (kind) {
    case 'identity-code':
      return parseIdentityCode(text)?.code;
    case 'email-address':
      return normaliseEmail(text);
    case 'phone':
      return normalisePhone(text);
    case 'name':
      return normaliseName(text).toSorted().join(' ') || undefined;
    case 'postal-address':
      return normaliseAddress(text);
  }
}

/**
 * Street and postal code: a post office has a name in two languages, and people leave it out. Without a code, all of it.
 * `Karlavägen 9 C, 02150 Esbo` and `karlavägen 9c 02150` are one.
 */
function normaliseAddress(text: string): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const found = /^(.*?)(?<!\d)(\d{5})(?!\d)/su.exec(plain);
  const [, street = plain, code = ''] = found ?? [];
  const letters = street.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters.length >= 3 ? `${letters} ${code}`.trim() : undefined;
}
