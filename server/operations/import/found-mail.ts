/** A mail as a file of old mail holds it, or why that place holds none. `raw` is personal data, the rest is not. */
export type FoundMail = {
  /** Counted from 1 within the file. */
  readonly number: number;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
} & (
  | {
      readonly raw: Buffer;
      /** When the file says that it came. */
      readonly statedAt?: Date;
    }
  | { readonly problem: 'too-large' | 'not-mail' }
);
