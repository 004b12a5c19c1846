import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useWords } from '../../words/use-words.ts';

export interface Series {
  readonly name: string;
  readonly look: 'bar' | 'line' | 'second-line' | 'before';
  /** One a step; null where nothing is shown. */
  readonly values: readonly (number | null)[];
  /** What each is called in words. */
  readonly texts: readonly string[];
}

interface SeriesChartProps {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly ticks: readonly number[];
  readonly formatTick: (value: number) => string;
}

const height = 208;
const margin = { top: 12, right: 4, bottom: 24, left: 52 };

/**
 * Bars and lines over time, drawn as wide as there is room. The arrow keys or the pointer choose a step, whose
 * figures are then read below it; the table beside it says the same.
 */
export function SeriesChart({ title, labels, series, ticks, formatTick }: SeriesChartProps) {
  const { t } = useWords();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [chosen, setChosen] = useState<number | null>(null);
  const inner = {
    width: Math.max(0, width - margin.left - margin.right),
    height: height - margin.top - margin.bottom,
  };
  const most = ticks.at(-1) ?? 1;
  const band = labels.length > 0 ? inner.width / labels.length : 0;
  const x = (index: number) => margin.left + band * (index + 0.5);
  const y = (value: number) => margin.top + inner.height * (1 - Math.min(value, most) / most);
  const at = chosen === null ? null : Math.min(chosen, labels.length - 1);
  // As many labels as have room.
  const every = Math.max(1, Math.ceil(64 / Math.max(1, band)));

  const said = (index: number) =>
    `${labels[index]}: ${series.map((each) => `${each.name} ${each.texts[index] ?? t('reports.nothing')}`).join(', ')}`;

  function onKeyDown(event: KeyboardEvent) {
    const last = labels.length - 1;
    const next = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
      Escape: null,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  }
  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    if (band === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor((event.clientX - box.left - margin.left) / band);
    setChosen(index >= 0 && index < labels.length ? index : null);
  }

  return (
    <div ref={ref} className="chart">
      <div
        className="chart-keys"
        role="slider"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, labels.length)}
        aria-valuenow={(at ?? 0) + 1}
        aria-valuetext={at === null ? title : said(at)}
        tabIndex={0}
        aria-label={t('reports.chart-of', { title })}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
      >
        <svg
          className="chart-drawing"
          width={width}
          height={height}
          aria-hidden="true"
          onPointerMove={onPointerMove}
          onPointerLeave={() => setChosen(null)}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                className="chart-line"
                x1={margin.left}
                x2={width - margin.right}
                y1={y(tick)}
                y2={y(tick)}
              />
              <text className="chart-text" x={margin.left - 8} y={y(tick) + 4} textAnchor="end">
                {formatTick(tick)}
              </text>
            </g>
          ))}
          {at !== null && (
            <rect
              className="chart-chosen"
              x={margin.left + band * at}
              y={margin.top}
              width={band}
              height={inner.height}
            />
          )}
          {series.map((each) =>
            each.look === 'bar' ? (
              <Bars key={each.name} values={each.values} x={x} y={y} band={band} />
            ) : (
              <Line key={each.name} values={each.values} look={each.look} x={x} y={y} />
            ),
          )}
          {labels.map(
            (label, index) =>
              index % every === 0 && (
                <text
                  key={label}
                  className="chart-text"
                  x={x(index)}
                  y={height - 6}
                  textAnchor={index === 0 && band < 40 ? 'start' : 'middle'}
                >
                  {label}
                </text>
              ),
          )}
        </svg>
      </div>
      <div className="chart-below">
        <ul className="chart-legend" aria-hidden={at !== null}>
          {series.map((each) => (
            <li key={each.name} data-look={each.look}>
              {each.name}
              {at !== null && <strong className="number">{each.texts[at] ?? t('reports.nothing')}</strong>}
            </li>
          ))}
        </ul>
        {at !== null && <span className="chart-step">{labels[at]}</span>}
      </div>
    </div>
  );
}

interface Drawn {
  readonly values: readonly (number | null)[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

function Bars({ values, x, y, band }: Drawn & { readonly band: number }) {
  const wide = Math.max(1, Math.min(28, band * 0.62));
  return values.map((value, index) =>
    value === null || value === 0 ? null : (
      <rect
        key={index}
        className="chart-bar"
        x={x(index) - wide / 2}
        y={y(value)}
        width={wide}
        height={Math.max(0, y(0) - y(value))}
        rx={Math.min(2, wide / 4)}
      />
    ),
  );
}

/** A line with gaps where nothing is shown; a single step between gaps is a dot. */
function Line({ values, look, x, y }: Drawn & { readonly look: string }) {
  const runs: { readonly from: number; readonly points: [number, number][] }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const run = index > 0 && values[index - 1] !== null ? runs.at(-1) : undefined;
    if (run) run.points.push([x(index), y(value)]);
    else runs.push({ from: index, points: [[x(index), y(value)]] });
  }
  return runs.map(({ from, points }) =>
    points.length === 1 ? (
      <circle
        key={from}
        className="chart-dot"
        data-look={look}
        cx={points[0]![0]}
        cy={points[0]![1]}
        r={2.5}
      />
    ) : (
      <polyline
        key={from}
        className="chart-path"
        data-look={look}
        points={points.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ')}
      />
    ),
  );
}
