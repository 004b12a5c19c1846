import { IconX } from '@tabler/icons-react';
import { parseSearch } from '../../../contract/console/search-language.ts';
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
  const { t } = useWords();
  const now = useNow();
  const { parts } = parseSearch(text, new Date(now).toISOString().slice(0, 10));
  const chips = parts.filter((part) => part.kind !== 'word');
  if (chips.length === 0) return null;
  return (
    <ul className="search-chips" aria-label={t('search.chips')}>
      {chips.map((part) => {
        const said =
          part.kind === 'filter'
            ? `${t(`search.name-${part.key}`)}: ${part.filter?.key === 'after' || part.filter?.key === 'before' ? part.filter.value : part.typed}`
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
