/** The first words of a message, on one line; about 120 characters, never half a letter. */
export function makePreview(text: string): string {
  const line = text.slice(0, 600).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= 120 ? line : `${letters.slice(0, 119).join('').trimEnd()}…`;
}
