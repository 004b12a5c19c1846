/**
 * How long something took is kept as a class of length, never as the time itself: a length to the minute
 * would be a mark by which one contact among the figures could be known again. Each class is a
 * quarter of a doubling: from 2^(k/4) to 2^((k+1)/4) minutes, so its ends lie 19 % apart.
 */
const perDoubling = 4;
const lastBucket = 80;

/** No length: the thing counted has none. */
export const noBucket = -1;

/** @param minutes of waiting; what is below nought (a clock set back) counts as nought. @returns 0 (under a minute) to 80 (from a year on) */
export function bucketOf(minutes: number): number {
  if (!(minutes >= 1)) return 0;
  return Math.min(lastBucket, 1 + Math.floor(perDoubling * Math.log2(minutes)));
}

/** Minutes from and to; the upper end is outside. */
export function boundsOf(bucket: number): { from: number; to: number } {
  if (bucket <= 0) return { from: 0, to: 1 };
  return { from: 2 ** ((bucket - 1) / perDoubling), to: 2 ** (bucket / perDoubling) };
}

/**
 * The class in which the length lies that `share` of all are under (nearest rank), told by its middle, in minutes: at
 * most 9 % off (half a minute for what took under a minute). Not read off within the class: by where in it, and by how
 * finely, it could be told how many lie there. Undefined when there are none.
 */
export function percentileOf(classes: ReadonlyMap<number, number>, share: number): number | undefined {
  const counted = [...classes].filter(([, times]) => times > 0).toSorted(([a], [b]) => a - b);
  const all = counted.reduce((sum, [, times]) => sum + times, 0);
  const rank = Math.max(1, Math.ceil(share * all));
  let before = 0;
  for (const [bucket, times] of counted) {
    before += times;
    if (before < rank) continue;
    const { from, to } = boundsOf(bucket);
    return (from + to) / 2;
  }
  return undefined;
}
