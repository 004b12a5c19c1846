/** A figure and what it counts, a clock's word and its hour, a day and its month: no line ends between them. */
export function keepTogether(text: string): string {
  return text
    .replaceAll(/(?<=(?<!\d\d\d)\d\.?|#) (?=\p{Ll})/gu, '\u00a0')
    .replaceAll(/(?<=\d) (?=\p{Lu}\p{Ll})/gu, '\u00a0')
    .replaceAll(/(?<=\b(?:kl\.|klo|version|versio)) (?=[\d{])/giu, '\u00a0')
    .replaceAll(/(?<=\}) (?=(?:h|t|s|min)\b)/gu, '\u00a0')
    .replaceAll(/ (?=[–·] )/gu, '\u00a0');
}

/** The same for all words of a language. */
export function keepAllTogether<Key extends string>(
  words: Readonly<Record<Key, string>>,
): Record<Key, string> {
  return Object.fromEntries(
    Object.entries<string>(words).map(([key, text]) => [key, keepTogether(text)]),
  ) as Record<Key, string>;
}
