/** A problem of a declaration before its place in the text is known. `on: 'key'` points at the key, otherwise at the value. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly on?: 'key';
  readonly problem: string;
  readonly write: string;
}
