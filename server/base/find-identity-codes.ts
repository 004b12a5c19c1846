import { parseIdentityCode } from './identity-code.ts';

/** A code found in free text: `start` inclusive and `end` exclusive, in UTF-16 units of that text. */
export interface FoundIdentityCode {
  start: number;
  end: number;
  /** Canonical form. */
  code: string;
}

/** What stands in a text in the place of a code: of a fixed length, so that it tells nothing of the code. */
export const identityCodeMask = '••••••-••••';

// Blanks of every kind, and the invisible characters mail programs put in to stop number linking.
const gap = '[\\s\\u00ad\\u200b-\\u200d\\u2060\\ufeff]{0,3}';
const dashes = '\\-\\u2010-\\u2015\\u2043\\u2212\\ufe58\\ufe63\\uff0d';
const candidate = new RegExp(
  `(?<![0-9])(\\d{2})[. ]?(\\d{2})[. ]?(\\d{2})${gap}([+${dashes}A-FU-Y])${gap}(\\d{3}) ?([0-9A-Y])(?![0-9\\p{L}])`,
  'giu',
);

/**
 * Finds Finnish personal identity codes as people type them: lower case, odd dashes, blanks round the
 * century sign, dots in the date. Only codes whose date and check character hold are returned, so
 * most phone and order numbers stay as they are (one wrong shape in 31 passes by chance: masking
 * one number too many is the safe side). Linear in the length of the text.
 */
export function findIdentityCodes(text: string): FoundIdentityCode[] {
  const finds: FoundIdentityCode[] = [];
  candidate.lastIndex = 0;
  for (let hit = candidate.exec(text); hit; hit = candidate.exec(text)) {
    const [whole, day, month, year, sign, individual, check] = hit;
    const plainSign = /[+a-z]/i.test(sign!) ? sign! : '-';
    const parsed = parseIdentityCode(`${day}${month}${year}${plainSign}${individual}${check}`);
    if (parsed) finds.push({ start: hit.index, end: hit.index + whole.length, code: parsed.code });
    // A hit that fails may hide a true one that begins inside it.
    else candidate.lastIndex = hit.index + 1;
  }
  return finds;
}

/** The text with each find replaced by {@link identityCodeMask}. `finds` are as {@link findIdentityCodes} gave them. */
export function maskIdentityCodes(text: string, finds: readonly FoundIdentityCode[]): string {
  let masked = '';
  let from = 0;
  for (const find of finds) {
    masked += text.slice(from, find.start) + identityCodeMask;
    from = find.end;
  }
  return masked + text.slice(from);
}

/** Where the masks stand in the masked text, in the order of `finds`. */
export function maskedPlaces(finds: readonly FoundIdentityCode[]): { start: number; end: number }[] {
  let shift = 0;
  return finds.map((find) => {
    const start = find.start + shift;
    shift += identityCodeMask.length - (find.end - find.start);
    return { start, end: start + identityCodeMask.length };
  });
}
