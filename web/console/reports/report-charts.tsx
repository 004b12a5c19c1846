import type { Report, ReportStep } from '../../../contract/console/reports.ts';
import { useWords } from '../../words/use-words.ts';
import { ChartFrame } from './chart-frame.tsx';
import { formatFigure, formatMinutes } from './format-figure.ts';
import { HeatChart, HeatTable } from './heat-chart.tsx';
import { minuteTicksUpTo, ticksUpTo } from './scale.ts';
import { type Series, SeriesChart } from './series-chart.tsx';

const mostOf = (series: readonly Series[]) =>
  Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));

/** What came and what was done, how soon, what was left, and when customers write. */
export function ReportCharts({ report }: { readonly report: Report }) {
  const speech = useWords();
  const { t, intl } = speech;
  const { step, steps, stepsBefore } = report;
  const name = (day: string, length: 'short' | 'long') =>
    intl.formatDate(day, {
      timeZone: 'UTC',
      ...(step === 'month'
        ? { month: length, year: length === 'long' ? 'numeric' : '2-digit' }
        : length === 'long'
          ? { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }
          : { day: 'numeric', month: 'numeric' }),
    });
  const labels = steps.map(({ from }) => name(from, 'short'));
  const rowNames = steps.map(({ from }) => name(from, 'long'));
  const counted = (
    title: string,
    look: Series['look'],
    among: readonly ReportStep[],
    read: (each: ReportStep) => number | null | undefined,
  ): Series => ({
    name: title,
    look,
    values: steps.map((_, index) => (among[index] && read(among[index])) ?? null),
    texts: steps.map((_, index) => formatFigure(speech, among[index] && read(among[index]))),
  });
  const measured = (
    title: string,
    look: Series['look'],
    read: (each: ReportStep) => number | null,
  ): Series => ({
    name: title,
    look,
    values: steps.map(read),
    texts: steps.map((each) => {
      const minutes = read(each);
      return minutes === null ? t('reports.nothing') : formatMinutes(intl, minutes);
    }),
  });
  const number = (value: number) => intl.formatNumber(value);

  const volume = [
    counted(t('reports.received'), 'bar', steps, ({ counts }) => counts.received),
    counted(t('reports.resolved'), 'line', steps, ({ counts }) => counts.resolved),
    ...(stepsBefore.length > 0
      ? [counted(t('reports.received-before'), 'before', stepsBefore, ({ counts }) => counts.received)]
      : []),
  ];
  const pace = [
    measured(t('reports.median'), 'line', ({ firstAnswer }) => firstAnswer.median),
    measured(t('reports.p90'), 'second-line', ({ firstAnswer }) => firstAnswer.p90),
  ];
  const left = [
    counted(t('reports.open'), 'line', steps, ({ backlog }) => backlog?.open),
    counted(t('reports.waiting'), 'second-line', steps, ({ backlog }) => backlog?.waiting),
  ];
  const charts = [
    { key: 'volume', series: volume, ticks: ticksUpTo(mostOf(volume)), formatTick: number },
    {
      key: 'pace',
      series: pace,
      ticks: minuteTicksUpTo(mostOf(pace)),
      formatTick: (value: number) => formatMinutes(intl, value),
    },
    { key: 'backlog', series: left, ticks: ticksUpTo(mostOf(left)), formatTick: number },
  ] as const;
  return (
    <>
      {charts
        .filter(({ series }) => series.some(({ values }) => values.some((value) => value !== null)))
        .map(({ key, ...chart }) => (
          <ChartFrame
            key={key}
            title={t(`reports.${key}`)}
            about={t(key === 'pace' ? 'reports.pace-about' : `reports.${key}-about-${step}`)}
            chart={<SeriesChart title={t(`reports.${key}`)} labels={labels} {...chart} />}
            table={<SeriesTable title={t(`reports.${key}`)} rowNames={rowNames} series={chart.series} />}
          />
        ))}
      {report.hours && (
        <ChartFrame
          title={t('reports.hours')}
          about={t('reports.hours-about')}
          chart={<HeatChart title={t('reports.hours')} rows={report.hours} />}
          table={<HeatTable title={t('reports.hours')} rows={report.hours} />}
        />
      )}
    </>
  );
}

interface SeriesTableProps {
  readonly title: string;
  readonly rowNames: readonly string[];
  readonly series: readonly Series[];
}

function SeriesTable({ title, rowNames, series }: SeriesTableProps) {
  const { t } = useWords();
  return (
    <table className="table">
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('reports.step')}</th>
          {series.map((each) => (
            <th key={each.name} scope="col" className="number">
              {each.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowNames.map((row, index) => (
          <tr key={row}>
            <th scope="row">{row}</th>
            {series.map((each) => (
              <td key={each.name} className="number">
                {each.texts[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
