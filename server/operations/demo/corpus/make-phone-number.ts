import type { Random } from './random.ts';

/**
 * A phone number nobody can have, valid in form (E.164).
 *
 * Finland has set no range aside for fiction. The numbers are therefore `+358 457 9XX XXX`: every real
 * subscriber under 0457 has seven digits after the prefix, these have six, so the network cannot
 * complete them; libphonenumber accepts the length. Some Swedish-speaking people have a Swedish number
 * from 070-174 06 05 to 06 99, which the Swedish Post and Telecom Authority reserves for fiction.
 */
export function makePhoneNumber(random: Random, country: 'fi' | 'se'): string {
  if (country === 'se') return `+467017406${String(random.whole(5, 99)).padStart(2, '0')}`;
  return `+3584579${String(random.whole(0, 99_999)).padStart(5, '0')}`;
}

/** The forms in which people write a number, the international ones first. */
export function writePhoneNumber(phone: string): string[] {
  if (phone.startsWith('+46')) {
    const rest = phone.slice(5);
    const [a, b, c] = [rest.slice(0, 3), rest.slice(3, 5), rest.slice(5)];
    return [phone, `+46 70 ${a} ${b} ${c}`, `070${rest}`, `070-${a} ${b} ${c}`, `070 ${a} ${b} ${c}`];
  }
  const rest = phone.slice(7);
  const [a, b] = [rest.slice(0, 3), rest.slice(3)];
  return [phone, `+358 457 ${a} ${b}`, `0457${rest}`, `0457 ${a} ${b}`, `0457-${rest}`];
}
