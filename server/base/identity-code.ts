/** A Finnish personal identity code that passed every check. */
export interface IdentityCode {
  /** Canonical form, upper case. The century sign is kept as given: it now tells two people apart. */
  code: string;
  /** Calendar date, `YYYY-MM-DD`. */
  birthDate: string;
  /** True for individual numbers 900-999: temporary and test codes, given to nobody for good. */
  series900: boolean;
}

const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const centuryOfSign = new Map<string, number>([
  ['+', 1800],
  ...[...'-YXWVU'].map((sign): [string, number] => [sign, 1900]),
  ...[...'ABCDEF'].map((sign): [string, number] => [sign, 2000]),
]);
const shape = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/;

/**
 * Reads a personal identity code, in either case, with blanks around it. Undefined when the form,
 * the date, the individual number (000 and 001 are never given) or the check character is wrong.
 * A date to come is accepted: this is pure and knows no today.
 * Source: Government Decree 128/2010 s. 2, as amended by 690/2022 (the newer century signs).
 */
export function parseIdentityCode(text: string): IdentityCode | undefined {
  const parts = shape.exec(text.trim().toUpperCase());
  if (!parts) return undefined;
  const [code, day, month, year, sign, individual, check] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (Number(individual) < 2) return undefined;
  if (checkCharacters[Number(day + month + year + individual) % 31] !== check) return undefined;
  const fullYear = centuryOfSign.get(sign)! + Number(year);
  const birthDate = `${fullYear}-${month}-${day}`;
  // Date rolls 31 February over into March; the round trip shows it.
  const moment = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(birthDate)) return undefined;
  return { code, birthDate, series900: Number(individual) >= 900 };
}
