import { IconX } from '@tabler/icons-react';
import type { Language } from '../../../contract/common.ts';
import { parseSearch, type SearchFilter } from '../../../contract/console/search-language.ts';
import { assigneeNames, filterValues } from '../../../contract/console/search-names.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/use-words.ts';

/** The filters as they were understood; one click takes one away. */
export function SearchChips({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { t, intl } = useWords();
  const language = intl.locale.slice(0, 2) as Language;
  const now = useNow();
  const { parts } = parseSearch(text, new Date(now).toISOString().slice(0, 10));
  const chips = parts.filter((part) => part.kind !== 'word');
  if (chips.length === 0) return null;
  return (
    <ul className="search-chips" aria-label={t('search.chips')}>
      {chips.map((part) => {
        const said =
          part.kind === 'filter'
            ? `${t(`search.name-${part.key}`)}: ${part.filter ? sayValue(part.filter, language, part.typed) : part.typed}`
            : `“${part.text}”`;
        const wrong = part.kind === 'filter' && part.filter === null;
        return (
          <li key={part.start} className="search-chip" data-wrong={wrong}>
            <span>{said}</span>
            {wrong && <span className="small">{t('search.not-understood')}</span>}
            <button
              type="button"
              aria-label={t('search.remove', { part: said })}
              onClick={() =>
                onChange(`${text.slice(0, part.start)}${text.slice(part.end)}`.replaceAll(/\s+/g, ' '))
              }
            >
              <IconX size={12} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A value as the reader's language has it, whatever language it was typed in. */
function sayValue({ key, value }: SearchFilter, language: Language, typed: string): string {
  if (key === 'after' || key === 'before') return value;
  const names: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> =
    key === 'assignee'
      ? assigneeNames
      : key in filterValues
        ? filterValues[key as keyof typeof filterValues]
        : {};
  return names[value]?.[language][0] ?? typed;
}
