import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import {
  findAmongNewest,
  findTextsBefore,
  findTextsOfMonth,
  type Moment,
  readFoundBefore,
  type TextHit,
  type TextQuery,
} from './search-store.ts';

export interface Walked {
  /** The newest hit of each contact, newest first. */
  readonly hits: readonly TextHit[];
  /** Where the walk stopped, when it has not seen everything: the next page begins after it. */
  readonly stoppedAt: Moment | null;
}

/** More in a month, and its word may fill a page from the next. */
const fewHits = 2;

const monthOf = (at: Date) => at.toISOString().slice(0, 7).replace('-', '_');

/**
 * Months newest first until the page is full: this month and the one before by themselves, each preceded by a look
 * among its newest texts; a word of which these hold less than a page stands in few texts of all the others, which
 * are asked at once. A word that this month hardly knows is looked for everywhere else in one go.
 */
export async function walkMonths(
  db: Db,
  allMonths: readonly string[],
  now: Date,
  query: TextQuery,
): Promise<Walked> {
  const from = query.from === null ? '' : monthOf(query.from);
  const to = query.after ?? (query.to === null ? null : { at: query.to });
  const months = allMonths.filter((month) => month >= from && (to === null || month <= monthOf(to.at)));
  // Ahead of now there is next to nothing: mail whose clock is wrong.
  const ahead = months.filter((month) => month > monthOf(now));
  const [present, before, third] = months.slice(ahead.length);
  const whole = (month: string | undefined) =>
    month === undefined ? [] : [findTextsOfMonth(db, month, query)];
  const newest = (month: string | undefined) =>
    month === undefined ? [] : [findAmongNewest(db, month, query)];
  const hits = new Map<Id, TextHit>();
  const seen = new Set<Id>();
  let known = 0;
  // In its first days a month tells nothing yet.
  const isRare = () => known <= fewHits && now.getUTCDate() > 3 && query.after === null;
  const older = () => (third === undefined ? [] : [findTextsBefore(db, before!, query)]);
  const steps: (() => Promise<TextHit[]>[])[] = [
    () => [...ahead.flatMap(whole), ...newest(present)],
    () => [...whole(present), ...newest(before)],
    () => [...whole(before), ...(isRare() ? older() : [])],
    () => (isRare() ? [] : older()),
  ];

  let passed: Id[] = [];
  for (const step of steps) {
    const answers = await Promise.all(step());
    if (step === steps[1]) known = seen.size + answers.reduce((sum, { length }) => sum + length, 0);
    for (const found of answers) {
      const fresh = found.map((hit) => hit.id).filter((id) => !seen.has(id));
      if (query.after !== null && fresh.length > 0)
        passed = await readFoundBefore(db, fresh, { ...query, after: query.after });
      for (const hit of found) {
        if (seen.has(hit.id)) continue;
        seen.add(hit.id);
        if (!passed.includes(hit.id)) hits.set(hit.id, hit);
      }
      const last = found.at(-1);
      // More than were read stand in this month: what is older comes on the next page.
      if (last !== undefined && found.length >= query.limit)
        return { hits: [...hits.values()], stoppedAt: { at: last.text_at, id: last.id } };
    }
  }
  return { hits: [...hits.values()], stoppedAt: null };
}
