import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

interface FindCardsProps {
  readonly label: string;
  readonly onFound: (cards: readonly ContactCard[]) => void;
}

/** Searches on Enter, not while typing: every search is a line in the access log. */
export function FindCards({ label, onFound }: FindCardsProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: () => call('searchContacts', { body: { by: 'any', text: text.trim() } }),
    onSuccess: (page) => onFound(page.contacts),
    gcTime: 0,
  });
  return (
    <form
      className="merging-find"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim().length >= 2) search.mutate();
      }}
    >
      <TextInput
        data-autofocus
        size="sm"
        type="search"
        label={label}
        placeholder={t('merging.find-by')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="sm"
        variant="default"
        loading={search.isPending}
        disabled={text.trim().length < 2}
      >
        {t('merging.search')}
      </Button>
      {search.error && <ProblemNote error={search.error} />}
      {search.data?.contacts.length === 0 && <p className="small quiet">{t('merging.nobody')}</p>}
    </form>
  );
}
