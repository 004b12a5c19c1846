import type { Division, DivisionRow, Lengths, Report } from '../../../contract/console/reports.ts';
import { type Speech, useWords } from '../../words/use-words.ts';
import { formatFigure, formatMinutes, formatTarget } from './format-figure.ts';

const divisions: readonly Division[] = ['queue', 'channel', 'language'];

/** The name of a key in the reader's language. */
export function nameOfKey(
  { t, known, own }: Speech,
  choices: Report['choices'],
  division: Division,
  key: string,
): string {
  if (division === 'language') {
    const named = known(`language.${key}`);
    return key === 'none' ? t('reports.no-language') : named ? t(named) : key;
  }
  return own(choices[division].find((each) => each.key === key)?.name ?? undefined, key);
}

/** The same period divided by queue, channel and language; a division of one says nothing and is left out. */
export function Divisions({ report }: { readonly report: Report }) {
  const { t } = useWords();
  const { by } = report;
  const told = divisions.filter(
    (division) => by[division].filter(({ counts }) => counts.received !== 0).length > 1,
  );
  if (told.length === 0) return null;
  return (
    <section className="report-chart" aria-label={t('reports.divisions')}>
      <header className="report-head">
        <div>
          <h2>{t('reports.divisions')}</h2>
          <p className="quiet small">{t('reports.divisions-about')}</p>
        </div>
      </header>
      {told.map((division) => (
        <DivisionTable key={division} division={division} rows={by[division]} report={report} />
      ))}
    </section>
  );
}

interface DivisionTableProps {
  readonly division: Division;
  readonly rows: readonly DivisionRow[];
  readonly report: Report;
}

function DivisionTable({ division, rows, report }: DivisionTableProps) {
  const { choices } = report;
  const speech = useWords();
  const { t, intl } = speech;
  const there = rows.filter(({ key, counts }) => key !== 'none' || counts.received !== 0);
  const most = Math.max(1, ...there.map(({ counts }) => counts.received));
  const hasTarget = there.some(({ target }) => target !== null);
  const hasDone = there.some(({ done }) => done !== null);
  const median = ({ median: minutes }: Lengths) =>
    minutes === null ? t('reports.nothing') : formatMinutes(intl, minutes);
  const name = t(`reports.csv-${division}`);
  return (
    <div className="table-scroll report-division" tabIndex={0} role="region" aria-label={name}>
      <table className="table">
        <caption className="visually-hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`reports.${division}`)}</th>
            <th scope="col" colSpan={2}>
              {t('reports.received')}
            </th>
            <th scope="col" className="number">
              {t('reports.resolved')}
            </th>
            <th scope="col" className="number">
              {t('reports.median-first')}
            </th>
            <th scope="col" className="number">
              {t('reports.median-resolved')}
            </th>
            {hasTarget && (
              <th scope="col" className="number">
                {t('reports.target')}
              </th>
            )}
            {hasDone && (
              <th scope="col" className="number">
                {t('reports.done-target')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {there.map((row) => {
            const value = row.counts.received;
            return (
              <tr key={row.key}>
                <th scope="row">{nameOfKey(speech, choices, division, row.key)}</th>
                <td className="number report-count">{formatFigure(speech, row.counts.received)}</td>
                <td className="report-share" aria-hidden="true">
                  <svg width="100%" height="6" preserveAspectRatio="none">
                    <rect className="report-share-ground" width="100%" height="6" rx="3" />
                    {value ? (
                      <rect className="chart-bar" width={`${(value / most) * 100}%`} height="6" rx="3" />
                    ) : null}
                  </svg>
                </td>
                <td className="number">{formatFigure(speech, row.counts.resolved)}</td>
                <td className="number">{median(row.firstAnswer)}</td>
                <td className="number">{median(row.resolved)}</td>
                {hasTarget && <td className="number">{formatTarget(speech, row.target)}</td>}
                {hasDone && <td className="number">{formatTarget(speech, row.done)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
