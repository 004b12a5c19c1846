/** Round numbers from nought up, four or five of them, the last at or above `most`. */
export function ticksUpTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough)!;
  const whole = most >= 4 ? Math.max(1, Math.ceil(step)) : 1;
  const count = Math.ceil(most / whole);
  return Array.from({ length: count + 1 }, (_, index) => index * whole);
}

/** The same for minutes: in steps that clocks and calendars have. */
export function minuteTicksUpTo(most: number): number[] {
  const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200];
  const step = steps.find((each) => most / each <= 5) ?? 43_200 * Math.ceil(most / 216_000);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
