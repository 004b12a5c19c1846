import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type Incident, risks } from '../../../contract/console/incidents.ts';
import { formatFull } from '../../ui/format-time.ts';
import { Page } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { Kept } from '../parts/kept.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Authority } from './authority.tsx';
import { Clock, runs } from './clock.tsx';
import { Concerned } from './concerned.tsx';
import { Decide } from './decide.tsx';
import { Facts } from './facts.tsx';
import { incidentQuery, useNameOf } from './incident-queries.ts';
import { End, Measures } from './measures.tsx';
import { Step, type StepId, stepIds } from './step.tsx';
import { Telling } from './telling.tsx';
import './incidents.css';

/** A breach in steps: what is to be done now, until when, and why. */
export function IncidentPage() {
  const { t } = useWords();
  const { incidentId } = useParams({ strict: false }) as { incidentId: string };
  const { data, error, refetch } = useQuery(incidentQuery(incidentId));
  return (
    <Page
      title={data ? t('incidents.title', { number: data.number }) : t('place.incidents')}
      about={<Link to="/incidents">{t('incidents.back')}</Link>}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={12} width="60%" mb={16} />
          <Skeleton height={12} width="80%" />
        </div>
      )}
      {data && <Steps key={data.incidentId} incident={data} />}
    </Page>
  );
}

function doneOf(incident: Incident): Record<StepId, boolean> {
  const { people } = incident;
  return {
    facts: Boolean(incident.consequences) && incident.categories.length > 0,
    measures: incident.measures.length > 0,
    people: people.concerned > 0 || incident.erased > 0,
    risk: incident.risk !== null,
    authority: incident.authority === 'not-notify' || incident.notifiedAt !== null,
    tell:
      incident.tell !== null &&
      (incident.tell !== 'tell' ||
        (people.concerned > 0 && people.told + people.underWay >= people.concerned)),
    end: incident.settledAt !== null,
  };
}

/** The first thing that is not done, in the order in which it matters. */
function nextOf(incident: Incident, done: Record<StepId, boolean>) {
  if (!done.measures) return ['measures', 'incidents.now-measure'] as const;
  if (!done.people) return ['people', 'incidents.now-people'] as const;
  if (!done.risk) return ['risk', 'incidents.now-risk'] as const;
  if (incident.authority === null) return ['authority', 'incidents.now-authority'] as const;
  if (!done.authority) return ['authority', 'incidents.now-notice'] as const;
  if (incident.tell === null) return ['tell', 'incidents.now-tell'] as const;
  if (!done.tell) return ['tell', 'incidents.now-letters'] as const;
  return ['end', 'incidents.now-settle'] as const;
}

function Steps({ incident }: { readonly incident: Incident }) {
  const { t, intl } = useWords();
  const { incidentId, version, deleteAfter, rule, declarationVersion } = incident;
  const done = doneOf(incident);
  const [nextStep, nextWords] = nextOf(incident, done);
  const closed = incident.settledAt !== null;
  return (
    <div className="incident">
      {!closed && (
        <aside className="incident-now" aria-label={t('incidents.now')}>
          <p>
            <Clock of={incident} />
          </p>
          <p>
            <strong>{t('incidents.now')}:</strong> <a href={`#step-${nextStep}`}>{t(nextWords)}</a>
          </p>
          {runs(incident) && (
            <p className="small quiet">{t('incidents.by', { at: formatFull(intl, incident.notifyBy) })}</p>
          )}
        </aside>
      )}
      <nav aria-label={t('incidents.steps')} className="incident-path">
        <ol>
          {stepIds.map((id) => (
            <li key={id} data-done={done[id]} {...(id === nextStep ? { 'aria-current': 'step' } : {})}>
              <a href={`#step-${id}`}>{t(`incidents.${id}`)}</a>
            </li>
          ))}
        </ol>
      </nav>
      <Step id="facts" title={t('incidents.facts')} why={t('incidents.facts-why')} done={done.facts}>
        <Facts incident={incident} />
      </Step>
      <Step
        id="measures"
        title={t('incidents.measures')}
        why={t('incidents.measures-why')}
        done={done.measures}
      >
        <Measures incident={incident} />
      </Step>
      <Step id="people" title={t('incidents.people')} why={t('incidents.people-why')} done={done.people}>
        <Concerned incident={incident} />
      </Step>
      <Step id="risk" title={t('incidents.risk')} why={t('incidents.risk-why')} done={done.risk}>
        <Decide
          incidentId={incidentId}
          label={t('incidents.risk')}
          options={risks.map((value) => ({
            value,
            words: t(`incidents.risk-${value}`),
            about: t(`incidents.risk-${value}-about`),
          }))}
          decided={incident.risk}
          reason={incident.riskReason}
          closed={closed}
          onDecide={(decision, reason) =>
            call('weighRisk', { params: { incidentId }, body: { version, decision, reason } })
          }
        />
      </Step>
      <Step
        id="authority"
        title={t('incidents.authority')}
        why={t('incidents.authority-why')}
        done={done.authority}
      >
        <Authority incident={incident} />
      </Step>
      <Step id="tell" title={t('incidents.tell')} why={t('incidents.tell-why')} done={done.tell}>
        <Telling incident={incident} />
      </Step>
      <Step id="end" title={t('incidents.end')} why={t('incidents.end-why')} done={done.end}>
        <End incident={incident} />
      </Step>
      <History incident={incident} />
      <p className="small quiet">
        <Kept kept={{ deleteAfter, rule, declarationVersion }} />
      </p>
    </div>
  );
}

function History({ incident }: { readonly incident: Incident }) {
  const { t, intl, known } = useWords();
  const nameOf = useNameOf();
  return (
    <details className="incident-history">
      <summary>
        {t('incidents.history')} ({incident.steps.length})
      </summary>
      <ol>
        {incident.steps.map((step, index) => {
          const what = known(`incidents.step-${step.kind}`);
          const outcome =
            step.outcome === null
              ? undefined
              : known(`incidents.${step.kind === 'reported' ? 'source' : step.kind}-${step.outcome}`);
          return (
            // A history is only added to.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <p>
                <strong>{what ? t(what) : step.kind}</strong>
                {outcome && `: ${t(outcome)}`}
                {step.count !== null && ` (${step.count})`}{' '}
                <span className="small quiet">
                  {formatFull(intl, step.at)}
                  {step.by && ` · ${nameOf(step.by)}`}
                </span>
              </p>
              {step.text && <p className="small incident-text">{step.text}</p>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
