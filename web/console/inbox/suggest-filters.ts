import {
  assigneeNames,
  dayNames,
  type FilterKey,
  filterNames,
  filterValues,
} from '../../../contract/console/search-names.ts';

type Language = 'en' | 'sv' | 'fi';

/** What of the register may stand as a value: names in the reader's language. */
export interface SuggestContext {
  readonly language: Language;
  readonly queues: readonly string[];
  readonly tags: readonly string[];
  readonly colleagues: readonly string[];
}

export interface Suggestion {
  /** What is offered, and what is written in the place of `from` to the caret. */
  readonly text: string;
  readonly key: FilterKey;
  /** A filter's name alone: its values come next. */
  readonly isName: boolean;
}

export interface Suggested {
  readonly from: number;
  readonly suggestions: readonly Suggestion[];
}

const mostSuggested = 8;
const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** Filters and values that fit what stands before the caret, in the reader's language. */
export function suggestFilters(typed: string, caret: number, context: SuggestContext): Suggested {
  const before = typed.slice(0, caret);
  // Inside an open quotation one writes a phrase.
  const quoted = (before.match(/["“”„«»]/gu)?.length ?? 0) % 2 === 1;
  const from = quoted ? beginningOfQuoted(before) : lastBlank(before) + 1;
  const piece = before.slice(from);
  const colon = piece.indexOf(':');
  if (colon < 0) return { from, suggestions: quoted ? [] : namesFor(piece, context) };
  const key = keyOf(piece.slice(0, colon));
  if (key === undefined) return { from, suggestions: [] };
  const begun = fold(piece.slice(colon + 1).replaceAll('"', ''));
  return {
    from,
    suggestions: valuesOf(key, context)
      .filter((value) => fold(value).startsWith(begun) && fold(value) !== begun)
      .slice(0, mostSuggested)
      .map((value) => ({
        text: `${filterNames[key][context.language][0]}:${/\s/u.test(value) ? `"${value}"` : value}`,
        key,
        isName: false,
      })),
  };
}

function namesFor(piece: string, { language }: SuggestContext): Suggestion[] {
  const begun = fold(piece);
  return (Object.keys(filterNames) as FilterKey[])
    .filter((key) => filterNames[key][language].some((name) => fold(name).startsWith(begun)))
    .slice(0, begun === '' ? 6 : mostSuggested)
    .map((key) => ({ text: `${filterNames[key][language][0]}:`, key, isName: true }));
}

function keyOf(name: string): FilterKey | undefined {
  const wanted = fold(name);
  return (Object.keys(filterNames) as FilterKey[]).find((key) =>
    Object.values(filterNames[key])
      .flat()
      .some((each) => each === wanted),
  );
}

function valuesOf(key: FilterKey, context: SuggestContext): readonly string[] {
  const { language } = context;
  switch (key) {
    case 'is':
    case 'has':
    case 'channel':
    case 'language':
    case 'priority':
      return Object.values<Record<Language, readonly string[]>>(filterValues[key]).map((names) =>
        names[language].at(0)!,
      );
    case 'queue':
      return context.queues;
    case 'tag':
      return context.tags;
    case 'assignee':
      return [assigneeNames.me[language][0], assigneeNames.nobody[language][0], ...context.colleagues];
    case 'after':
    case 'before':
      return [dayNames.today[language][0], dayNames.yesterday[language][0], '7d', '1m'];
    default:
      return [];
  }
}

function lastBlank(text: string): number {
  for (let at = text.length - 1; at >= 0; at -= 1) if (/\s/u.test(text[at]!)) return at;
  return -1;
}

function beginningOfQuoted(text: string): number {
  const quote = Math.max(...['"', '“', '”', '„', '«', '»'].map((each) => text.lastIndexOf(each)));
  return lastBlank(text.slice(0, quote)) + 1;
}
