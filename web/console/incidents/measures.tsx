import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Incident } from '../../../contract/console/incidents.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useIncidentChange, useNameOf } from './incident-queries.ts';

/** What was done about it, in the order it was. */
export function Measures({ incident }: { readonly incident: Incident }) {
  const { t } = useWords();
  const nameOf = useNameOf();
  const [measure, setMeasure] = useState('');
  const { incidentId, version } = incident;
  const add = useIncidentChange(
    incidentId,
    () => call('changeIncident', { params: { incidentId }, body: { version, measure, settle: false } }),
    () => setMeasure(''),
  );
  return (
    <>
      {incident.measures.length === 0 && <p className="quiet">{t('incidents.no-measures')}</p>}
      <ul className="incident-list">
        {incident.measures.map((each) => (
          <li key={each.at} className="incident-text">
            {each.text}{' '}
            <span className="small quiet">
              {nameOf(each.by)} · <Moment at={each.at} />
            </span>
          </li>
        ))}
      </ul>
      {!incident.settledAt && (
        <form
          className="incident-form"
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Textarea
            label={t('incidents.measure')}
            autosize
            minRows={2}
            maxLength={5_000}
            value={measure}
            onChange={(event) => setMeasure(event.currentTarget.value)}
          />
          {add.error && <ProblemNote error={add.error} />}
          <div className="row-acts">
            <Button
              type="submit"
              size="compact-md"
              variant="default"
              disabled={!measure.trim()}
              loading={add.isPending}
            >
              {t('incidents.add')}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

/** What was learnt; and the end. */
export function End({ incident }: { readonly incident: Incident }) {
  const { t, intl } = useWords();
  const [lessons, setLessons] = useState(incident.lessons);
  const { incidentId, version } = incident;
  const end = useIncidentChange(incidentId, (settle: boolean) =>
    call('changeIncident', { params: { incidentId }, body: { version, lessons, settle } }),
  );
  if (incident.settledAt)
    return (
      <>
        <p className="incident-text">{incident.lessons}</p>
        {incident.settledBefore && <p className="quiet">{t('incidents.settled-before')}</p>}
        <p className="small quiet">
          {t('incidents.settled', { at: intl.formatDate(incident.settledAt, { dateStyle: 'medium' }) })}
        </p>
      </>
    );
  return (
    <form
      className="incident-form"
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate(true);
      }}
    >
      <Textarea
        label={t('incidents.lessons')}
        autosize
        minRows={2}
        maxLength={5_000}
        value={lessons}
        onChange={(event) => setLessons(event.currentTarget.value)}
      />
      {end.error && <ProblemNote error={end.error} />}
      <div className="row-acts">
        <Button
          size="compact-md"
          variant="default"
          disabled={!lessons.trim() || lessons === incident.lessons}
          onClick={() => end.mutate(false)}
        >
          {t('incidents.add')}
        </Button>
        <Button type="submit" size="compact-md" loading={end.isPending} disabled={!lessons.trim()}>
          {t('incidents.settle')}
        </Button>
      </div>
    </form>
  );
}
