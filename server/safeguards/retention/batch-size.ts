/** How many units a transaction takes: as many as it does in the time it may hold its locks. */
export interface BatchSize {
  most(): number;
  /** Tells how long a batch took. @returns milliseconds to leave the machine to others before the next one */
  took(milliseconds: number, units: number, busy: boolean): number;
}

const first = 200;
const fewest = 100;
const most = 1_000;
/** Nobody who wants one of the rows waits longer, on a machine that keeps up. */
const wantedMilliseconds = 500;
/** While customers write, seven eighths of the time are theirs, and no batch holds the machine for long. */
const busyMilliseconds = 60;
const sharesForOthers = 7;
const longestPause = 2_000;

export function createBatchSize(): BatchSize {
  let size = first;
  return {
    most: () => size,
    took(milliseconds, units, busy) {
      if (units > 0) {
        const fitting = (units / Math.max(milliseconds, 1)) * (busy ? busyMilliseconds : wantedMilliseconds);
        // A step at a time: one slow moment of the disk says little.
        size = Math.round(Math.min(most, Math.max(fewest, Math.min(fitting, size * 2))));
      }
      return busy ? Math.min(milliseconds * sharesForOthers, longestPause) : 0;
    },
  };
}
