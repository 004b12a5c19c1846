import type { IntlShape } from 'react-intl';
import type { Figure, Target } from '../../../contract/console/reports.ts';
import type { Speech } from '../../words/use-words.ts';

/** A figure as it is read: the number, fewer than the minimum, or a dash for what is withheld. */
export function formatFigure(
  { intl, t }: Speech,
  figure: Figure | null | undefined,
  minimum: number,
): string {
  if (figure === 'few') return t('reports.few', { minimum });
  return typeof figure === 'number' ? intl.formatNumber(figure) : t('reports.nothing');
}

/** As it is said: a dash says nothing. */
export function sayFigure(speech: Speech, figure: Figure | null | undefined, minimum: number): string {
  if (figure === 'few') return speech.t('reports.few-spoken', { minimum });
  if (figure === 'hidden') return speech.t('reports.hidden');
  return formatFigure(speech, figure, minimum);
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
  const share = intl.formatNumber(target.share, { style: 'percent', maximumFractionDigits: 0 });
  return target.is === 'exactly' ? share : t(`reports.${target.is}`, { share });
}

/** A change in per cent, from figures that are shown; undefined where there is none to tell. */
export function changeOf(now: number | null, before: number | null): number | undefined {
  return now === null || before === null || before === 0 ? undefined : (now - before) / before;
}

/** For drawing: few is somewhere between one and the minimum. */
export function heightOf(figure: Figure | null | undefined, minimum: number): number | null {
  if (figure === 'few') return minimum / 2;
  return typeof figure === 'number' ? figure : null;
}
