import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { formatFull } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { AllTokens } from './all-tokens.tsx';
import { endpointsQuery, recipientsQuery } from './connection-queries.ts';
import { EndpointRow } from './endpoint-row.tsx';
import { MakeEndpoint } from './make-endpoint.tsx';
import { ShownOnce } from './shown-once.tsx';
import { WaysOut } from './ways-out.tsx';
import './connections.css';

/** What this register tells other systems, and which programs work here for whom. */
export function ConnectionsPage() {
  const { t, own, intl } = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const { data: declared } = useQuery(recipientsQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(endpointsQuery);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<{ secret: string; bothUntil?: string } | null>(null);
  const endpoints = data?.pages.flatMap((page) => page.endpoints) ?? [];
  const recipientName = (key: string) =>
    own(declared?.recipients.find((each) => each.recipient === key)?.name, key);
  const queueName = (key: string) => own(declared?.queues.find((each) => each.queue === key)?.name, key);
  return (
    <Page
      title={t('place.connections')}
      about={
        <>
          {t('connections.about')}
          {may('read-access-log') && (
            <>
              {' '}
              <Link to="/disclosures">{t('disclosures.link')}</Link>
            </>
          )}
        </>
      }
      acts={
        !making && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setMaking(true);
              setSecret(null);
            }}
          >
            {t('hooks.new')}
          </Button>
        )
      }
    >
      <Section title={t('hooks.title')} about={t('hooks.about')}>
        {making && (
          <MakeEndpoint
            onCancel={() => setMaking(false)}
            onMade={(made) => {
              setMaking(false);
              setSecret(made);
              void queries.invalidateQueries({ queryKey: ['connections'] });
            }}
          />
        )}
        {secret && (
          <ShownOnce
            title={t('hooks.secret')}
            about={
              secret.bothUntil
                ? `${t('hooks.secret-about')} ${t('hooks.secret-both', { at: formatFull(intl, secret.bothUntil) })}`
                : t('hooks.secret-about')
            }
            value={secret.secret}
            onDone={() => setSecret(null)}
          />
        )}
        {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
        {data && endpoints.length === 0 && !making && !secret && (
          <Empty title={t('hooks.none')}>{t('hooks.none-about')}</Empty>
        )}
        {endpoints.length > 0 && (
          <ul className="rows" aria-label={t('hooks.title')}>
            {endpoints.map((endpoint) => (
              <EndpointRow
                key={endpoint.endpointId}
                endpoint={endpoint}
                recipientName={recipientName(endpoint.recipient)}
                queueName={queueName}
                onSecret={setSecret}
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
      <WaysOut />
      <AllTokens />
    </Page>
  );
}
