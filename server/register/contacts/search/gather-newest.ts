import type { Id } from '../../../base/new-id.ts';
import type { BlindIndex } from '../../../safeguards/vault/blind-index.ts';
import type { Db } from '../../../storage/database.ts';
import { groupsOf, isEmpty } from './search-question.ts';
import { findPeople, type FindingPeople, kindOf, type PeopleFound } from './find-asked-people.ts';
import type { SearchPlan } from './plan-search.ts';
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
  /** Not all was looked at, on whatever page: more have the name that was typed than are opened. */
  readonly bounded: boolean;
}

export interface GatherOptions {
  /** Of the index, newest first; waited for only where they are walked. */
  readonly months: Promise<readonly string[]>;
  readonly now: Date;
  readonly after: Moment | null;
  readonly limit: number;
  readonly blindIndex: BlindIndex;
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
    conditions: { ...plan.conditions, queues, people },
    nameWords: plan.people.flatMap(({ nameWords }) => nameWords),
  };
}

/** Who was typed as a word, if the task may find people so. */
export async function findAlsoNamed(
  deps: FindingPeople,
  { alsoNamed }: SearchPlan,
  scope: SearchScope,
): Promise<PeopleFound | null> {
  const found = alsoNamed === null ? null : await findPeople(deps, kindOf(alsoNamed), alsoNamed);
  return found && found.people.length > 0 && scope.categories.includes(found.category) ? found : null;
}

/** Tokens of a question's words and phrases: a text must hold one of every group. */
export function tokenGroups(plan: SearchPlan, { blindIndex }: Pick<GatherOptions, 'blindIndex'>): number[][] {
  return groupsOf(plan.question).map((terms) => [...blindIndex.textTokens(terms)]);
}

/** Every word asked for, newest first: by texts, by the person who was named, by number; without words, all that the filters leave. */
export async function gatherNewest(
  db: Db,
  plan: SearchPlan,
  scope: SearchScope,
  options: GatherOptions,
): Promise<Gathered> {
  const narrowed = narrow(plan, scope);
  if (narrowed === undefined) return { candidates: [], next: null, bounded: false };
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
  const byFilter = plan.ids !== null || plan.numbers !== null || !asksText;
  if (byFilter && !plan.ids && !plan.numbers && !conditionsAsked(plan))
    return { candidates: [], next: null, bounded: false };
  const ofNamed = async () => {
    const named = await findAlsoNamed({ db, blindIndex: options.blindIndex }, plan, scope);
    if (named === null) return undefined;
    const people = conditions.people?.filter((id) => (named.people as readonly Id[]).includes(id));
    const whose = { ...conditions, people: people ?? named.people };
    const rows = people?.length === 0 ? [] : await findContacts(db, { ...listed, conditions: whose });
    return { ...named, rows };
  };
  // On one connection: the server answers one after the other without being woken for each.
  const [filtered, numbered, named, walked] = await Promise.all([
    byFilter ? findContacts(db, { ...listed, conditions, ids: plan.ids, numbers: plan.numbers }) : [],
    plan.alsoNumber === null ? [] : findContacts(db, { ...listed, conditions, numbers: [plan.alsoNumber] }),
    ofNamed(),
    byFilter
      ? undefined
      : walkMonths(db, options.months, options.now, {
          groups: tokenGroups(plan, options),
          kinds: kindsOf(scope),
          conditions,
          from: plan.from,
          to: plan.to,
          after,
          limit: limit + 1,
          withTokens: false,
        }),
  ]);
  own(filtered, nameWords);
  own(numbered, nameWords);
  if (named) own(named.rows, [...nameWords, ...named.nameWords]);
  // Who is found by name stands at their contacts' last moments, and not again at their texts'.
  const apart = new Set<Id>(named?.people);
  for (const hit of walked?.hits ?? []) {
    if (apart.has(hit.person_id)) continue;
    add({ row: hit, at: hit.text_at, text: { id: hit.text_id, kind: hit.kind, at: hit.text_at }, nameWords });
  }
  const stoppedAt = walked?.stoppedAt ?? null;

  const bounded = named?.more === true;
  const sorted = candidates
    .toSorted(newestFirst)
    .filter(({ at, row }) => notBefore(stoppedAt, { at, id: row.id }));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  if (sorted.length > limit && last)
    return { candidates: page, next: { at: last.at, id: last.row.id }, bounded };
  return { candidates: page, next: stoppedAt, bounded };
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
