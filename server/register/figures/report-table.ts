import { countedKinds, type Lengths, type Narrowed, type Report, type Share } from './make-report.ts';
import type { CountedKind } from './protect-report.ts';
import type { Shown } from './protect-cells.ts';

export type TableName = 'steps' | 'queue' | 'channel' | 'language' | 'hours';
type Field = string | number;

const fieldOf = (shown: Shown | undefined, minimum: number): Field =>
  shown === undefined || shown === 'hidden' ? '' : shown === 'few' ? `<${minimum}` : shown;
const minutesOf = (minutes: number | undefined): Field => (minutes === undefined ? '' : Math.round(minutes));

function shareOf(target: Share | undefined): Field {
  if (target === undefined) return '';
  const share = Math.round(target.share * 1000) / 1000;
  return target.is === 'exactly' ? share : `${target.is === 'over' ? '>' : '<'}${share}`;
}

const lengthFields = (lengths: Lengths | undefined): Field[] => [
  minutesOf(lengths?.median),
  minutesOf(lengths?.p90),
];

const divided: readonly CountedKind[] = [
  'received',
  'message-in',
  'first-answer',
  'later-answer',
  'resolved',
  'reopened',
];

/**
 * One table of a report, protected as it is on the screen: below the minimum `<5`, what is withheld is empty.
 * @param nameOf the name of a key of the declaration, for people
 */
export function tableOf(
  report: Report,
  name: TableName,
  given: { minimum: number; narrowed: Narrowed | undefined; nameOf(key: string): string },
): Field[][] {
  const show = (shown: Shown | undefined) => fieldOf(shown, given.minimum);
  if (name === 'steps') {
    return [
      [
        'from',
        ...countedKinds.filter((kind) => !kind.endsWith('-target')),
        'first-answer-median-minutes',
        'first-answer-p90-minutes',
        'open-at-end',
        'waiting-at-end',
        'snoozed-at-end',
      ],
      ...report.period.steps.map((step) => {
        const backlog = report.backlog.get(step);
        return [
          step,
          ...countedKinds
            .filter((kind) => !kind.endsWith('-target'))
            .map((kind) => show(report.counts[kind].steps.get(step))),
          ...lengthFields(report.lengthsByStep.get(step)),
          show(backlog?.open),
          show(backlog?.waiting),
          show(backlog?.snoozed),
        ];
      }),
    ];
  }
  if (name === 'hours') {
    return [
      ['weekday', 'hour', 'message-in'],
      ...[...report.counts['message-in'].hours].map(([key, shown]) => {
        const [weekday, hour] = key.split('/');
        return [Number(weekday), Number(hour), show(shown)];
      }),
    ];
  }
  return [
    [
      name,
      'name',
      ...divided,
      'first-answer-median-minutes',
      'first-answer-p90-minutes',
      'resolved-median-minutes',
      'resolved-p90-minutes',
      'within-target',
    ],
    ...(given.narrowed ? [] : [...report.by[name]]).map(([key, row]) => [
      key,
      given.nameOf(key),
      ...divided.map((kind) => show(report.counts[kind].by[name].get(key))),
      ...lengthFields(row.firstAnswer),
      ...lengthFields(row.resolved),
      shareOf(row.target),
    ]),
  ];
}
