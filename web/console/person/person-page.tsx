import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { hasCode } from '../api/problem.ts';
import { personQuery, personReadingsQuery } from '../api/queries.ts';
import { KeptWhy } from '../parts/kept.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Readings } from '../parts/readings.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';
import { Collect } from './collect.tsx';
import { FieldTable } from './field-table.tsx';
import { PersonHistory } from './person-history.tsx';
import './person.css';

export function PersonPage() {
  const { personId } = useParams({ from: '/frame/people/$personId' });
  return <OpenPerson key={personId} personId={personId} />;
}

function OpenPerson({ personId }: { readonly personId: string }) {
  const { t, intl } = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string>();
  const { data: person, error, refetch } = useQuery(personQuery(personId, reason));
  useEffect(() => () => queries.removeQueries({ queryKey: ['person', personId] }), [queries, personId]);

  if (!person) {
    return (
      <Page title={t('person.title')}>
        {hasCode(error, 'reason-needed') ? (
          <ReasonPicker title={t('reason.person')} onPick={setReason} />
        ) : error ? (
          <ProblemNote error={error} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label={t('common.loading')}>
            <Skeleton height={14} width="40%" mb={24} />
            <Skeleton height={10} width="80%" mb={12} />
            <Skeleton height={10} width="72%" />
          </div>
        )}
      </Page>
    );
  }
  const name = person.fields.find((field) => field.kind === 'name')?.value ?? t('person.unknown');
  return (
    <Page
      title={t('person.title')}
      about={
        <>
          <span className="person-name">{name}</span>{' '}
          {person.provisional && <span className="tag">{t('person.provisional')}</span>}{' '}
          {person.state === 'restricted' && (
            <span className="tag" data-tone="time">
              {t('person.restricted')}
            </span>
          )}
          <br />
          {t('person.since', {
            since: formatDay(intl, person.since),
            last: formatDay(intl, person.lastContactAt),
          })}
        </>
      }
      acts={<Readings query={personReadingsQuery(personId)} />}
    >
      <Section title={t('person.kept')}>
        <KeptWhy kept={person.kept} />
      </Section>
      <Section title={t('person.held')} about={t('person.held-about')}>
        <FieldTable person={person} />
        <Collect person={person} />
      </Section>
      <Section title={t('person.history')}>
        <PersonHistory contacts={person.contacts} />
        {person.moreContacts && <p className="small quiet">{t('person.more-contacts')}</p>}
      </Section>
    </Page>
  );
}
