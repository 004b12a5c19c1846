/** What becomes of a message that is brought in: each ends in exactly one of these. */
export const importClasses = [
  'imported',
  'already-there',
  'too-old',
  'from-future',
  'not-allowed',
  'unreadable',
  'too-large',
  'not-mail',
] as const;
export type ImportClass = (typeof importClasses)[number];
export type ImportCounts = Readonly<Record<ImportClass, number>>;
export const noCounts = Object.fromEntries(importClasses.map((each) => [each, 0])) as ImportCounts;

/** A message that was not imported: its place in its file and a code, nothing of the mail. */
export interface ImportLine {
  readonly file: number;
  readonly number: number;
  readonly offset: number;
  readonly class: Exclude<ImportClass, 'imported'>;
  /** Why it could not be read, where a dry run looked. */
  readonly code?: string;
}
