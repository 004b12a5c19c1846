import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatDate } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { hasEnded } from '../staff/task-end.ts';

interface TokenRowProps {
  readonly token: Answer<'listTokens'>['tokens'][number];
  readonly title: string;
  readonly about?: ReactNode;
  readonly withdraw: () => Promise<unknown>;
}

/** One access token: whose, for what, until when, and its end. */
export function TokenRow({ token, title, about, withdraw }: TokenRowProps) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: withdraw,
    onSuccess: () => toast({ text: t('tokens.withdrawn-now') }),
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['own-tokens'] });
      void queries.invalidateQueries({ queryKey: ['connections', 'tokens'] });
    },
  });
  const ended = token.revokedAt !== null || hasEnded(token.until);
  const until =
    token.revokedAt !== null
      ? t('tokens.withdrawn', { date: formatDate(intl, token.revokedAt.slice(0, 10)) })
      : t(ended ? 'tokens.ended' : 'tokens.until', { date: formatDate(intl, token.until) });
  const used = token.lastUsedOn
    ? t('tokens.last-used', { date: formatDate(intl, token.lastUsedOn) })
    : t('tokens.never-used');
  const names = token.tasks.map((task) => own(me.taskNames.find((each) => each.task === task)?.name, task));
  return (
    <li className="connection" data-ended={ended}>
      <div>
        <p className="connection-line">
          <strong>{title}</strong>
          <span className="tag">{t(token.mayWrite ? 'tokens.writes' : 'tokens.reads')}</span>
        </p>
        <p>{names.join(', ')}</p>
        <p className="small quiet">
          {until} · {used}
        </p>
        {about}
      </div>
      {!ended && (
        <Button
          size="compact-sm"
          variant="default"
          loading={end.isPending}
          aria-label={t('tokens.withdraw-named', { name: title })}
          onClick={() => end.mutate()}
        >
          {t('tokens.withdraw')}
        </Button>
      )}
    </li>
  );
}
