import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { formatFigure } from './format-figure.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const cellHeight = 22;
const left = 36;
const top = 18;
/** Steps of colour, from nothing to the most. */
const shades = 6;

const nameHour = (hour: number) => `${String(hour).padStart(2, '0')}–${String(hour + 1).padStart(2, '0')}`;

interface HeatProps {
  readonly title: string;
  readonly rows: readonly (readonly number[])[];
}

/** A Monday, from which the weekdays have their names. */
const nameWeekday = (weekday: number) => new Date(Date.UTC(2024, 0, 1 + weekday));

export function useWeekdays(length: 'long' | 'short'): string[] {
  const { intl } = useWords();
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    intl.formatDate(nameWeekday(weekday), { weekday: length, timeZone: 'UTC' }),
  );
}

/** Hours across, weekdays down: the darker, the more. The arrow keys or the pointer read a cell. */
export function HeatChart({ title, rows }: HeatProps) {
  const speech = useWords();
  const { t, intl } = speech;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [chosen, setChosen] = useState<readonly [number, number] | null>(null);
  const short = useWeekdays('short');
  const long = useWeekdays('long');
  const most = Math.max(1, ...rows.flat());
  const wide = Math.max(0, (width - left) / 24);
  const every = wide < 22 ? 6 : 3;

  function onKeyDown(event: KeyboardEvent) {
    const [day, hour] = chosen ?? [0, -1];
    const next = {
      ArrowRight: [day, Math.min(23, hour + 1)],
      ArrowLeft: [day, Math.max(0, hour - 1)],
      ArrowDown: [Math.min(6, day + (chosen ? 1 : 0)), Math.max(0, hour)],
      ArrowUp: [Math.max(0, day - 1), Math.max(0, hour)],
    }[event.key];
    if (event.key === 'Escape') setChosen(null);
    if (next === undefined) return;
    event.preventDefault();
    setChosen([next[0]!, next[1]!]);
  }
  const read = chosen && {
    weekday: long[chosen[0]]!,
    hour: nameHour(chosen[1]),
    figure: rows[chosen[0]]?.[chosen[1]],
  };
  return (
    <div ref={ref} className="chart">
      <div
        className="chart-keys"
        role="slider"
        aria-valuemin={1}
        aria-valuemax={168}
        aria-valuenow={chosen ? chosen[0] * 24 + chosen[1] + 1 : 1}
        aria-valuetext={
          read
            ? t('reports.hour-cell', {
                weekday: read.weekday,
                hour: read.hour,
                value: formatFigure(speech, read.figure),
              })
            : title
        }
        tabIndex={0}
        aria-label={t('reports.chart-of', { title })}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
      >
        <svg
          className="chart-drawing"
          width={width}
          height={top + 7 * cellHeight}
          aria-hidden="true"
          onPointerLeave={() => setChosen(null)}
        >
          {hours
            .filter((hour) => hour % every === 0)
            .map((hour) => (
              <text key={hour} className="chart-text" x={left + hour * wide} y={12}>
                {intl.formatNumber(hour, { minimumIntegerDigits: 2 })}
              </text>
            ))}
          {rows.map((row, day) => (
            <g key={short[day]}>
              <text className="chart-text" x={0} y={top + day * cellHeight + 15}>
                {short[day]}
              </text>
              {row.map((figure, hour) => {
                const shade = Math.ceil((figure / most) * shades);
                return (
                  <rect
                    key={hour}
                    className="heat-cell"
                    data-shade={shade}
                    data-chosen={chosen?.[0] === day && chosen[1] === hour}
                    x={left + hour * wide + 1}
                    y={top + day * cellHeight + 1}
                    width={Math.max(0, wide - 2)}
                    height={cellHeight - 2}
                    rx={3}
                    onPointerEnter={() => setChosen([day, hour])}
                  />
                );
              })}
            </g>
          ))}
        </svg>
      </div>
      <div className="chart-below heat-below">
        <span className="heat-key" aria-hidden="true">
          {t('reports.least-and-most')}
          {[0, 1, 2, 3, 4, 5, 6].map((shade) => (
            <svg key={shade} width="14" height="14">
              <rect className="heat-cell" data-shade={shade} width="14" height="14" rx={3} />
            </svg>
          ))}
          {t('reports.most')}
        </span>
        {read && (
          <span className="chart-step">
            {t('reports.hour-cell', {
              weekday: read.weekday,
              hour: read.hour,
              value: formatFigure(speech, read.figure),
            })}
          </span>
        )}
      </div>
    </div>
  );
}

export function HeatTable({ title, rows }: HeatProps) {
  const speech = useWords();
  const short = useWeekdays('short');
  return (
    <table className="table report-hours">
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{speech.t('reports.weekday')}</th>
          {hours.map((hour) => (
            <th key={hour} scope="col" className="number">
              {String(hour).padStart(2, '0')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, day) => (
          <tr key={short[day]}>
            <th scope="row">{short[day]}</th>
            {row.map((figure, hour) => (
              <td key={hour} className="number">
                {formatFigure(speech, figure)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
