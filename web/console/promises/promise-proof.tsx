import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { PromiseView, ProbeView } from '../../../contract/console/promises.ts';
import { formatDay, formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { DayStrip } from './day-strip.tsx';
import { StatusMark, StatusWords } from './status-mark.tsx';

/** What was erased has a page of its own, with certificates. */
const erasurePromise = 20;

/** The proof of a promise: whether it is kept, by what figure, how it went; opened, all that stands behind it. */
export function PromiseProof({ promise }: { readonly promise: PromiseView }) {
  const { t } = useWords();
  const may = useMay();
  const [first] = promise.probes.toSorted((one, other) => rank(one) - rank(other));
  return (
    <article className="proof" id={`p${promise.number}`} data-status={promise.status} tabIndex={-1}>
      <header className="proof-head">
        <StatusMark status={promise.status} />
        <div>
          <h3 className="proof-title">
            <span className="proof-number">{promise.number}</span> {promise.title}
          </h3>
          <StatusWords status={promise.status} />
        </div>
      </header>
      {first?.newest && (
        <div className="proof-figure">
          <p>
            <Figure probe={first} />
            <span className="proof-counts">{first.counts}</span>
          </p>
          <DayStrip days={first.days} />
        </div>
      )}
      {promise.number === erasurePromise && (
        <p className="small">
          <Link to="/erasures">{t('erasures.link')}</Link>
        </p>
      )}
      {promise.gap && (
        <p className="proof-gap">
          <b>{t('promises.gap')}.</b> {promise.gap}
        </p>
      )}
      {promise.status === 'broken' && first && <Broken probe={first} />}
      {promise.status === 'broken' && may('report-incident') && may('read-incidents') && (
        <p className="small">
          <Link to="/incidents" search={{ report: 'promise' }}>
            {t('promises.report-incident')}
          </Link>
        </p>
      )}
      <details className="proof-more">
        <summary>
          <IconChevronRight size={14} aria-hidden="true" />
          {t('promises.how')}
          <span className="visually-hidden">: {promise.title}</span>
        </summary>
        <Behind promise={promise} />
      </details>
    </article>
  );
}

/** What is wrong first, then what nobody can tell. */
function rank({ newest }: ProbeView): number {
  if (newest?.state === 'broken') return 0;
  return newest?.state === 'kept' ? 2 : 1;
}

function Figure({ probe }: { readonly probe: ProbeView }) {
  const { t } = useWords();
  const { newest } = probe;
  if (!newest) return null;
  if (newest.state === 'unknown')
    return <span className="figure">{t('promises.unknown-code', { code: newest.code ?? '' })}</span>;
  const { numerator, denominator } = newest;
  return (
    <span className="figure" data-state={newest.state}>
      {t('promises.figure', { numerator, denominator })}
    </span>
  );
}

function Broken({ probe }: { readonly probe: ProbeView }) {
  const { t, intl } = useWords();
  return (
    <div className="proof-broken">
      <p>
        <b>{t('promises.mend')}.</b> {probe.mend}
      </p>
      {probe.newest && probe.newest.sample.length > 0 && (
        <p className="small">
          {t('promises.sample')}:{' '}
          {probe.newest.sample.map((each) => (
            <code key={each}>{each}</code>
          ))}
        </p>
      )}
      <p className="small">
        {probe.brokenSince && t('promises.broken-since', { at: formatFull(intl, probe.brokenSince) })}{' '}
        {probe.mailedAt && t('promises.mailed', { at: formatFull(intl, probe.mailedAt) })}
      </p>
    </div>
  );
}

/** Control, probes and history. */
function Behind({ promise }: { readonly promise: PromiseView }) {
  const { t, intl } = useWords();
  return (
    <div className="behind">
      <p>{promise.how}</p>
      {promise.probes.length > 0 && <h4>{t('promises.probes')}</h4>}
      {promise.probes.map((probe) => (
        <section key={probe.probe} className="behind-probe" aria-label={probe.counts}>
          <p>
            {probe.counts}: <Figure probe={probe} />
          </p>
          <DayStrip days={probe.days} />
          <p className="small quiet">
            {probe.newest && t('promises.checked', { at: formatFull(intl, probe.newest.at) })}
            {' · '}
            {probe.lastBrokenAt
              ? t('promises.last-broken', { date: formatDay(intl, probe.lastBrokenAt) })
              : probe.firstAt && t('promises.since', { date: formatDay(intl, probe.firstAt) })}
            {probe.newest && ` · ${t('promises.took', { milliseconds: probe.newest.milliseconds })}`}
          </p>
          {probe.newest?.state === 'broken' && <Broken probe={probe} />}
          <details className="asks">
            <summary>{t('promises.asks')}</summary>
            {probe.asks.map((asked) => (
              <pre key={asked} tabIndex={0}>
                {asked}
              </pre>
            ))}
            <p className="small quiet asks-digest">
              {t('promises.digest')}: {probe.digest}
            </p>
          </details>
        </section>
      ))}
      {promise.control.length > 0 && (
        <>
          <h4>{t('promises.control')}</h4>
          <p className="small quiet">{t('promises.control-about')}</p>
          <ul className="paths">
            {[...promise.control, ...promise.tests].map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
