import { findIdentityCodes } from '../../../base/find-identity-codes.ts';
import { Refusal } from '../../../base/errors.ts';
import { isId, type Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import { rereadReplaced } from '../../../safeguards/vault/reread-replaced.ts';
import type { Db } from '../../../storage/database.ts';
import { gatherNewest, type GatherOptions } from './gather-newest.ts';
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
import { type IndexState, type Moment, readIndexState } from './search-store.ts';

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
  const plan = await planSearch(deps, actor.staffId, search);
  const now = deps.clock.now();
  const find = search.order === 'best' && !isEmpty(plan.question) ? findBest : findNewest;
  const { index, ...found } = await rereadReplaced(() => find(deps, actor, search, plan, scopes, now));
  return {
    ...found,
    completeBackTo: completeBackTo(index, now),
    identityCode: false,
    unknown: plan.unknown,
  };
}

/** For each scope what `gather` finds there, with how far the index reached at that moment. */
async function gatherIn<Of>(
  deps: SearchDeps,
  scopes: readonly SearchScope[],
  now: Date,
  gather: (
    db: Db,
    scope: SearchScope,
    from: Pick<GatherOptions, 'months' | 'now' | 'blindIndex'>,
  ) => Promise<Of>,
): Promise<{ gathered: Of[]; index: IndexState }> {
  const found = await Promise.all(
    scopes.map((scope) =>
      // On one connection: the server answers one after the other without being woken for each.
      deps.searchDb.together(async (db) => {
        const index = readIndexState(db);
        const months = index.then((state) => state.months);
        // Who walks the months hears of a failure; else the answer does.
        months.catch(() => undefined);
        const gathered = await gather(db, scope, { months, now, blindIndex: deps.blindIndex });
        return { gathered, index: await index };
      }),
    ),
  );
  return { gathered: found.map((each) => each.gathered), index: found[0]!.index };
}

type Found = Pick<SearchResult, 'contacts' | 'next' | 'bounded'> & { readonly index: IndexState };

async function findNewest(
  deps: SearchDeps,
  actor: StaffActor,
  search: Search,
  plan: SearchPlan,
  scopes: readonly SearchScope[],
  now: Date,
): Promise<Found> {
  const after = search.cursor === undefined ? null : readMoment(search.cursor);
  const limit = plan.question.phrases.length > 0 ? search.limit * openedForPhrase : search.limit;
  const { gathered, index } = await gatherIn(deps, scopes, now, (db, scope, from) =>
    gatherNewest(db, plan, scope, { ...from, after, limit }),
  );
  // Where any of the tasks stopped, the page stops: what is older comes with the next.
  const stops = gathered.flatMap(({ next }) => (next ? [next] : []));
  const stop = stops.toSorted(newestFirst)[0] ?? null;
  const opened = await Promise.all(
    scopes.map((scope, place) => {
      const candidates = gathered[place]!.candidates.filter(
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
  const bounded = next === null && gathered.some((each) => each.bounded);
  return { contacts: page, next: next && `${next.at.getTime()}_${next.id}`, bounded, index };
}

async function findBest(
  deps: SearchDeps,
  actor: StaffActor,
  search: Search,
  plan: SearchPlan,
  scopes: readonly SearchScope[],
  now: Date,
): Promise<Found> {
  const from = search.cursor === undefined ? 0 : readPlace(search.cursor);
  const { gathered, index } = await gatherIn(deps, scopes, now, (db, scope, beginning) =>
    gatherBest(db, plan, scope, { ...beginning, after: null, limit: search.limit }),
  );
  const bounded = gathered.some((each) => each.bounded);
  // The places of all tasks together, each task's in turn.
  const opened = await Promise.all(
    scopes.map((scope, place) =>
      openFound(
        deps,
        actor,
        scope,
        plan,
        gathered[place]!.candidates.slice(from, from + search.limit),
        'some',
        detailsOf(search, plan),
      ),
    ),
  );
  const to = from + search.limit;
  const more = to < mostBest && gathered.some(({ candidates }) => candidates.length > to);
  return { contacts: opened.flat(), next: more ? `best_${to}` : null, bounded: bounded && !more, index };
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
