import { ActionIcon } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import type { Search } from '../api/queries.ts';
import './search-box.css';

const ways = ['any', 'name', 'email', 'phone', 'id'] as const;

interface SearchBoxProps {
  readonly search: Search | null;
  readonly onSearch: (search: Search | null) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** Searches on Enter, not while typing: every search is a line in the access log. */
export function SearchBox({ search, onSearch, inputRef }: SearchBoxProps) {
  const { t } = useWords();
  const [text, setText] = useState(search?.text ?? '');
  const [by, setBy] = useState<(typeof ways)[number]>(search?.by ?? 'any');
  const start = (next: { text: string; by: (typeof ways)[number] }) => {
    if (next.text.trim().length >= 2) onSearch({ text: next.text.trim(), by: next.by });
  };
  const clear = () => {
    setText('');
    onSearch(null);
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        start({ text, by });
      }}
    >
      <IconSearch size={16} aria-hidden="true" />
      <input
        ref={inputRef}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          clear();
          event.currentTarget.blur();
        }}
      />
      {(text || search) && (
        <>
          <select
            aria-label={t('search.by')}
            value={by}
            onChange={(event) => {
              const next = ways.find((way) => way === event.currentTarget.value) ?? 'any';
              setBy(next);
              if (search) start({ text, by: next });
            }}
          >
            {ways.map((way) => (
              <option key={way} value={way}>
                {t(`search.by-${way}`)}
              </option>
            ))}
          </select>
          <ActionIcon variant="subtle" color="gray" size="sm" onClick={clear} aria-label={t('search.clear')}>
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
    </form>
  );
}
