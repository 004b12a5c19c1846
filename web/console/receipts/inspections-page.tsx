import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Inspection } from '../../../contract/console/receipts.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDay, formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ShownOnce } from '../connections/shown-once.tsx';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { OpenInspection } from './open-inspection.tsx';
import '../connections/connections.css';
import './receipts.css';

/** Auditors who are let in for some days: who, for what, and what they were given. */
export function InspectionsPage() {
  const { t } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['inspections'],
    queryFn: () => call('listInspections'),
    staleTime: 0,
  });
  const [opening, setOpening] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const show = (made: string) => {
    setOpening(false);
    setLink(made);
    void queries.invalidateQueries({ queryKey: ['inspections'] });
  };
  return (
    <Page
      title={t('inspections.title')}
      about={
        <>
          {t('inspections.about')} <Link to="/promises">{t('place.promises')}</Link>
        </>
      }
      acts={
        !opening && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setOpening(true);
              setLink(null);
            }}
          >
            {t('inspections.open')}
          </Button>
        )
      }
    >
      {opening && <OpenInspection onCancel={() => setOpening(false)} onOpened={show} />}
      {link && (
        <ShownOnce
          title={t('inspections.link')}
          about={t('inspections.link-about')}
          value={link}
          onDone={() => setLink(null)}
        />
      )}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.inspections.length === 0 && !opening && !link && (
        <Empty title={t('inspections.none')}>{t('inspections.none-about')}</Empty>
      )}
      {data && data.inspections.length > 0 && (
        <ul className="rows">
          {data.inspections.map((inspection) => (
            <Row key={inspection.inspectionId} inspection={inspection} onLink={show} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Row({
  inspection,
  onLink,
}: {
  readonly inspection: Inspection;
  readonly onLink: (link: string) => void;
}) {
  const { t, intl } = useWords();
  const toast = useToast();
  const queries = useQueryClient();
  const problemWords = useProblemWords();
  const { inspectionId, auditor, isOpen, linkWaits, lastSeenAt, beginsAt } = inspection;
  // The last day, and not the midnight it ends with.
  const endsAt = inspection.endedAt ?? new Date(Date.parse(inspection.endsAt) - 1).toISOString();
  const onError = (problem: unknown) => toast({ text: problemWords(problem), tone: 'danger' });
  const end = useMutation({
    mutationFn: () => call('endInspection', { params: { inspectionId } }),
    onSuccess: () => {
      toast({ text: t('inspections.ended') });
      void queries.invalidateQueries({ queryKey: ['inspections'] });
    },
    onError,
  });
  const renew = useMutation({
    mutationFn: () => call('renewInspection', { params: { inspectionId } }),
    onSuccess: ({ link }) => onLink(link),
    onError,
    gcTime: 0,
  });
  return (
    <li className="inspection-row">
      <h2>{auditor ? `${auditor.name}, ${auditor.organisation}` : t('inspections.erased')}</h2>
      <p className="row-acts">
        <span className="tag" {...(isOpen ? { 'data-tone': 'time' } : {})}>
          {t(isOpen ? (linkWaits ? 'inspections.waits' : 'inspections.is-open') : 'inspections.is-over')}
        </span>
        <span className="quiet">
          {t('inspections.until', { from: formatDay(intl, beginsAt), to: formatDay(intl, endsAt) })}
          {lastSeenAt && ` · ${t('inspections.last-seen', { at: formatFull(intl, lastSeenAt) })}`}
        </span>
      </p>
      <p className="small quiet">{inspection.scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</p>
      <GivenOut inspectionId={inspectionId} />
      {isOpen && (
        <div className="row-acts">
          <Button
            size="compact-sm"
            variant="default"
            loading={renew.isPending}
            onClick={() => renew.mutate()}
          >
            {t('inspections.renew')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={end.isPending}
            onClick={() => end.mutate()}
          >
            {t('inspections.end')}
          </Button>
        </div>
      )}
    </li>
  );
}

function GivenOut({ inspectionId }: { readonly inspectionId: string }) {
  const { t, intl, known } = useWords();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['inspections', inspectionId, 'readings'],
    queryFn: () => call('inspectionReadings', { params: { inspectionId } }),
    enabled: open,
    staleTime: 0,
  });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('inspections.readings')}</summary>
      {error && <ProblemNote error={error} />}
      {data?.readings.length === 0 && <p className="quiet">{t('inspections.readings-none')}</p>}
      {data && data.readings.length > 0 && (
        <ol tabIndex={0} aria-label={t('inspections.readings')}>
          {data.readings.map(({ at, action, what, refusal }) => (
            <li key={`${at}${action}${what}`}>
              <time dateTime={at} className="quiet">
                {formatFull(intl, at)}
              </time>
              <span>{t(known(`action.${action}`) ?? 'log.other', { name: action })}</span>
              {what && <code className="small">{what}</code>}
              {refusal && (
                <span className="tag" data-tone="danger">
                  {t('log.refused')}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {data?.more && <p className="small quiet">{t('inspections.readings-more')}</p>}
    </details>
  );
}
