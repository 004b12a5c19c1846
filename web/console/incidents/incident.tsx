import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { Kept } from '../parts/kept.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** One incident, opened: what happened, what was done, and its end. */
export function Incident({ incidentId }: { readonly incidentId: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['incident', incidentId],
    queryFn: () => call('openIncident', { params: { incidentId } }),
    gcTime: 0,
  });
  const colleagues = useQuery(colleaguesQuery);
  const [measure, setMeasure] = useState('');
  const nameOf = (staffId: string) =>
    colleagues.data?.colleagues.find((each) => each.staffId === staffId)?.displayName ??
    t('contact.colleague');
  const change = useMutation({
    mutationFn: (settle: boolean) =>
      call('changeIncident', {
        params: { incidentId },
        body: { version: data!.version, settle, ...(measure.trim() ? { measure } : {}) },
      }),
    onSuccess: () => setMeasure(''),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['incident', incidentId] });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null;
  const { deleteAfter, rule, declarationVersion } = data;
  return (
    <div className="incident">
      <h2 className="minor">{t('incidents.what')}</h2>
      <p className="incident-note">{data.note}</p>
      <p className="small quiet">
        {t('incidents.reported', { name: nameOf(data.reportedBy) })} · <Moment at={data.reportedAt} /> ·{' '}
        <Link to="/inbox/$contactId" params={{ contactId: data.contactId }} search={{}}>
          {t('incidents.contact')}
        </Link>
      </p>
      <h2 className="minor">{t('incidents.recipients')}</h2>
      <p>{data.recipients.join(', ')}</p>
      <h2 className="minor">{t('incidents.measures')}</h2>
      {data.measures.length === 0 && <p className="quiet">{t('incidents.no-measures')}</p>}
      <ul>
        {data.measures.map((each) => (
          <li key={each.at}>
            {each.text}{' '}
            <span className="small quiet">
              {nameOf(each.by)} · <Moment at={each.at} />
            </span>
          </li>
        ))}
      </ul>
      {!data.settledAt && (
        <>
          <Textarea
            label={t('incidents.measure')}
            autosize
            minRows={2}
            maxLength={5_000}
            value={measure}
            onChange={(event) => setMeasure(event.currentTarget.value)}
          />
          {change.error && <ProblemNote error={change.error} />}
          <div className="row-acts">
            <Button
              size="compact-md"
              variant="default"
              disabled={!measure.trim()}
              loading={change.isPending}
              onClick={() => change.mutate(false)}
            >
              {t('incidents.add')}
            </Button>
            <Button size="compact-md" loading={change.isPending} onClick={() => change.mutate(true)}>
              {t('incidents.settle')}
            </Button>
          </div>
        </>
      )}
      <p className="small quiet">
        <Kept kept={{ deleteAfter, rule, declarationVersion }} />
      </p>
    </div>
  );
}
