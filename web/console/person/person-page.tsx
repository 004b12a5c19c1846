import { Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { formatDay } from '../../ui/format-time.ts';
import { Page, Section, usePageTitle } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { hasCode } from '../api/problem.ts';
import { type Person, personQuery, readingsQuery } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { KeptWhy } from '../parts/kept.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Readings } from '../parts/readings.tsx';
import { ReasonPicker } from '../parts/reason-picker.tsx';
import { Collect } from './collect.tsx';
import { Duplicates } from './duplicates.tsx';
import { FieldTable } from './field-table.tsx';
import { PersonContacts } from './person-contacts.tsx';
import { PersonHead } from './person-head.tsx';
import { notesCategory, PersonNotes } from './person-notes.tsx';
import { Told } from './told.tsx';
import './person.css';
import './person-page.css';

export function PersonPage() {
  const { personId } = useParams({ from: '/frame/people/$personId' });
  return <OpenPerson key={personId} personId={personId} />;
}

function OpenPerson({ personId }: { readonly personId: string }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string>();
  const { data: person, error, refetch } = useQuery(personQuery(personId, reason));
  useEffect(() => () => queries.removeQueries({ queryKey: ['person', personId] }), [queries, personId]);

  // Merged into another record since this address was made.
  if (hasCode(error, 'merged') && typeof error.details['personId'] === 'string')
    return <Navigate to="/people/$personId" params={{ personId: error.details['personId'] }} replace />;
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
  return <WholePerson person={person} />;
}

function WholePerson({ person }: { readonly person: Person }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const may = useMay();
  // The tab says what page it is, never whose.
  usePageTitle(t('person.title'));
  const reasonName = (reason: string) => own(me.reasons.find((each) => each.reason === reason)?.name, reason);
  const fields = { ...person, fields: person.fields.filter((field) => field.category !== notesCategory) };
  const mayCollect = person.mayCollect.filter((each) => each.category !== notesCategory);
  return (
    <main className="page" id="content" tabIndex={-1}>
      <div className="page-body">
        <PersonHead
          person={person}
          acts={
            <Readings
              query={readingsQuery({ personId: person.personId })}
              of={{ personId: person.personId }}
            />
          }
        />
        {person.merging > 0 && (
          <p className="person-merging" role="status">
            {t('person.merging', { count: person.merging })}
          </p>
        )}
        <Section title={t('person.kept')}>
          <KeptWhy kept={person.kept} />
          {person.merged.map((each) => (
            <p key={each.personId} className="small quiet">
              {t('person.merged-from', { at: formatDay(intl, each.at), reason: reasonName(each.reason) })}
            </p>
          ))}
          <Told person={person} />
          {may('read-access-log') && (
            <p className="small">
              <Link to="/disclosures" search={{ personId: person.personId }}>
                {t('person.disclosures')}
              </Link>
            </p>
          )}
        </Section>
        <Section title={t('person.held')} about={t('person.held-about')}>
          <FieldTable person={fields} />
          <Collect person={{ ...person, mayCollect }} />
        </Section>
        <Duplicates person={person} />
        <Section title={t('person.notes')}>
          <PersonNotes person={person} />
        </Section>
        <Section title={t('person.history')}>
          <PersonContacts person={person} />
        </Section>
      </div>
    </main>
  );
}
