import { isDeepStrictEqual } from 'node:util';
import { effectOf } from './change-effects.ts';
import { comparePeriods } from './compare-periods.ts';
import type { DeclarationChange, DeclarationPart, ListChange } from './declaration-change.ts';
import type { Declaration, Period } from '../declaration.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Sides {
  readonly before?: unknown;
  readonly after?: unknown;
}

const keyed: ReadonlySet<DeclarationPart> = new Set<DeclarationPart>([
  'purposes',
  'categories',
  'channels',
  'queues',
  'mailboxes',
  'tasks',
  'reasons',
  'processors',
  'recipients',
  'sources',
]);

/** In the order of the file. */
const parts: readonly DeclarationPart[] = [
  'register',
  'controller',
  'authority',
  'purposes',
  'categories',
  'channels',
  'queues',
  'mailboxes',
  'tasks',
  'periods',
  'reasons',
  'undertaking',
  'processing',
  'processors',
  'recipients',
  'sources',
  'identification',
  'backups',
  'never',
  'rights',
  'measures',
];

/**
 * What publishing `after` in place of `before` would change; empty when nothing would. No difference is silent: a part
 * that is not known here is compared as a whole.
 */
export function compareDeclarations(before: Declaration, after: Declaration): DeclarationChange[] {
  const known = new Set<string>(parts);
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (part) => !known.has(part),
  ) as DeclarationPart[];
  return [...parts, ...others].flatMap((part) => {
    const sides = { before: before[part], after: after[part] };
    const changes = comparePart(part, before, after);
    // `processors: {}` says what its absence says, and is another text all the same
    return changes.length > 0 ? changes : compareWhole(part, sides);
  });
}

function comparePart(part: DeclarationPart, before: Declaration, after: Declaration): DeclarationChange[] {
  if (part === 'periods') return compareAllPeriods(before, after);
  if (part === 'measures') return compareMeasures(before, after);
  return keyed.has(part) ? compareEntries(part, fieldsOf(before[part]), fieldsOf(after[part])) : [];
}

function compareEntries(part: DeclarationPart, before: Fields, after: Fields): DeclarationChange[] {
  const changes: DeclarationChange[] = [];
  for (const [key, now] of Object.entries(after)) {
    if (!Object.hasOwn(before, key)) changes.push(made(part, key, 'new', { after: now }));
    else if (differs(before[key], now)) {
      changes.push(made(part, key, 'changed', { before: before[key], after: now }));
    }
  }
  for (const [key, was] of Object.entries(before)) {
    if (!Object.hasOwn(after, key)) changes.push(made(part, key, 'gone', { before: was }));
  }
  return [...changes, ...compareOrder(part, Object.keys(before), Object.keys(after))];
}

function compareOrder(
  part: DeclarationPart,
  before: readonly string[],
  after: readonly string[],
): DeclarationChange[] {
  const stayed = before.filter((key) => after.includes(key));
  const now = after.filter((key) => before.includes(key));
  return isDeepStrictEqual(stayed, now) ? [] : [orderChanged(part)];
}

function orderChanged(part: DeclarationPart): DeclarationChange {
  return {
    part,
    key: null,
    change: 'changed',
    fields: ['order'],
    lists: [],
    months: null,
    effects: effectOf({ part, key: null, change: 'changed', fields: ['order'] }),
  };
}

/** By unit, for a unit has one period whatever its key is. */
function compareAllPeriods(before: Declaration, after: Declaration): DeclarationChange[] {
  const old = byUnit(before);
  const now = byUnit(after);
  const lengths = new Map(comparePeriods(before, after).map((change) => [change.unit, change.change]));
  const changes = [...now].flatMap(([unit, [key, period]]): DeclarationChange[] => {
    const was = old.get(unit);
    if (!was) return [made('periods', key, 'new', { after: period }, { after: period })];
    const [formerKey, former] = was;
    if (formerKey === key && !differs(former, period)) return [];
    const change = made(
      'periods',
      key,
      'changed',
      { before: former, after: period },
      { before: former, after: period, length: lengths.get(unit) },
    );
    return [formerKey === key ? change : { ...change, fields: ['key', ...change.fields] }];
  });
  for (const [unit, [key, period]] of old) {
    if (!now.has(unit)) changes.push(made('periods', key, 'gone', { before: period }, { before: period }));
  }
  const order = compareOrder('periods', [...old.keys()], [...now.keys()]);
  return [...changes, ...order];
}

function byUnit(declaration: Declaration): Map<Period['unit'], [string, Period]> {
  return new Map(Object.entries(declaration.periods).map(([key, period]) => [period.unit, [key, period]]));
}

/** They have no keys: one that is worded otherwise is another. */
function compareMeasures(before: Declaration, after: Declaration): DeclarationChange[] {
  const { measures: old } = before;
  const { measures: now } = after;
  const changes = [
    ...unmatched(now, old).map((index) => made('measures', String(index), 'new', { after: now[index] })),
    ...unmatched(old, now).map((index) => made('measures', String(index), 'gone', { before: old[index] })),
  ];
  return changes.length > 0 || isDeepStrictEqual(old, now) ? changes : [orderChanged('measures')];
}

/** The places in a list of what the other list does not hold as often. */
function unmatched(list: readonly unknown[], other: readonly unknown[]): number[] {
  const left = [...other];
  return list.flatMap((item, index) => {
    const at = left.findIndex((each) => isDeepStrictEqual(each, item));
    if (at < 0) return [index];
    left.splice(at, 1);
    return [];
  });
}

function compareWhole(part: DeclarationPart, { before, after }: Sides): DeclarationChange[] {
  if (!differs(before, after)) return [];
  if (before === undefined) return [made(part, null, 'new', { after })];
  if (after === undefined) return [made(part, null, 'gone', { before })];
  return [made(part, null, 'changed', { before, after })];
}

function made(
  part: DeclarationPart,
  key: string | null,
  change: DeclarationChange['change'],
  { before, after }: Sides,
  period?: {
    readonly before?: Period;
    readonly after?: Period;
    readonly length?: 'shorter' | 'longer' | 'new' | 'gone' | undefined;
  },
): DeclarationChange {
  const fields = change === 'changed' ? fieldsThatDiffer(before, after) : [];
  return {
    part,
    key,
    change,
    fields,
    lists: change === 'changed' ? listsThatDiffer(part, fields, before, after) : [],
    months: period ? { before: period.before?.months ?? null, after: period.after?.months ?? null } : null,
    effects: effectOf({ part, key, change, fields, length: period?.length, before, after }),
  };
}

/** Objects whose entries stand in another order differ too: the notice and the first of several follow the order. */
function differs(before: unknown, after: unknown): boolean {
  return !isDeepStrictEqual(before, after) || !isDeepStrictEqual(orderOf(before), orderOf(after));
}

/** Only the grounds of a period have keys of their own within an entry. */
function orderOf(value: unknown): string[] {
  return Object.keys(fieldsOf(fieldsOf(value)['extensions']));
}

function fieldsThatDiffer(before: unknown, after: unknown): string[] {
  if (!isFields(before) || !isFields(after)) return [];
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...all].filter((field) =>
    field === 'extensions'
      ? differs({ extensions: before[field] }, { extensions: after[field] })
      : !isDeepStrictEqual(before[field], after[field]),
  );
}

function listsThatDiffer(
  part: DeclarationPart,
  fields: readonly string[],
  before: unknown,
  after: unknown,
): ListChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return listChange(part, before, after);
  return fields.flatMap((field) =>
    listChange(field, fieldsOf(before)[field] ?? [], fieldsOf(after)[field] ?? []),
  );
}

/** Lists of texts, and the rules of a channel by their category. Without any of the three the order alone differs. */
function listChange(field: string, before: unknown, after: unknown): ListChange[] {
  const old = entriesOf(before);
  const now = entriesOf(after);
  if (old === undefined || now === undefined) return [];
  const added = [...now.keys()].filter((key) => !old.has(key));
  const removed = [...old.keys()].filter((key) => !now.has(key));
  const changed = [...now.keys()].filter(
    (key) => old.has(key) && !isDeepStrictEqual(old.get(key), now.get(key)),
  );
  return [{ field, added, removed, changed }];
}

function entriesOf(list: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined;
  const entries = list.map((item: unknown): [unknown, unknown] => [
    typeof item === 'string' ? item : fieldsOf(item)['category'],
    item,
  ]);
  if (entries.some(([key]) => typeof key !== 'string')) return undefined;
  return new Map(entries as [string, unknown][]);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
