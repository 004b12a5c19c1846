import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../words/use-words.ts';

interface ChartFrameProps {
  readonly title: string;
  readonly about: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** A chart with its name, and the same as a table on demand; on paper both. */
export function ChartFrame({ title, about, chart, table }: ChartFrameProps) {
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className="report-chart" aria-labelledby={id}>
      <header className="report-head">
        <div>
          <h2 id={id}>{title}</h2>
          <p className="quiet small">{about}</p>
        </div>
        <div className="report-toggle" role="group" aria-labelledby={id}>
          {[false, true].map((each) => (
            <button
              key={String(each)}
              type="button"
              aria-pressed={asTable === each}
              onClick={() => setAsTable(each)}
            >
              {t(each ? 'reports.as-table' : 'reports.as-chart')}
            </button>
          ))}
        </div>
      </header>
      <div data-print="chart" hidden={asTable}>
        {chart}
      </div>
      {asTable && (
        <div className="table-scroll report-table" tabIndex={0} role="region" aria-labelledby={id}>
          {table}
        </div>
      )}
    </section>
  );
}
