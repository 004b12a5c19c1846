import type { ProbeView } from '../../../contract/console/promises.ts';
import { useWords } from '../../words/use-words.ts';

const daysShown = 30;
const step = 5;
const height = 18;

/** The last thirty days, a stroke a day: tall and red where the promise was broken, short where nobody could tell. */
export function DayStrip({ days }: { readonly days: ProbeView['days'] }) {
  const { t } = useWords();
  if (days.length === 0) return null;
  const newest = new Date(`${days.at(-1)!.day}T00:00:00Z`).getTime();
  const states = Array.from({ length: daysShown }, (_, index) => {
    const day = new Date(newest - (daysShown - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return days.find((each) => each.day === day)?.state ?? 'none';
  });
  const shown = states.filter((state) => state !== 'none').length;
  const broken = states.filter((state) => state === 'broken').length;
  return (
    <svg
      className="day-strip"
      width={daysShown * step - 2}
      height={height}
      viewBox={`0 0 ${daysShown * step - 2} ${height}`}
      role="img"
      aria-label={t('promises.history-of', { days: shown, broken })}
    >
      {states.map((state, index) => {
        const tall = { none: 2, unknown: 6, kept: 12, broken: height }[state];
        return (
          <rect
            key={index}
            data-state={state}
            x={index * step}
            y={height - tall}
            width={3}
            height={tall}
            rx={1.5}
          />
        );
      })}
    </svg>
  );
}
