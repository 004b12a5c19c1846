import type { Words } from '../declaration.ts';

/** What is wrong, and what to write instead: no capital and no full stop, for it may follow a path. */
export interface Told {
  readonly problem: Words;
  readonly write: Words;
}

/** A problem of a declaration before its place in the text is known. `on: 'key'` points at the key, otherwise at the value. */
export interface Finding extends Told {
  readonly path: readonly (string | number)[];
  readonly on?: 'key';
}
