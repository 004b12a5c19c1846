/** Of each word of a name the tokens it may lie under. */
export type NameTokens = readonly (readonly number[])[];

/** A name's words, by number, with their tokens, as a table `asked`. Its two values come from `spreadTokens`. */
export function wordsOfTokens(words: string, tokens: string): string {
  return `unnest(${words}::int[], ${tokens}::int[]) AS asked (word, token)`;
}

export function spreadTokens(tokens: NameTokens): { words: number[]; tokens: number[] } {
  return { words: tokens.flatMap((each, word) => each.map(() => word)), tokens: tokens.flat() };
}
