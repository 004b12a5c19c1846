import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Informing as Progress } from '../../../contract/console/informing.ts';
import { formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

const key = ['register', 'informing'] as const;

/** Telling people what the version in force changes for what is held of them; what lost its ground goes by itself. */
export function Informing() {
  const { t } = useWords();
  const progress = useQuery({
    queryKey: key,
    queryFn: () => call('informing'),
    refetchInterval: ({ state }) => ((state.data?.letters.left ?? 0) > 0 ? 5_000 : false),
  });
  const { data, error, refetch } = progress;
  return (
    <Section title={t('informing.title')} about={t('informing.about')}>
      <Removal />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && <Round progress={data} />}
    </Section>
  );
}

function Removal() {
  const { t, intl } = useWords();
  const { data } = useQuery({
    queryKey: ['register', 'removal'],
    queryFn: () => call('groundRemoval'),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 5_000 : false),
  });
  if (!data || data.foreseen + data.heldBack === 0) return null;
  return (
    <p role="status">
      {data.finishedAt
        ? t('informing.removed', { count: data.removed, at: formatFull(intl, data.finishedAt) })
        : t('informing.removing', { count: data.foreseen - data.removed, removed: data.removed })}
      {data.heldBack > 0 && ` ${t('informing.held-back', { count: data.heldBack })}`}
    </p>
  );
}

function Round({ progress }: { readonly progress: Progress }) {
  const { t } = useWords();
  const may = useMay();
  const { affected, letters, round } = progress;
  if (affected.people === 0 && round === null && letters.told === 0)
    return <p className="quiet">{t('informing.nobody')}</p>;
  const facts = [
    ['informing.affected', affected.people],
    ['informing.by-mail', affected.byMail],
    ...(round
      ? ([
          ['informing.told', letters.told],
          ['informing.under-way', letters.underWay],
          ['informing.left', letters.left],
          ['informing.bounced', letters.bounced],
          ['informing.not-by-mail', letters.notByMail],
        ] as const)
      : []),
  ] as const;
  return (
    <>
      <dl className="facts">
        {facts.map(([words, count]) => (
          <div key={words} className="facts-row">
            <dt>{t(words)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Letter />
      {may('publish-register') && <Acts progress={progress} />}
      {may('publish-register') && round !== null && letters.bounced + letters.notByMail > 0 && <Untold />}
    </>
  );
}

function Letter() {
  const { t, intl } = useWords();
  const [shown, setShown] = useState(false);
  const language = intl.locale.slice(0, 2) as 'sv' | 'fi' | 'en';
  const { data, error } = useQuery({
    queryKey: [...key, 'letter', language],
    queryFn: () => call('informingLetter', { query: { language } }),
    enabled: shown,
  });
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {t('informing.letter')}
      </Button>
      {error && <ProblemNote error={error} />}
      {shown && data && (
        <blockquote className="informing-letter">
          <h3 className="minor">{data.subject}</h3>
          <p>{data.text}</p>
        </blockquote>
      )}
    </>
  );
}

function Acts({
  progress: { version, affected, letters, round, canSend, settlesAfterDays },
}: {
  readonly progress: Progress;
}) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const act = useMutation({
    mutationFn: (paused: boolean | undefined) =>
      paused === undefined
        ? call('startInforming', { body: { version } })
        : call('pauseInforming', { body: { version, paused } }),
    onSettled: () => {
      setAsked(false);
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  if (round === null ? affected.byMail === 0 : letters.left === 0 && !round.paused) return null;
  if (!canSend) return <p className="quiet">{t('informing.cannot-send')}</p>;
  return (
    <div className="drafting-publish">
      {act.error && <ProblemNote error={act.error} />}
      {round !== null ? (
        <Button variant="default" loading={act.isPending} onClick={() => act.mutate(!round.paused)}>
          {t(round.paused ? 'informing.continue' : 'informing.pause')}
        </Button>
      ) : asked ? (
        <>
          <p>{t('informing.sure', { count: affected.byMail, days: settlesAfterDays })}</p>
          <div className="row-acts">
            <Button autoFocus loading={act.isPending} onClick={() => act.mutate(undefined)}>
              {t('informing.send')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsked(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>{t('informing.start', { count: affected.byMail })}</Button>
      )}
    </div>
  );
}

function Untold() {
  const { t, known } = useWords();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...key, 'untold'],
    queryFn: ({ pageParam }) =>
      call('listUntold', { query: { limit: 50, ...(pageParam === null ? {} : { after: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <>
      <h3 className="minor drafting-minor">{t('informing.untold')}</h3>
      {error && <ProblemNote error={error} />}
      <ul className="rows versions">
        {data?.pages
          .flatMap(({ people }) => people)
          .map(({ personId, why }) => {
            const words = known(`informing.why-${why}`);
            return (
              <li key={personId}>
                <Link to="/people/$personId" params={{ personId }}>
                  {t('informing.person')}
                </Link>
                <span className="quiet">{words ? t(words) : why}</span>
              </li>
            );
          })}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('informing.more')}
        </Button>
      )}
    </>
  );
}
