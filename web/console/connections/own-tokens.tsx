import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { type Answer, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ownTokensQuery } from './connection-queries.ts';
import { MakeToken } from './make-token.tsx';
import { ShownOnce } from './shown-once.tsx';
import { TokenRow } from './token-row.tsx';
import './connections.css';

/** One's own access tokens: a section of the settings, which says what it is. */
export function OwnTokens() {
  const { t, intl } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(ownTokensQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Answer<'makeToken'> | null>(null);
  return (
    <>
      {me.tasks.length > 0 && !making && !made && (
        <Button
          className="connection-start"
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setMaking(true)}
        >
          {t('tokens.new')}
        </Button>
      )}
      {making && (
        <MakeToken
          onCancel={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setMade(token);
            void queries.invalidateQueries({ queryKey: ownTokensQuery.queryKey });
          }}
        />
      )}
      {made && (
        <ShownOnce
          title={t('tokens.made')}
          about={t('tokens.made-about', { date: formatDate(intl, made.until) })}
          value={made.token}
          onDone={() => setMade(null)}
        />
      )}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.tokens.length === 0 && !making && !made && <p className="quiet">{t('tokens.none')}</p>}
      {data && data.tokens.length > 0 && (
        <ul className="rows" aria-label={t('tokens.title')}>
          {data.tokens.map((token) => (
            <TokenRow
              key={token.tokenId}
              token={token}
              title={token.name}
              withdraw={() => call('revokeOwnToken', { params: { tokenId: token.tokenId } })}
            />
          ))}
        </ul>
      )}
    </>
  );
}
