import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import {
  type Candidate,
  findAlsoNamed,
  type Gathered,
  gatherNewest,
  type GatherOptions,
  kindsOf,
  narrow,
  tokenGroups,
} from './gather-newest.ts';
import type { SearchPlan } from './plan-search.ts';
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
): Promise<Gathered> {
  const groups = tokenGroups(plan, options);
  const narrowed = narrow(plan, scope);
  if (narrowed === undefined || groups.length === 0) return gatherNewest(db, plan, scope, options);
  const { conditions, listed, nameWords } = narrowed;
  const gatherDirect = async () => {
    const named = await findAlsoNamed({ db, blindIndex: options.blindIndex }, plan, scope);
    if (named === null && plan.alsoNumber === null) return { candidates: [], next: null };
    const only = {
      ...plan,
      question: { words: [], phrases: [] },
      alsoNamed: null,
      alsoNumber: null,
      ...(named
        ? { people: [...plan.people, named] }
        : { numbers: plan.alsoNumber === null ? null : [plan.alsoNumber] }),
    };
    return gatherNewest(db, only, scope, { ...options, after: null });
  };
  const [{ candidates: direct, next: moreNamed }, ...walks] = await Promise.all([
    gatherDirect(),
    ...groups.map((group) =>
      walkMonths(db, options.months, options.now, {
        groups: [group],
        kinds: kindsOf(scope),
        conditions,
        from: plan.from,
        to: plan.to,
        after: null,
        limit: mostOfWord,
        withTokens: true,
      }),
    ),
  ]);
  const found = new Map<Id, TextHit>();
  for (const { hits } of walks) for (const hit of hits) found.set(hit.text_id, hit);
  // Of who was named the newest page stands first; the other order has them all.
  const bounded =
    moreNamed !== null || listed.named.length > 0 || walks.some(({ stoppedAt }) => stoppedAt !== null);
  const counts = walks.map(({ hits }) => hits.length);
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
