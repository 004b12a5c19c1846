import {
  assigneeNames,
  dayNames,
  type FilterKey,
  filterNames,
  filterValues,
  type ListedKey,
  type ListedValue,
} from './search-names.ts';

/** A filter as understood. Days are calendar days of the register's time zone; `assignee` may be `me` or `nobody`. */
export type SearchFilter =
  | { readonly [Key in ListedKey]: { readonly key: Key; readonly value: ListedValue<Key> } }[ListedKey]
  | { readonly key: 'after' | 'before'; readonly value: string }
  | { readonly key: Exclude<FilterKey, ListedKey | 'after' | 'before'>; readonly value: string };

interface Span {
  /** In UTF-16 units of what was typed; `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A piece of what was typed. A filter whose value is none of its list, or no day, has no `filter`. */
export type SearchPart = Span &
  (
    | { readonly kind: 'word' | 'phrase'; readonly text: string }
    | {
        readonly kind: 'filter';
        readonly key: FilterKey;
        readonly typed: string;
        readonly filter: SearchFilter | null;
      }
  );

export interface ParsedSearch {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
  readonly filters: readonly SearchFilter[];
  readonly parts: readonly SearchPart[];
}

type Names = Readonly<Record<'en' | 'sv' | 'fi', readonly string[]>>;

function indexOf<Key extends string>(table: Readonly<Record<Key, Names>>): ReadonlyMap<string, Key> {
  return new Map(
    (Object.entries(table) as [Key, Names][]).flatMap(([key, names]) => [
      [key, key] as const,
      ...Object.values(names)
        .flat()
        .map((name) => [name, key] as const),
    ]),
  );
}

const keys = indexOf<FilterKey>(filterNames);
const days = indexOf<keyof typeof dayNames>(dayNames);
const assignees = indexOf<keyof typeof assigneeNames>(assigneeNames);
const listed: { readonly [Key in ListedKey]: ReadonlyMap<string, string> } = {
  is: indexOf(filterValues.is),
  has: indexOf(filterValues.has),
  channel: indexOf(filterValues.channel),
  language: indexOf(filterValues.language),
  priority: indexOf(filterValues.priority),
};

const fold = (text: string) => text.normalize('NFC').toLowerCase();
const isSpace = (letter: string | undefined) => letter !== undefined && /\s/u.test(letter);
const isQuote = (letter: string | undefined) => letter !== undefined && /["“”„«»]/u.test(letter);

/**
 * What is typed into the one search box: words, "exact phrases" and filters (`is:open`, `tag:"lost mail"`), whose names
 * are taken in all three languages at once. Whatever is typed means something: nothing is refused, and a name before a
 * colon that is no filter's is a word.
 * @param today the calendar day `YYYY-MM-DD` that `today` and `7d` are counted from
 */
export function parseSearch(typed: string, today: string): ParsedSearch {
  const parts: SearchPart[] = [];
  let at = 0;

  /** To the closing quote, or to the end when there is none. */
  function readQuoted(from: number): { text: string; end: number } {
    let end = from + 1;
    while (end < typed.length && !isQuote(typed[end])) end += 1;
    return { text: typed.slice(from + 1, end).trim(), end: Math.min(end + 1, typed.length) };
  }

  while (at < typed.length) {
    if (isSpace(typed[at])) {
      at += 1;
      continue;
    }
    const start = at;
    if (isQuote(typed[at])) {
      const { text, end } = readQuoted(at);
      at = end;
      if (text !== '') parts.push({ kind: 'phrase', text, start, end });
      continue;
    }
    while (at < typed.length && !isSpace(typed[at]) && !isQuote(typed[at]) && typed[at] !== ':') at += 1;
    const key = typed[at] === ':' ? keys.get(fold(typed.slice(start, at))) : undefined;
    if (key !== undefined) {
      const from = at + 1;
      let value: string;
      if (isQuote(typed[from])) ({ text: value, end: at } = readQuoted(from));
      else {
        at = from;
        while (at < typed.length && !isSpace(typed[at])) at += 1;
        value = typed.slice(from, at);
      }
      const filter = readFilter(key, value, today);
      parts.push({ kind: 'filter', key, typed: value, filter, start, end: at });
      continue;
    }
    while (at < typed.length && !isSpace(typed[at]) && !isQuote(typed[at])) at += 1;
    parts.push({ kind: 'word', text: typed.slice(start, at), start, end: at });
  }
  return {
    words: parts.flatMap((part) => (part.kind === 'word' ? [part.text] : [])),
    phrases: parts.flatMap((part) => (part.kind === 'phrase' ? [part.text] : [])),
    filters: parts.flatMap((part) => (part.kind === 'filter' && part.filter ? [part.filter] : [])),
    parts,
  };
}

/** @returns null for a value that the filter does not know */
function readFilter(key: FilterKey, typed: string, today: string): SearchFilter | null {
  const value = typed.trim();
  if (value === '') return null;
  switch (key) {
    case 'is':
    case 'has':
    case 'channel':
    case 'language':
    case 'priority': {
      const known = listed[key].get(fold(value));
      return known === undefined ? null : ({ key, value: known } as SearchFilter);
    }
    case 'after':
    case 'before': {
      const day = readDay(fold(value), today);
      return day === undefined ? null : { key, value: day };
    }
    case 'assignee':
      return { key, value: assignees.get(fold(value)) ?? value };
    default:
      return { key, value };
  }
}

/** `2026-11-01`, `1.11.2026`, `1.11.` of this year, `7d`, `2w`, `3m`, or a day's name. */
function readDay(value: string, today: string): string | undefined {
  const name = days.get(value);
  if (name !== undefined) return addDays(today, name === 'today' ? 0 : -1);
  const back = /^(\d{1,3})(d|w|v|m|kk|pv|vk|mån)$/u.exec(value);
  if (back) {
    const unit = back[2]!;
    const length = unit === 'd' || unit === 'pv' ? 1 : unit === 'w' || unit === 'v' || unit === 'vk' ? 7 : 30;
    return addDays(today, -Number(back[1]) * length);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  if (iso) return makeDay(iso[1]!, iso[2]!, iso[3]!);
  const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(value);
  return local ? makeDay(local[3] ?? today.slice(0, 4), local[2]!, local[1]!) : undefined;
}

function makeDay(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  // A day that the month has not rolls over; the round trip shows it.
  return year >= '1970' && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
    ? text
    : undefined;
}

function addDays(day: string, days: number): string | undefined {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10);
}
