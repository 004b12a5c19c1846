import type { ImportCounts, ImportLine } from './import-classes.ts';
import type { FileKind } from './read-mail-file.ts';

export interface FilePart {
  /** Which file of the run, counted from 1. */
  readonly file: number;
  /** Where in the file it begins. */
  readonly offset: number;
  readonly kind: FileKind;
  readonly last: boolean;
  readonly bytes: Uint8Array;
}

export interface ImportProgress {
  readonly counts: ImportCounts;
  readonly lines: readonly ImportLine[];
  readonly unlisted: number;
}
