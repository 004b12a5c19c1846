import type { Id } from '../../../base/new-id.ts';
import type { BlindIndex } from '../../../safeguards/vault/blind-index.ts';
import type { Db } from '../../../storage/database.ts';
import { namedAmong } from '../../people/find-people.ts';
import { groupsOf, isEmpty } from './search-question.ts';
import { findPeople, type FindingPeople, kindOf, type PeopleFound } from './find-asked-people.ts';
import type { SearchPlan } from './plan-search.ts';
import type { SearchScope } from './search-scope.ts';
import {
  type ContactConditions,
  type ContactQuery,
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
  /** More people have the name asked for than texts were looked through for. */
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
  /** Also of people: as many as are listed. */
  readonly conditions: ContactConditions;
  /** For contacts by themselves, in place of those people: all who have the names. */
  readonly listed: Pick<ContactQuery, 'conditions' | 'named'>;
  readonly nameWords: readonly string[];
}

/** Who is in each of the lists; null without one. */
function inAll([first, ...others]: readonly PeopleFound[]): readonly Id<'person'>[] | null {
  return first?.people.filter((id) => others.every((found) => found.people.includes(id))) ?? null;
}

/** The plan within one task; undefined when it can find nothing there. */
export function narrow(plan: SearchPlan, scope: SearchScope): Narrowed | undefined {
  const queues = plan.queues ? scope.queues.filter((queue) => plan.queues!.includes(queue)) : scope.queues;
  if (plan.nothing || queues.length === 0) return undefined;
  if (plan.people.some(({ category }) => !scope.categories.includes(category))) return undefined;
  const people = inAll(plan.people);
  const whole = inAll(plan.people.filter(({ tokens }) => tokens === null));
  if (whole?.length === 0) return undefined;
  return {
    conditions: { ...plan.conditions, queues, people },
    listed: {
      conditions: { ...plan.conditions, queues, people: whole },
      named: plan.people.flatMap(({ tokens }) => (tokens === null ? [] : [tokens])),
    },
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
  return groupsOf(plan.question).map((terms) => blindIndex.textTokens(terms));
}

const nothingFound: Gathered = { candidates: [], next: null, bounded: false };

/** Every word asked for, newest first: by texts, by the person who was named, by number; without words, all that the filters leave. */
export async function gatherNewest(
  db: Db,
  plan: SearchPlan,
  scope: SearchScope,
  options: GatherOptions,
): Promise<Gathered> {
  const narrowed = narrow(plan, scope);
  if (narrowed === undefined) return nothingFound;
  const { conditions, nameWords } = narrowed;
  const { after, limit } = options;
  const candidates: Candidate[] = [];
  const seen = new Set<Id>();
  const add = (candidate: Candidate) => {
    if (seen.has(candidate.row.id)) return;
    seen.add(candidate.row.id);
    candidates.push(candidate);
  };
  const listed = {
    ...narrowed.listed,
    ids: null,
    numbers: null,
    from: plan.from,
    to: plan.to,
    after,
    limit: limit + 1,
  };
  const own = (rows: readonly ContactRow[], words: readonly string[]) => {
    for (const row of rows) add({ row, at: row.last_at, text: null, nameWords: words });
  };

  const asksText = !isEmpty(plan.question);
  const byFilter = plan.ids !== null || plan.numbers !== null || !asksText;
  if (byFilter && !plan.ids && !plan.numbers && !conditionsAsked(plan)) return nothingFound;
  const ofNamed = async () => {
    const named = await findAlsoNamed({ db, blindIndex: options.blindIndex }, plan, scope);
    if (named === null) return undefined;
    if (named.tokens !== null)
      return {
        ...named,
        rows: await findContacts(db, { ...listed, named: [...listed.named, named.tokens] }),
      };
    const people = listed.conditions.people?.filter((id) => (named.people as readonly Id[]).includes(id));
    const whose = { ...listed.conditions, people: people ?? named.people };
    const rows = people?.length === 0 ? [] : await findContacts(db, { ...listed, conditions: whose });
    return { ...named, rows };
  };
  // On one connection: the server answers one after the other without being woken for each.
  const [filtered, numbered, named, walked] = await Promise.all([
    byFilter ? findContacts(db, { ...listed, ids: plan.ids, numbers: plan.numbers }) : [],
    plan.alsoNumber === null ? [] : findContacts(db, { ...listed, numbers: [plan.alsoNumber] }),
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
  const hits = walked?.hits ?? [];
  const apart = new Set<Id>(
    named?.tokens
      ? await namedAmong(
          db,
          named.tokens,
          hits.map((hit) => hit.person_id),
        )
      : named?.people,
  );
  for (const hit of hits) {
    if (apart.has(hit.person_id)) continue;
    add({ row: hit, at: hit.text_at, text: { id: hit.text_id, kind: hit.kind, at: hit.text_at }, nameWords });
  }
  const stoppedAt = walked?.stoppedAt ?? null;

  const sorted = candidates
    .toSorted(newestFirst)
    .filter(({ at, row }) => notBefore(stoppedAt, { at, id: row.id }));
  const page = sorted.slice(0, limit);
  const bounded = walked !== undefined && listed.named.length > 0;
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
