import { type CountedKind, countedKinds, type Lengths, type Report } from './make-report.ts';

export type TableName = 'steps' | 'queue' | 'channel' | 'language' | 'hours';
type Field = string | number;

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

const minutesOf = (minutes: number | undefined): Field => (minutes === undefined ? '' : Math.round(minutes));
const shareOf = (share: number | undefined): Field =>
  share === undefined ? '' : Math.round(share * 1000) / 1000;

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
 * One table of a report, its figures in fives as on the screen.
 * @param nameOf the name of a key of the declaration, for people
 */
export function tableOf(report: Report, name: TableName, nameOf: (key: string) => string): Field[][] {
  const show = (figure: number | undefined): Field => figure ?? '';
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
      ...weekdays.flatMap((weekday) =>
        hours.map((hour) => [weekday, hour, report.hours.get(`${weekday}/${hour}`) ?? 0]),
      ),
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
      'done-within-target',
    ],
    ...[...report.by[name]].map(([key, row]) => [
      key,
      nameOf(key),
      ...divided.map((kind) => show(report.counts[kind].by[name].get(key))),
      ...lengthFields(row.firstAnswer),
      ...lengthFields(row.resolved),
      shareOf(row.target),
      shareOf(row.done),
    ]),
  ];
}
