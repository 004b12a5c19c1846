import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import type { Draft } from './keep-draft.ts';

interface Colleague {
  readonly staffId: string;
  readonly displayName: string;
}

export interface Mentions {
  readonly found: readonly Colleague[];
  readonly at: number;
  readonly list: string;
  pick(colleague: Colleague): void;
  /** @returns true when the key was for the list */
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean;
}

const mostShown = 6;

/** `@` and letters suggest colleagues whose tasks reach the contact; whoever is picked is told. */
export function useMentions(
  contactId: string,
  on: boolean,
  draft: Draft,
  change: (part: Partial<Pick<Draft, 'text' | 'mentions'>>) => void,
  field: RefObject<HTMLTextAreaElement | null>,
): Mentions {
  const me = useMe();
  const list = useId();
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState('');
  const caret = field.current?.selectionStart ?? draft.text.length;
  const typed = on ? /(?:^|\s)@([\p{L} .'-]{0,40})$/u.exec(draft.text.slice(0, caret))?.[1] : undefined;
  const reach = useQuery({
    queryKey: ['mentionable', contactId],
    queryFn: () => call('mentionable', { params: { contactId } }),
    enabled: typed !== undefined,
  });
  const colleagues = useQuery({ ...colleaguesQuery, enabled: typed !== undefined });
  const begun = typed?.toLowerCase();
  const found =
    begun === undefined || closed === begun
      ? []
      : (colleagues.data?.colleagues ?? [])
          .filter(
            ({ staffId, displayName }) =>
              staffId !== me.staffId &&
              reach.data?.staffIds.includes(staffId) === true &&
              displayName
                .toLowerCase()
                .split(' ')
                .some((_, index, words) => words.slice(index).join(' ').startsWith(begun)),
          )
          .slice(0, mostShown);

  function pick({ staffId, displayName }: Colleague): void {
    const from = caret - (typed?.length ?? 0);
    const text = `${draft.text.slice(0, from)}${displayName} ${draft.text.slice(caret)}`;
    // At once, so that the caret does not jump back behind what is typed next.
    flushSync(() => {
      change({ text, mentions: [...new Set([...draft.mentions, staffId])] });
      setAt(0);
    });
    const end = from + displayName.length + 1;
    field.current?.setSelectionRange(end, end);
  }

  return {
    found,
    at: Math.min(at, Math.max(0, found.length - 1)),
    list,
    pick,
    onKeyDown(event) {
      if (found.length === 0 || event.metaKey || event.ctrlKey) return false;
      if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
      else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
      else if (event.key === 'Enter' || event.key === 'Tab') pick(found[Math.min(at, found.length - 1)]!);
      else if (event.key === 'Escape') setClosed(begun ?? '');
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  const { t } = useWords();
  const { found, at, list } = mentions;
  if (found.length === 0) return null;
  return (
    <ul className="mentions" id={list} role="listbox" aria-label={t('composer.mention')}>
      {found.map((colleague, index) => (
        <li
          key={colleague.staffId}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => {
            event.preventDefault();
            mentions.pick(colleague);
          }}
        >
          {colleague.displayName}
        </li>
      ))}
    </ul>
  );
}
