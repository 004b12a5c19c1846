import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Empty } from '../../ui/empty.tsx';
import { Moment } from '../../ui/moment.tsx';
import { formatShort } from '../../ui/format-time.ts';
import { Page, Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Answer } from '../api/call.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { liveCallsQuery } from './call-queries.ts';
import { RefusedIdentifications } from './refused-identifications.tsx';
import { useCallWords } from './use-call-words.ts';
import './calls.css';

type Live = Answer<'watchCalls'>;

/** What goes on now, for who leads: calls, who has them, whether they are recorded, and the exchanges. Never who calls. */
export function LiveCallsPage() {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery(liveCallsQuery);
  return (
    <Page
      title={t('calls.live-title')}
      about={t('calls.live-about')}
      wide
      acts={
        may('list-contacts') && (
          <Button variant="default" renderRoot={(props) => <Link to="/calls" {...props} />}>
            {t('calls.to-log')}
          </Button>
        )
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Figures live={data} />
          <GoingOn live={data} />
          <RefusedIdentifications />
          <Exchanges exchanges={data.exchanges} />
        </>
      )}
    </Page>
  );
}

function Figures({ live: { calls, toReturn } }: { readonly live: Live }) {
  const { t, intl } = useWords();
  const ringing = calls.filter(({ answeredAt }) => answeredAt === null).length;
  const figures = [
    [t('calls.live-going-on'), calls.length - ringing, false],
    [t('calls.live-ringing'), ringing, ringing > 0],
    [
      t('calls.live-recorded'),
      calls.filter(({ recording }) => recording?.state === 'recording').length,
      false,
    ],
    [t('calls.live-to-return'), toReturn, toReturn > 0],
  ] as const;
  return (
    <dl className="live-figures">
      {figures.map(([name, value, waits]) => (
        <div key={name} data-waits={waits}>
          <dt>{name}</dt>
          <dd>{intl.formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function GoingOn({ live: { calls, more } }: { readonly live: Live }) {
  const { t, own } = useWords();
  const words = useCallWords();
  const { queues } = useMe();
  if (calls.length === 0) return <Empty title={t('calls.live-none')}>{t('calls.live-none-about')}</Empty>;
  return (
    <>
      <table className="table table-stacked">
        <caption className="visually-hidden">{t('calls.live-title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('calls.column-state')}</th>
            <th scope="col">{t('calls.column-since')}</th>
            <th scope="col">{t('calls.column-queue')}</th>
            <th scope="col">{t('calls.column-colleague')}</th>
            <th scope="col">{t('calls.column-recording')}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.callId} data-waits={call.answeredAt === null}>
              <th scope="row">
                {t(`calls.${call.direction}`)} ·{' '}
                {t(call.answeredAt ? 'calls.outcome-going-on' : 'calls.outcome-ringing')}
              </th>
              <td data-name={t('calls.column-since')}>
                <Moment at={call.answeredAt ?? call.beganAt} />
              </td>
              <td data-name={t('calls.column-queue')}>
                {own(queues.find((each) => each.queue === call.queue)?.name, call.queue)}
              </td>
              <td data-name={t('calls.column-colleague')}>
                {words.colleagues({ ...call, legs: call.legs.filter(({ endedAt }) => endedAt === null) }) ||
                  t('calls.nobody-yet')}
              </td>
              <td data-name={t('calls.column-recording')}>{words.recording(call, false) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p className="small quiet">{t('calls.live-more')}</p>}
    </>
  );
}

function Exchanges({ exchanges }: { readonly exchanges: Live['exchanges'] }) {
  const { t, intl } = useWords();
  return (
    <Section title={t('calls.exchanges')}>
      {exchanges === null || exchanges.length === 0 ? (
        <p className="quiet">{t('calls.exchanges-elsewhere')}</p>
      ) : (
        <ul className="rows">
          {exchanges.map(({ name, state, lastHeardAt, calls }) => (
            <li className="exchange" key={name}>
              <strong>{name}</strong>
              <span className="tag" data-tone={state === 'up' ? 'accent' : 'time'}>
                {t(`calls.exchange-${state}`)}
              </span>
              <span className="small quiet">
                {t('calls.exchange-calls', { count: calls })}
                {lastHeardAt && <> · {t('calls.exchange-heard', { at: formatShort(intl, lastHeardAt) })}</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
