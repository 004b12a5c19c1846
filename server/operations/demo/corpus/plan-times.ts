import { fromLocal, toLocal, weekdayOf } from './helsinki-time.ts';
import type { Random } from './random.ts';

const day = 86_400_000;
/** January has the year's statements, July is empty, December has parcels and bills. */
const byMonth = [1.3, 1.1, 1.05, 1.15, 1, 0.8, 0.5, 0.95, 1.1, 1.1, 1.05, 1.2];
const byWeekday = [0.3, 1.45, 1.2, 1.1, 1.05, 0.95, 0.4];
const byHour: readonly (readonly [number, number])[] = [
  0.2, 0.1, 0.05, 0.05, 0.1, 0.3, 1, 2.5, 5, 6.5, 6, 5, 5.5, 5, 4.5, 4, 4, 3.5, 3.5, 4, 4.5, 4, 2.5, 1,
].map((weight, hour) => [hour, weight] as const);
/** Month and day on which the office is shut. */
const shut = new Set(['1-1', '1-6', '5-1', '12-6', '12-24', '12-25', '12-26']);

/**
 * Moments at which `count` contacts begin, ascending, over the months before `now`: more on Mondays and
 * in January, few at weekends and at night, a little more this year than last.
 */
export function planArrivals(random: Random, span: { now: Date; months: number; count: number }): number[] {
  const last = toLocal(span.now.getTime()).day;
  const first = toLocal(span.now.getTime() - span.months * 30.44 * day).day;
  const days: [number, number][] = [];
  for (let dayNumber = first; dayNumber <= last; dayNumber += 1) {
    const month = new Date(dayNumber * day).getUTCMonth();
    const growth = 0.85 + (0.3 * (dayNumber - first)) / Math.max(1, last - first);
    days.push([dayNumber, byMonth[month]! * byWeekday[weekdayOf(dayNumber)]! * growth]);
  }
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of days) sums.push((total += weight));
  const moments: number[] = [];
  while (moments.length < span.count) {
    const mark = random.next() * total;
    const [dayNumber] = days[firstAbove(sums, mark)]!;
    const minute = random.weigh(byHour) * 60 + random.whole(0, 59);
    const at = fromLocal(dayNumber, minute) + random.whole(0, 59) * 1000;
    if (at < span.now.getTime()) moments.push(at);
  }
  return moments.sort((a, b) => a - b);
}

/** When staff answer: some office hours later, on a working day between 8 and 17. */
export function planAnswer(random: Random, after: number): number {
  return nextOfficeMoment(random, after + (20 - Math.log(1 - random.next()) * 200) * 60_000);
}

/** When the customer comes back: minutes or days later, awake. */
export function planReturn(random: Random, after: number): number {
  const wait = random.chance(0.3) ? random.whole(6, 90) : -Math.log(1 - random.next()) * 1500 + 30;
  const at = after + wait * 60_000;
  const local = toLocal(at);
  const awake = local.minute < 6 * 60 ? fromLocal(local.day, 6 * 60 + random.whole(20, 240)) : at;
  return Math.max(after + 60_000, Math.floor(awake / 1000) * 1000);
}

export function nextOfficeMoment(random: Random, after: number): number {
  let local = toLocal(after);
  let at = after;
  while (!isOpen(local.day) || local.minute < 8 * 60 || local.minute >= 17 * 60) {
    const next = isOpen(local.day) && local.minute < 8 * 60 ? local.day : local.day + 1;
    at = fromLocal(next, 8 * 60 + random.whole(2, 110));
    local = toLocal(at);
  }
  return Math.floor(at / 1000) * 1000;
}

function isOpen(dayNumber: number): boolean {
  const weekday = weekdayOf(dayNumber);
  const date = new Date(dayNumber * day);
  return weekday !== 0 && weekday !== 6 && !shut.has(`${date.getUTCMonth() + 1}-${date.getUTCDate()}`);
}

function firstAbove(sums: readonly number[], mark: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > mark) high = middle;
    else low = middle + 1;
  }
  return low;
}
