import { findIdentityCodes } from '../../base/find-identity-codes.ts';

export interface MaskedTexts {
  readonly texts: readonly string[];
  /** One for each different code, in the order found. */
  readonly codes: readonly { readonly mark: string; readonly code: string }[];
}

/** Replaces every identity code in the texts by a mark; the same code gets the same mark in all of them. */
export function maskCodes(texts: readonly string[]): MaskedTexts {
  const marks = new Map<string, string>();
  const masked = texts.map((text) => {
    let result = '';
    let from = 0;
    // What a customer writes must not pass for a mark of ours.
    const plain = text.replaceAll('[[code:', '[ [code:');
    for (const found of findIdentityCodes(plain)) {
      let mark = marks.get(found.code);
      if (mark === undefined) {
        mark = `[[code:${marks.size + 1}]]`;
        marks.set(found.code, mark);
      }
      result += plain.slice(from, found.start) + mark;
      from = found.end;
    }
    return result + plain.slice(from);
  });
  return { texts: masked, codes: [...marks].map(([code, mark]) => ({ mark, code })) };
}
