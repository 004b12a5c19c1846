import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { allTokensQuery } from './connection-queries.ts';
import { TokenRow } from './token-row.tsx';

/** Everybody's access tokens, without the names their makers gave them. */
export function AllTokens() {
  const { t } = useWords();
  const { data: names } = useQuery(colleaguesQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(allTokensQuery);
  const tokens = data?.pages.flatMap((page) => page.tokens) ?? [];
  const nameOf = (staffId: string) =>
    names?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? '…';
  return (
    <Section title={t('tokens.all')} about={t('tokens.all-about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && tokens.length === 0 && <p className="quiet">{t('tokens.nobody')}</p>}
      {tokens.length > 0 && (
        <ul className="rows" aria-label={t('tokens.all')}>
          {tokens.map((token) => (
            <TokenRow
              key={token.tokenId}
              token={token}
              title={t('tokens.of', { name: nameOf(token.staffId) })}
              withdraw={() => call('revokeToken', { params: { tokenId: token.tokenId } })}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
