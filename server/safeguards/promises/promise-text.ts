/** What is said of a promise. Also read by the public: it tells nothing that helps to break it. */
export interface PromiseText {
  readonly title: string;
  /** How it is kept. */
  readonly how: string;
  /** What of it is not built. */
  readonly gap?: string;
}

export interface ProbeText {
  /** What is counted, as a heading over "0 of 1,204": the things that would be wrong. */
  readonly counts: string;
  /** What to do when there are any. */
  readonly mend: string;
}

export interface PromiseWords {
  readonly promises: Readonly<Record<number, PromiseText>>;
  readonly probes: Readonly<Record<string, ProbeText>>;
  readonly figure: (numerator: string, denominator: string) => string;
  readonly letter: {
    readonly subject: (promises: string) => string;
    readonly lead: (registerName: string) => string;
    readonly broken: (promise: number, title: string) => string;
    readonly since: (at: string) => string;
    readonly closing: (address: string) => string;
  };
}
