import { findIdentityCodes } from '../../../base/find-identity-codes.ts';
import { Refusal } from '../../../base/errors.ts';
import { isId, type Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import { type Gathered, gatherNewest, type GatherOptions } from './gather-newest.ts';
import { gatherBest } from './gather-best.ts';
import { type FoundContact, openFound } from './open-found.ts';
import {
  planSearch,
  type SearchInput,
  type SearchDeps,
  type SearchPlan,
  type UnknownFilter,
} from './plan-search.ts';
import { isEmpty } from './search-question.ts';
import { type SearchScope, searchScopes } from './search-scope.ts';
import { type IndexState, type Moment, readIndexState, withKeptPlans } from './search-store.ts';

export interface Search extends SearchInput {
  readonly order: 'newest' | 'best';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface SearchResult {
  readonly contacts: readonly FoundContact[];
  readonly next: string | null;
  readonly bounded: boolean;
  /** Null: the index is whole. */
  readonly completeBackTo: Date | null;
  readonly identityCode: boolean;
  readonly unknown: readonly UnknownFilter[];
}

/** Of a phrase, how many are opened to fill a page: hashes tell its words, not their order. */
const openedForPhrase = 3;
const mostBest = 200;

/**
 * Searches what the actor's tasks reach. A line in the log names every unit that was opened, also to check it and not
 * show it; what was searched for stands nowhere: the database gets hashes, the log counts.
 * @throws Refusal 'task-missing', 'invalid-input' for a cursor of another order
 */
export async function searchContacts(
  deps: SearchDeps,
  actor: StaffActor,
  search: Search,
): Promise<SearchResult> {
  const scopes = await searchScopes(deps, actor);
  if (holdsIdentityCode(search)) return refuseCode(deps, actor, scopes[0]!);
  const [plan, index] = await Promise.all([planSearch(deps, actor.staffId, search), readIndexState(deps.db)]);
  const now = deps.clock.now();
  const gathering = {
    months: index.months,
    now,
    tokensOf: (terms: readonly string[]) => [...deps.blindIndex.textTokens(terms)],
  };
  const found =
    search.order === 'best' && !isEmpty(plan.question)
      ? await findBest(deps, actor, search, plan, scopes, gathering)
      : await findNewest(deps, actor, search, plan, scopes, gathering);
  return {
    ...found,
    completeBackTo: completeBackTo(index, now),
    identityCode: false,
    unknown: plan.unknown,
  };
}

type Found = Pick<SearchResult, 'contacts' | 'next' | 'bounded'>;
type Gathering = Pick<GatherOptions, 'months' | 'now' | 'tokensOf'>;

async function findNewest(
  deps: SearchDeps,
  actor: StaffActor,
  search: Search,
  plan: SearchPlan,
  scopes: readonly SearchScope[],
  gathering: Gathering,
): Promise<Found> {
  const after = search.cursor === undefined ? null : readMoment(search.cursor);
  const limit = plan.question.phrases.length > 0 ? search.limit * openedForPhrase : search.limit;
  const gathered = await Promise.all(
    scopes.map((scope) =>
      withKeptPlans(deps.db, (db) => gatherNewest(db, plan, scope, { ...gathering, after, limit })),
    ),
  );
  // Where any of the tasks stopped, the page stops: what is older comes with the next.
  const stops = gathered.flatMap(({ next }) => (next ? [next] : []));
  const stop = stops.toSorted(newestFirst)[0] ?? null;
  const opened = await Promise.all(
    scopes.map((scope, index) => {
      const candidates = gathered[index]!.candidates.filter(
        ({ at, row }) => stop === null || newestFirst({ at, id: row.id }, stop) <= 0,
      );
      return openFound(deps, actor, scope, plan, candidates, 'every', detailsOf(search, plan));
    }),
  );
  const contacts = opened
    .flat()
    .toSorted((one, other) =>
      newestFirst({ at: one.at, id: one.row.id }, { at: other.at, id: other.row.id }),
    );
  const page = contacts.slice(0, search.limit);
  const last = page.at(-1);
  const next = contacts.length > page.length && last ? { at: last.at, id: last.row.id } : stop;
  return { contacts: page, next: next && `${next.at.getTime()}_${next.id}`, bounded: false };
}

async function findBest(
  deps: SearchDeps,
  actor: StaffActor,
  search: Search,
  plan: SearchPlan,
  scopes: readonly SearchScope[],
  gathering: Gathering,
): Promise<Found> {
  const from = search.cursor === undefined ? 0 : readPlace(search.cursor);
  let bounded = false;
  const gathered: Gathered[] = await Promise.all(
    scopes.map(async (scope) => {
      const best = await withKeptPlans(deps.db, (db) =>
        gatherBest(db, plan, scope, { ...gathering, after: null, limit: search.limit }),
      );
      bounded ||= best.bounded;
      return best;
    }),
  );
  // The places of all tasks together, each task's in turn.
  const opened = await Promise.all(
    scopes.map((scope, index) =>
      openFound(
        deps,
        actor,
        scope,
        plan,
        gathered[index]!.candidates.slice(from, from + search.limit),
        'some',
        detailsOf(search, plan),
      ),
    ),
  );
  const to = from + search.limit;
  const more = to < mostBest && gathered.some(({ candidates }) => candidates.length > to);
  return { contacts: opened.flat(), next: more ? `best_${to}` : null, bounded: bounded && !more };
}

function newestFirst(one: Moment, other: Moment): number {
  return +other.at - +one.at || (other.id === one.id ? 0 : other.id < one.id ? -1 : 1);
}

function readMoment(cursor: string): Moment {
  const [moment = '', id = ''] = cursor.split('_');
  const at = new Date(/^\d{1,15}$/.test(moment) ? Number(moment) : Number.NaN);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 2200 || !isId<'contact'>(id))
    throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id: id as Id };
}

function readPlace(cursor: string): number {
  const place = /^best_(\d{1,3})$/.exec(cursor)?.[1];
  if (place === undefined) throw new Refusal('invalid-input', { field: 'cursor' });
  return Number(place);
}

function completeBackTo({ progress }: IndexState, now: Date): Date | null {
  if (progress === undefined) return now;
  if (progress.whole) return null;
  return progress.at < now ? progress.at : now;
}

function holdsIdentityCode(search: Search): boolean {
  const typed = [...search.words, ...search.phrases, ...search.filters.map(({ value }) => value)];
  // As typed, and run together: people put blanks inside a code.
  return [typed.join(' '), ...typed].some((text) => findIdentityCodes(text).length > 0);
}

/** A code is no text to search for: whose it is, the match on the person's own page tells. That it was tried is logged, not what. */
async function refuseCode(deps: SearchDeps, actor: StaffActor, scope: SearchScope): Promise<SearchResult> {
  const grant = await deps.access.authorize(actor, {
    act: 'search-contacts',
    units: [],
    categories: scope.categories,
    ...(scope.askQueue === undefined ? {} : { queue: scope.askQueue }),
  });
  const none = { contacts: [], next: null, bounded: false, completeBackTo: null, unknown: [] };
  return deps.vault.open(
    grant,
    'search',
    () => Promise.resolve(),
    () => ({ ...none, identityCode: true }),
    { by: 'identity-code', shown: 0 },
  );
}

function detailsOf(search: Search, plan: SearchPlan): LogDetails {
  const named = { name: 'name', email: 'email-address', phone: 'phone', id: 'id' } as const;
  if (search.by !== 'any') return { by: named[search.by] };
  return { by: isEmpty(plan.question) ? (plan.ids || plan.numbers ? 'id' : 'filter') : 'text' };
}
