import { ActionIcon } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import type { Search } from '../api/queries.ts';
import { SearchChips } from './search-chips.tsx';
import { suggestFilters, type Suggestion } from './suggest-filters.ts';
import { useSuggestContext } from './use-suggest-context.ts';
import './search-box.css';

interface SearchBoxProps {
  readonly search: Search | null;
  readonly onSearch: (search: Search | null) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** Searches on Enter, not while typing: every search is a line in the access log. */
export function SearchBox({ search, onSearch, inputRef }: SearchBoxProps) {
  const { t } = useWords();
  const context = useSuggestContext();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(inputRef, () => input.current!, []);
  const [text, setText] = useState(search?.text ?? '');
  const [caret, setCaret] = useState(0);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const { from, suggestions } = suggestFilters(text, caret, context);
  const shown = open && suggestions.length > 0;
  const current = shown ? suggestions[at] : undefined;

  const start = (typed: string) => {
    setOpen(false);
    if (typed.trim() !== '') onSearch({ ...search, text: typed.trim() });
  };
  const clear = () => {
    setText('');
    setOpen(false);
    onSearch(null);
  };
  const take = (suggestion: Suggestion) => {
    const written = `${text.slice(0, from)}${suggestion.text}${suggestion.isName ? '' : ' '}`;
    setText(written + text.slice(caret).trimStart());
    setCaret(written.length);
    setAt(-1);
    const box = input.current;
    // Once the value stands there.
    window.requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(written.length, written.length);
    });
  };
  const move = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else {
        clear();
        event.currentTarget.blur();
      }
    } else if (shown && event.key === 'ArrowDown') setAt((index) => (index + 1) % suggestions.length);
    else if (shown && event.key === 'ArrowUp')
      setAt((index) => (index <= 0 ? suggestions.length : index) - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && current) take(current);
    else if (event.key === 'ArrowDown') setOpen(true);
    else return;
    event.preventDefault();
  };

  return (
    <div className="search-whole">
      <form
        className="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          start(text);
        }}
      >
        <IconSearch size={16} aria-hidden="true" />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={shown}
          aria-controls={shown ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${listId}-${at}` : undefined}
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            setOpen(true);
            setAt(-1);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={move}
        />
        {(text || search) && (
          <ActionIcon variant="subtle" color="gray" size="sm" onClick={clear} aria-label={t('search.clear')}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </form>
      {shown && (
        <ul className="search-suggestions" role="listbox" id={listId} aria-label={t('search.suggestions')}>
          {suggestions.map((each, index) => (
            // The keyboard moves in the input above, as in every combobox.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={each.text}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              // Before the input loses its focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(each)}
              onPointerMove={() => setAt(index)}
            >
              <code>{each.text}</code>
              {each.isName && <span className="quiet small">{t(`search.about-${each.key}`)}</span>}
            </li>
          ))}
        </ul>
      )}
      {search && (
        <SearchChips
          text={search.text ?? ''}
          onChange={(next) => {
            setText(next);
            if (next.trim() === '') onSearch(null);
            else onSearch({ ...search, text: next.trim() });
          }}
        />
      )}
    </div>
  );
}
