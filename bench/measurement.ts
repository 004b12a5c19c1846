/** One line of the table. `ratio` is ours against the baseline of the same call; the aim is a bound on it or on `ours`. */
export interface Measurement {
  readonly id: string;
  readonly what: string;
  readonly ours: number;
  readonly baseline: number;
  readonly unit: string;
  readonly ratio: number;
  readonly aim: string;
  readonly met: boolean;
  /** Of each round, in order. */
  readonly rounds: readonly { readonly ours: number; readonly baseline: number }[];
  readonly notes: Readonly<Record<string, string | number>>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]!;
}
