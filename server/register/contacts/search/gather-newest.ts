import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import { groupsOf, isEmpty } from './search-question.ts';
import type { PeopleFound, SearchPlan } from './plan-search.ts';
import type { SearchScope } from './search-scope.ts';
import {
  type ContactConditions,
  type ContactRow,
  findContacts,
  type Moment,
  type TextKind,
  textKinds,
} from './search-store.ts';
import { walkMonths } from './walk-months.ts';

/** A contact that fits as far as can be told without opening it. */
export interface Candidate {
  readonly row: ContactRow;
  /** By which it stands in the list: the moment of its text, or its own last. */
  readonly at: Date;
  readonly text: { readonly id: Id; readonly kind: number; readonly at: Date } | null;
  /** Names of its person that must hold these words. */
  readonly nameWords: readonly string[];
}

export interface Gathered {
  readonly candidates: readonly Candidate[];
  /** The next page's beginning; null: this was all. */
  readonly next: Moment | null;
}

export interface GatherOptions {
  readonly months: readonly string[];
  readonly now: Date;
  readonly after: Moment | null;
  readonly limit: number;
  tokensOf(terms: readonly string[]): readonly number[];
}

/** The kinds of text that the scope's task may see. */
export function kindsOf(scope: SearchScope): number[] {
  const categoryOf: Record<TextKind, string> = { message: 'messages', note: 'notes', file: 'files' };
  return (Object.keys(textKinds) as TextKind[])
    .filter((kind) => scope.categories.includes(categoryOf[kind]))
    .map((kind) => textKinds[kind]);
}

export interface Narrowed {
  readonly conditions: ContactConditions;
  readonly nameWords: readonly string[];
}

/** The plan within one task; undefined when it can find nothing there. */
export function narrow(plan: SearchPlan, scope: SearchScope): Narrowed | undefined {
  const queues = plan.queues ? scope.queues.filter((queue) => plan.queues!.includes(queue)) : scope.queues;
  if (plan.nothing || queues.length === 0) return undefined;
  if (plan.people.some(({ category }) => !scope.categories.includes(category))) return undefined;
  const [first, ...others] = plan.people;
  const people: readonly Id[] | null =
    first?.people.filter((id) => others.every((found) => found.people.includes(id))) ?? null;
  if (people?.length === 0) return undefined;
  return {
    conditions: { ...plan.conditions, queues, people, notPeople: null },
    nameWords: plan.people.flatMap(({ nameWords }) => nameWords),
  };
}

/** Who was typed as a word, if the task may find people so. */
export function alsoPeople(plan: SearchPlan, scope: SearchScope): PeopleFound | null {
  const found = plan.alsoPeople;
  return found && found.people.length > 0 && scope.categories.includes(found.category) ? found : null;
}

/** Every word asked for, newest first: by texts, by the person who was named, by number; without words, all that the filters leave. */
export async function gatherNewest(
  db: Db,
  plan: SearchPlan,
  scope: SearchScope,
  options: GatherOptions,
): Promise<Gathered> {
  const narrowed = narrow(plan, scope);
  if (narrowed === undefined) return { candidates: [], next: null };
  const { conditions, nameWords } = narrowed;
  const { after, limit } = options;
  const candidates: Candidate[] = [];
  const seen = new Set<Id>();
  const add = (candidate: Candidate) => {
    if (seen.has(candidate.row.id)) return;
    seen.add(candidate.row.id);
    candidates.push(candidate);
  };
  const listed = { ids: null, numbers: null, from: plan.from, to: plan.to, after, limit: limit + 1 };
  const own = (rows: readonly ContactRow[], words: readonly string[]) => {
    for (const row of rows) add({ row, at: row.last_at, text: null, nameWords: words });
  };

  const asksText = !isEmpty(plan.question);
  const named = alsoPeople(plan, scope);
  if (plan.ids || plan.numbers || !asksText) {
    const asked = plan.ids || plan.numbers || conditionsAsked(plan);
    if (!asked) return { candidates: [], next: null };
    own(await findContacts(db, { ...listed, conditions, ids: plan.ids, numbers: plan.numbers }), nameWords);
  }
  if (plan.alsoNumber !== null)
    own(await findContacts(db, { ...listed, conditions, numbers: [plan.alsoNumber] }), nameWords);
  if (named) {
    const people = conditions.people
      ? conditions.people.filter((id) => (named.people as readonly Id[]).includes(id))
      : named.people;
    if (people.length > 0)
      own(await findContacts(db, { ...listed, conditions: { ...conditions, people } }), [
        ...nameWords,
        ...named.nameWords,
      ]);
  }
  let stoppedAt: Moment | null = null;
  if (asksText && !plan.ids && !plan.numbers) {
    const walked = await walkMonths(db, options.months, options.now, {
      groups: groupsOf(plan.question).map(options.tokensOf),
      kinds: kindsOf(scope),
      // Who is found by name stands at their contacts' last moments, and not again at their texts'.
      conditions: { ...conditions, notPeople: named ? named.people : null },
      from: plan.from,
      to: plan.to,
      after,
      limit: limit + 1,
      withTokens: false,
    });
    ({ stoppedAt } = walked);
    for (const hit of walked.hits)
      add({
        row: hit,
        at: hit.text_at,
        text: { id: hit.text_id, kind: hit.kind, at: hit.text_at },
        nameWords,
      });
  }

  const sorted = candidates
    .toSorted(newestFirst)
    .filter(({ at, row }) => notBefore(stoppedAt, { at, id: row.id }));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  if (sorted.length > limit && last) return { candidates: page, next: { at: last.at, id: last.row.id } };
  return { candidates: page, next: stoppedAt };
}

/** Only filters: some must be there, or the whole register would be listed. */
function conditionsAsked(plan: SearchPlan): boolean {
  const { status, channel, language, priority, assignees, tags, files } = plan.conditions;
  return [status, channel, language, priority, assignees, tags, plan.queues, plan.from, plan.to].some(
    (each) => each !== null,
  )
    ? true
    : files || plan.people.length > 0;
}

function newestFirst(one: Candidate, other: Candidate): number {
  return +other.at - +one.at || (other.row.id < one.row.id ? -1 : 1);
}

function notBefore(bound: Moment | null, { at, id }: Moment): boolean {
  return bound === null || at > bound.at || (+at === +bound.at && id >= bound.id);
}
