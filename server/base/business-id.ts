const weights = [7, 9, 10, 5, 8, 4, 2];

/**
 * Whether the text is a Finnish business ID (Y-tunnus, FO-nummer) in its canonical form `1234567-8`
 * with the right check digit. A remainder of 1 is never given: such an ID is invalid.
 * Source: Business Information Act 244/2001; the Tax Administration's description of the check digit.
 */
export function isBusinessId(text: string): boolean {
  const parts = /^(\d{7})-(\d)$/.exec(text);
  if (!parts) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(parts[1]![index]), 0);
  const remainder = sum % 11;
  if (remainder === 1) return false;
  return Number(parts[2]) === (remainder === 0 ? 0 : 11 - remainder);
}
