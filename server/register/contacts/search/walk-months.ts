import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import {
  findAmongNewest,
  findFewTexts,
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

const monthOf = (at: Date) => at.toISOString().slice(0, 7).replace('-', '_');

/**
 * What stands in few texts is asked of all months at once, which costs one question and no sorting. Of a word with more
 * hits that look ends early, in the first month it meets; then months newest first until the page is full: this month
 * and the one before by themselves, each preceded by a look among its newest texts, then all the others at once.
 */
export async function walkMonths(
  db: Db,
  allMonths: Promise<readonly string[]>,
  now: Date,
  query: TextQuery,
): Promise<Walked> {
  const few = await findFewTexts(db, query);
  if (few) return { hits: newestOfEach(few, query), stoppedAt: null };
  const from = query.from === null ? '' : monthOf(query.from);
  const to = query.after ?? (query.to === null ? null : { at: query.to });
  const months = (await allMonths).filter(
    (month) => month >= from && (to === null || month <= monthOf(to.at)),
  );
  // Ahead of now there is next to nothing: mail whose clock is wrong.
  const ahead = months.filter((month) => month > monthOf(now));
  const [present, before, third] = months.slice(ahead.length);
  const whole = (month: string | undefined) =>
    month === undefined ? [] : [findTextsOfMonth(db, month, query)];
  const newest = (month: string | undefined, texts: 300 | 3000 = 300) =>
    month === undefined ? [] : [findAmongNewest(db, month, query, texts)];
  const hits = new Map<Id, TextHit>();
  const seen = new Set<Id>();
  // Of a word that stands in every fiftieth text a longer look fills the page, and spares reading all its hits.
  const isFrequent = () => seen.size * 10 > query.limit;
  const steps: (() => Promise<TextHit[]>[])[] = [
    () => [...ahead.flatMap(whole), ...newest(present)],
    () => (isFrequent() ? newest(present, 3000) : []),
    () => [...whole(present), ...newest(before)],
    () => whole(before),
    () => (third === undefined ? [] : [findTextsBefore(db, before!, query)]),
  ];

  let passed: Id[] = [];
  for (const step of steps) {
    for (const found of await Promise.all(step())) {
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

/** A contact stands on the page of its newest hit, and not again on those that follow. */
function newestOfEach(few: readonly TextHit[], { after }: TextQuery): TextHit[] {
  const newest = new Map<Id, TextHit>();
  for (const hit of few) if (!newest.has(hit.id)) newest.set(hit.id, hit);
  return [...newest.values()].filter(
    ({ text_at, id }) => after === null || text_at < after.at || (+text_at === +after.at && id < after.id),
  );
}
