import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import {
  alsoPeople,
  type Candidate,
  type Gathered,
  gatherNewest,
  type GatherOptions,
  kindsOf,
  narrow,
} from './gather-newest.ts';
import type { SearchPlan } from './plan-search.ts';
import { groupsOf } from './search-question.ts';
import type { SearchScope } from './search-scope.ts';
import type { TextHit } from './search-store.ts';
import { walkMonths } from './walk-months.ts';

/** The newest hits of each word that are weighed against each other. */
const mostOfWord = 150;

/**
 * Texts that hold most of the words, each word counting the more the fewer texts hold it; of equals the newest. Weighed
 * are the newest hits of every word, so that a rare one is not lost among a common one's. A person who was named, and
 * a number, come first.
 */
export async function gatherBest(
  db: Db,
  plan: SearchPlan,
  scope: SearchScope,
  options: GatherOptions,
): Promise<Gathered & { readonly bounded: boolean }> {
  const groups = groupsOf(plan.question).map(options.tokensOf);
  const narrowed = narrow(plan, scope);
  if (narrowed === undefined || groups.length === 0)
    return { ...(await gatherNewest(db, plan, scope, options)), bounded: false };
  const { conditions, nameWords } = narrowed;
  const named = alsoPeople(plan, scope);
  const direct =
    named || plan.alsoNumber !== null
      ? (
          await gatherNewest(
            db,
            { ...plan, question: { words: [], phrases: [] }, ...namedOnly(plan, named) },
            scope,
            { ...options, after: null },
          )
        ).candidates
      : [];

  const found = new Map<Id, TextHit>();
  const counts: number[] = [];
  let bounded = false;
  for (const group of groups) {
    const { hits, stoppedAt } = await walkMonths(db, options.months, options.now, {
      groups: [group],
      kinds: kindsOf(scope),
      conditions,
      from: plan.from,
      to: plan.to,
      after: null,
      limit: mostOfWord,
      withTokens: true,
    });
    bounded ||= stoppedAt !== null;
    counts.push(hits.length);
    for (const hit of hits) found.set(hit.text_id, hit);
  }
  const weights = counts.map((count) => 1 / Math.log2(2 + count));
  const best = new Map<Id, { hit: TextHit; score: number }>();
  for (const hit of found.values()) {
    const held = new Set(hit.tokens);
    const score = groups.reduce(
      (sum, group, index) => (group.some((token) => held.has(token)) ? sum + weights[index]! : sum),
      0,
    );
    const before = best.get(hit.id);
    if (!before || score > before.score || (score === before.score && hit.text_at > before.hit.text_at))
      best.set(hit.id, { hit, score });
  }
  const first = new Set(direct.map(({ row }) => row.id as Id));
  const ranked: Candidate[] = [...best.values()]
    .filter(({ hit }) => !first.has(hit.id))
    .toSorted((one, other) => other.score - one.score || +other.hit.text_at - +one.hit.text_at)
    .map(({ hit }) => ({
      row: hit,
      at: hit.text_at,
      text: { id: hit.text_id, kind: hit.kind, at: hit.text_at },
      nameWords,
    }));
  return { candidates: [...direct, ...ranked], next: null, bounded };
}

function namedOnly(plan: SearchPlan, named: SearchPlan['alsoPeople']): Partial<SearchPlan> {
  if (named) return { people: [...plan.people, named], alsoPeople: null, alsoNumber: null };
  return { numbers: plan.alsoNumber === null ? null : [plan.alsoNumber], alsoNumber: null, alsoPeople: null };
}
