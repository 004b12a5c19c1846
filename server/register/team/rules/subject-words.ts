/** A subject is a line; what stands further back in a longer one is not asked. */
const mostLetters = 1_000;

/** The words of a subject or of what a rule looks for in one, as they are compared: how they are written does not matter. */
export function splitSubject(text: string): string[] {
  const plain = text.slice(0, mostLetters).replaceAll('\u00ad', '').normalize('NFKC');
  return plain.toLocaleLowerCase('fi').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
