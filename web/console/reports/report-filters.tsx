import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Report } from '../../../contract/console/reports.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useWords } from '../../words/use-words.ts';
import { nameOfKey } from './divisions.tsx';
import { comparisons, periodNames, type ReportSearch } from './read-report-filter.ts';

interface FiltersProps {
  readonly search: ReportSearch;
  /** The report that is shown; its names stay while the next is fetched. */
  readonly report: Report | undefined;
}

const divisions = ['queue', 'channel', 'language'] as const;

export function ReportFilters({ search, report }: FiltersProps) {
  const speech = useWords();
  const { t } = speech;
  const navigate = useNavigate();
  const change = (part: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value));
    void navigate({ to: '/reports', search: next, replace: true });
  };
  const changePeriod = (period: ReportSearch['period']) =>
    change(
      period === 'own'
        ? { period, from: report?.period.from, to: report?.period.to }
        : { period, from: undefined, to: undefined },
    );
  return (
    <form
      className="report-filters"
      aria-label={t('reports.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        label={t('reports.period')}
        value={search.period ?? 'last-30-days'}
        onChange={(event) => changePeriod(event.currentTarget.value as NonNullable<ReportSearch['period']>)}
      >
        {periodNames.map((period) => (
          <option key={period} value={period}>
            {t(`reports.period-${period}`)}
          </option>
        ))}
      </NativeSelect>
      {search.period === 'own' &&
        (['from', 'to'] as const).map((end) => (
          <DateField
            key={end}
            label={t(`reports.${end}`)}
            value={search[end] ?? ''}
            {...(end === 'to' ? { min: search.from } : { max: search.to })}
            onChange={(day) => day && change({ [end]: day })}
          />
        ))}
      <NativeSelect
        label={t('reports.compare')}
        value={search.compare ?? 'previous'}
        onChange={(event) =>
          change({ compare: event.currentTarget.value as NonNullable<ReportSearch['compare']> })
        }
      >
        {comparisons.map((comparison) => (
          <option key={comparison} value={comparison}>
            {t(`reports.compare-${comparison}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('reports.only')}
        value={search.only ?? ''}
        onChange={(event) => change({ only: event.currentTarget.value })}
      >
        <option value="">{t('reports.everything')}</option>
        {report &&
          divisions
            .filter((division) => report.choices[division].length > 1)
            .map((division) => (
              <optgroup key={division} label={t(`reports.${division}`)}>
                {report.choices[division].map(({ key }) => (
                  <option key={key} value={`${division}.${key}`}>
                    {nameOfKey(speech, report.choices, division, key)}
                  </option>
                ))}
              </optgroup>
            ))}
      </NativeSelect>
    </form>
  );
}
