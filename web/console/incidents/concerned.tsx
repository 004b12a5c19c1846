import { Button, Checkbox, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toldWays } from '../../../contract/console/incident-people.ts';
import type { Incident } from '../../../contract/console/incidents.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { FindConcerned } from './find-concerned.tsx';
import { concernedQuery, useCategories, useIncidentChange } from './incident-queries.ts';

/** Whom it concerns: how many, who they are by id, and finding more of them. */
export function Concerned({ incident }: { readonly incident: Incident }) {
  const { t } = useWords();
  const [leftOut, setLeftOut] = useState(false);
  const { people, erased } = incident;
  return (
    <>
      <p>
        <strong>{t('incidents.people-count', { count: people.concerned })}</strong>
        {erased > 0 && ` ${t('incidents.people-erased', { count: erased })}`}
      </p>
      {people.concerned + people.leftOut > 0 && (
        <List key={String(leftOut)} incident={incident} state={leftOut ? 'left-out' : 'in'} />
      )}
      {(people.leftOut > 0 || leftOut) && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setLeftOut(!leftOut)}>
          {leftOut ? t('incidents.show-in') : t('incidents.show-left-out', { count: people.leftOut })}
        </Button>
      )}
      {!incident.settledAt && <FindConcerned incident={incident} />}
    </>
  );
}

function List({ incident, state }: { readonly incident: Incident; readonly state: 'in' | 'left-out' }) {
  const { t } = useWords();
  const { incidentId } = incident;
  const categories = useCategories();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    concernedQuery(incidentId, { state, untold: false }),
  );
  const change = useIncidentChange(
    incidentId,
    () =>
      call('changeConcerned', {
        params: { incidentId },
        body: { people: [...chosen], leaveOut: state === 'in', reason },
      }),
    () => {
      setChosen([]);
      setReason('');
    },
  );
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <>
      {error && <ProblemNote error={error} />}
      <ul className="rows incident-people">
        {people.map((each) => (
          <li key={each.personId}>
            {!incident.settledAt && each.toldAt === null && (
              <Checkbox
                aria-label={`${t('incidents.person')} ${each.personId.slice(-8)}`}
                checked={chosen.includes(each.personId)}
                onChange={(event) =>
                  setChosen(
                    event.currentTarget.checked
                      ? [...chosen, each.personId]
                      : chosen.filter((id) => id !== each.personId),
                  )
                }
              />
            )}
            <Link to="/people/$personId" params={{ personId: each.personId }}>
              {t('incidents.person')} <span className="incident-id">…{each.personId.slice(-8)}</span>
            </Link>
            <span className="small quiet">
              {t('incidents.person-records', { count: each.records })}
              {each.categories.length > 0 && ` · ${each.categories.map(categories.nameOf).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
      {chosen.length > 0 && (
        <form
          className="incident-form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate();
          }}
        >
          <TextInput
            label={`${t('incidents.chosen', { count: chosen.length })}. ${t('incidents.why')}`}
            required
            maxLength={5_000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {change.error && <ProblemNote error={change.error} />}
          <div className="row-acts">
            <Button
              type="submit"
              size="compact-md"
              variant="default"
              loading={change.isPending}
              disabled={!reason.trim()}
            >
              {t(state === 'in' ? 'incidents.leave-out' : 'incidents.take-in')}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

/** Who is to be told otherwise than by our letter. */
export function Untold({ incident }: { readonly incident: Incident }) {
  const { t, known } = useWords();
  const { incidentId } = incident;
  const { data } = useInfiniteQuery(concernedQuery(incidentId, { state: 'in', untold: true }));
  const tell = useIncidentChange(
    incidentId,
    ({ personId, way }: { personId: string; way: (typeof toldWays)[number] }) =>
      call('tellConcerned', { params: { incidentId, personId }, body: { way } }),
  );
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  if (people.length === 0) return null;
  return (
    <>
      <h3 className="minor">{t('incidents.untold')}</h3>
      {tell.error && <ProblemNote error={tell.error} />}
      <ul className="rows incident-people">
        {people.map(({ personId, letter }) => {
          const why = letter && known(`informing.why-${letter}`);
          return (
            <li key={personId}>
              <Link to="/people/$personId" params={{ personId }}>
                {t('incidents.person')} <span className="incident-id">…{personId.slice(-8)}</span>
              </Link>
              {why && <span className="small quiet">{t(why)}</span>}
              {!incident.settledAt && (
                <span className="row-acts">
                  {toldWays.map((way) => (
                    <Button
                      key={way}
                      size="compact-sm"
                      variant="default"
                      loading={tell.isPending && tell.variables.personId === personId}
                      onClick={() => tell.mutate({ personId, way })}
                    >
                      {t(`incidents.told-${way}`)}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
