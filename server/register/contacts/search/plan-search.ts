import { Temporal } from 'temporal-polyfill';
import type { SearchFilter } from './search-filter.ts';
import { isId, type Id } from '../../../base/new-id.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { ContactsDeps } from '../contacts.ts';
import { findPeople, kindOf, type PeopleFound } from './find-asked-people.ts';
import { makeQuestion, type Question } from './search-question.ts';
import type { ContactConditions } from './search-store.ts';

export type SearchBy = 'any' | 'name' | 'email' | 'phone' | 'id';
export type UnknownFilter = 'queue' | 'tag' | 'assignee' | 'from' | 'name' | 'email' | 'phone' | 'id';

/** What is asked for, taken apart: words and phrases as typed, filters as understood. */
export interface SearchInput {
  readonly by: SearchBy;
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly filters: readonly SearchFilter[];
}

/** Names that other rooms know: tags in all their languages, colleagues as they are shown. */
export interface SearchNames {
  tags(): Promise<readonly { readonly id: Id<'tag'>; readonly names: readonly string[] }[]>;
  colleagues(): Promise<readonly { readonly staffId: Id<'staff'>; readonly displayName: string }[]>;
}

export type SearchDeps = ContactsDeps & { readonly names: SearchNames };

export interface SearchPlan {
  readonly question: Question;
  /** What was typed may also be who it is about: looked up with the texts. */
  readonly alsoNamed: string | null;
  readonly alsoNumber: number | null;
  /** Filters by person: each must hold. */
  readonly people: readonly PeopleFound[];
  readonly ids: readonly Id[] | null;
  readonly numbers: readonly number[] | null;
  readonly queues: readonly string[] | null;
  readonly conditions: Omit<ContactConditions, 'queues' | 'people'>;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly unknown: readonly UnknownFilter[];
  /** Something is asked for that nothing can fit. */
  readonly nothing: boolean;
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();
const isNumber = (text: string) => /^#?\d{1,12}$/.test(text.trim());
const numberOf = (text: string) => Number(text.trim().replace('#', ''));

/** Resolves names to what they name; opens nothing. */
export async function planSearch(
  deps: SearchDeps,
  staffId: Id<'staff'>,
  input: SearchInput,
): Promise<SearchPlan> {
  const { declaration } = deps.current();
  const values = (key: SearchFilter['key']) =>
    input.filters.filter((filter) => filter.key === key).map((filter) => filter.value);
  const listOf = (key: SearchFilter['key']) => (values(key).length > 0 ? values(key) : null);
  const unknown = new Set<UnknownFilter>();
  const startOf = (day: string) =>
    new Date(Temporal.PlainDate.from(day).toZonedDateTime(declaration.register.timeZone).epochMilliseconds);

  const queues = listOf('queue')?.flatMap((typed) => {
    const found = Object.entries(declaration.queues).filter(
      ([key, { name }]) =>
        fold(key) === fold(typed) || Object.values(name).some((each) => fold(each) === fold(typed)),
    );
    if (found.length === 0) unknown.add('queue');
    return found.map(([key]) => key);
  });
  const tags = await resolve(listOf('tag'), 'tag', async () =>
    (await deps.names.tags()).map(({ id, names }) => ({ id, names })),
  );
  const assignees = await resolve(
    listOf('assignee')?.filter((value) => value !== 'me' && value !== 'nobody') ?? null,
    'assignee',
    async () =>
      (await deps.names.colleagues()).map(({ staffId: id, displayName }) => ({ id, names: [displayName] })),
  );
  const asksAssignee = values('assignee').length > 0;

  /** Ids stand for themselves; a name is whole, or the beginning of just one. */
  async function resolve<Kind extends string>(
    typed: readonly string[] | null,
    key: UnknownFilter,
    read: () => Promise<readonly { id: Id<Kind>; names: readonly string[] }[]>,
  ): Promise<Id<Kind>[] | null> {
    if (typed === null) return null;
    const known = typed.every((each) => isId(each)) ? [] : await read();
    return typed.flatMap((each) => {
      if (isId<Kind>(each)) return [each];
      const whole = known.filter(({ names }) => names.some((name) => fold(name) === fold(each)));
      const begun = known.filter(({ names }) => names.some((name) => fold(name).startsWith(fold(each))));
      const found = whole.length > 0 ? whole : begun.length === 1 ? begun : [];
      if (found.length === 0) unknown.add(key);
      return found.map(({ id }) => id);
    });
  }

  const nobody: PeopleFound = { category: 'name', people: [], tokens: null, nameWords: [] };
  const people: PeopleFound[] = [];
  for (const key of ['from', 'name', 'email', 'phone'] as const) {
    for (const value of values(key)) {
      const found = await findPeople(deps, key === 'from' ? kindOf(value) : key, value);
      // Only what is no address, number or name: that nobody has it would tell of queues that one does not reach.
      if (found === null) unknown.add(key);
      people.push(found ?? nobody);
    }
  }

  const whole = [...input.words, ...input.phrases].join(' ').trim();
  const asText = input.by === 'any';
  let ids: Id[] | null = null;
  let numbers: number[] | null = null;
  for (const typed of [...values('id'), ...(input.by === 'id' ? [whole] : [])]) {
    const id = fold(typed);
    if (isId(id)) (ids ??= []).push(id);
    else if (isNumber(typed)) (numbers ??= []).push(numberOf(typed));
    else unknown.add('id');
  }
  if (input.by === 'name' || input.by === 'email' || input.by === 'phone') {
    people.push((await findPeople(deps, input.by, whole)) ?? nobody);
  }
  const [only] = input.words;
  const single = asText && input.words.length === 1 && input.phrases.length === 0 ? only : undefined;
  if (single !== undefined && isId(fold(single))) ids = [fold(single)];
  const asksId = single !== undefined && ids !== null;
  return {
    question: makeQuestion(asText && !asksId ? input.words : [], asText ? input.phrases : []),
    alsoNamed:
      asText && !asksId && input.phrases.length === 0 && input.words.length > 0 && input.words.length <= 6
        ? whole
        : null,
    alsoNumber: single !== undefined && isNumber(single) ? numberOf(single) : null,
    people,
    ids,
    numbers,
    queues: queues ?? null,
    conditions: {
      status: listOf('is'),
      channel: listOf('channel'),
      language: listOf('language') as Language[] | null,
      priority: listOf('priority'),
      assignees: asksAssignee
        ? [...(assignees ?? []), ...(values('assignee').includes('me') ? [staffId] : [])]
        : null,
      nobodys: values('assignee').includes('nobody'),
      tags,
      files: values('has').includes('file'),
    },
    from: latest(values('after').map(startOf)),
    to: earliest(values('before').map(startOf)),
    unknown: [...unknown],
    // Calls are not recorded yet: nothing has a recording.
    nothing: unknown.size > 0 || values('has').includes('recording'),
  };
}

const latest = (moments: readonly Date[]) => moments.toSorted((one, other) => +other - +one)[0] ?? null;
const earliest = (moments: readonly Date[]) => moments.toSorted((one, other) => +one - +other)[0] ?? null;
