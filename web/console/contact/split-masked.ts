interface MaskedCode {
  readonly maskId: string;
  readonly mark: string;
}

export type TextPart<Code extends MaskedCode> = { readonly text: string } | { readonly code: Code };

/** Text cut at its marks, `[[code:1]]`. A mark that no masked code names stays text. */
export function splitMasked<Code extends MaskedCode>(
  text: string,
  codes: readonly Code[],
): readonly TextPart<Code>[] {
  const parts: TextPart<Code>[] = [];
  let from = 0;
  for (const found of text.matchAll(/\[\[code:\d+\]\]/g)) {
    const code = codes.find((each) => each.mark === found[0]);
    if (!code) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ code });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
