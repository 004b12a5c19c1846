import type { IntlShape } from 'react-intl';
import type { Target } from '../../../contract/console/reports.ts';
import type { Speech } from '../../words/use-words.ts';

/** A figure as it is read: the number, or a dash where nothing was counted. */
export function formatFigure({ intl, t }: Speech, figure: number | null | undefined): string {
  return figure == null ? t('reports.nothing') : intl.formatNumber(figure);
}

/** Minutes in the unit that fits: "45m", "3.5h", "2.1 days"; in Finnish and Swedish with the space their typography wants. */
export function formatMinutes(intl: IntlShape, minutes: number): string {
  const wholeDays = minutes >= 1440 && minutes % 1440 === 0;
  const [value, unit] =
    minutes < 90
      ? ([minutes, 'minute'] as const)
      : minutes < 48 * 60 && !wholeDays
        ? ([minutes / 60, 'hour'] as const)
        : ([minutes / 1440, 'day'] as const);
  return intl.formatNumber(value, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : intl.locale.startsWith('en') ? 'narrow' : 'short',
    maximumFractionDigits: unit === 'minute' || value >= 20 ? 0 : 1,
  });
}

export function formatTarget({ intl, t }: Speech, target: Target): string {
  if (target === null) return t('reports.nothing');
  return intl.formatNumber(target, { style: 'percent', maximumFractionDigits: 0 });
}

/** A change in per cent, from figures that are shown; undefined where there is none to tell. */
export function changeOf(now: number | null, before: number | null): number | undefined {
  return now === null || before === null || before === 0 ? undefined : (now - before) / before;
}
