import type { Report, Target } from '../../../contract/console/reports.ts';
import { useWords } from '../../words/use-words.ts';
import { changeOf, formatFigure, formatMinutes, formatTarget } from './format-figure.ts';

interface Shown {
  readonly name: string;
  readonly text: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly beforeText: string | null;
}

/** The period's figures, each with what became of it since the period before. No change is called good or bad: that is the reader's to judge. */
export function KeyFigures({ report }: { readonly report: Report }) {
  const speech = useWords();
  const { t, intl } = speech;
  const { now, before } = report;
  const count = (name: string, figure: number | undefined, earlier: number | undefined): Shown => ({
    name,
    text: formatFigure(speech, figure),
    now: figure ?? null,
    before: earlier ?? null,
    beforeText: earlier === undefined ? null : formatFigure(speech, earlier),
  });
  const length = (name: string, minutes: number | null, earlier: number | null | undefined): Shown => ({
    name,
    text: minutes === null ? t('reports.nothing') : formatMinutes(intl, minutes),
    now: minutes,
    before: earlier ?? null,
    beforeText: earlier == null ? null : formatMinutes(intl, earlier),
  });
  /** Nothing where no queue has such a target. */
  const target = (name: string, share: Target, earlier: Target | undefined): Shown[] =>
    share === null
      ? []
      : [
          {
            name,
            text: formatTarget(speech, share),
            now: null,
            before: null,
            beforeText: earlier == null ? null : formatTarget(speech, earlier),
          },
        ];
  const worked = now.firstAnswerWorked.median;
  const figures: Shown[] = [
    count(t('reports.received'), now.counts.received, before?.counts.received),
    length(t('reports.first-answer'), now.firstAnswer.median, before?.firstAnswer.median),
    ...(worked === null
      ? []
      : [length(t('reports.first-answer-worked'), worked, before?.firstAnswerWorked.median)]),
    ...target(t('reports.target'), now.target, before?.target),
    count(t('reports.resolved'), now.counts.resolved, before?.counts.resolved),
    length(t('reports.resolution'), now.resolved.median, before?.resolved.median),
    ...target(t('reports.done-target'), now.done, before?.done),
    count(t('reports.open'), now.backlog?.open, before?.backlog?.open),
  ];
  const lesser: [string, number | undefined][] = [
    [t('reports.messages'), now.counts.messagesIn],
    [t('reports.first-answers'), now.counts.firstAnswers],
    [t('reports.later-answers'), now.counts.laterAnswers],
    [t('reports.reopened'), now.counts.reopened],
    [t('reports.snoozed'), now.counts.snoozed],
    [t('reports.bounced'), now.counts.bounced],
    [t('reports.waiting'), now.backlog?.waiting],
  ];
  return (
    <section aria-label={t('reports.figures')}>
      <dl className="report-figures">
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd>
              <span className="report-value number">{figure.text}</span>
              <Change figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
      <dl className="report-lesser small">
        {lesser.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{formatFigure(speech, figure)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Change({ figure }: { readonly figure: Shown }) {
  const { t, intl } = useWords();
  if (figure.beforeText === null) return null;
  const change = changeOf(figure.now, figure.before);
  const value = t('reports.before', { value: figure.beforeText });
  if (change === undefined) return <span className="report-change small">{value}</span>;
  const rounded = Math.round(change * 100) / 100;
  return (
    <span className="report-change small">
      <span className="report-change-by number">
        {rounded === 0
          ? t('reports.unchanged')
          : intl.formatNumber(rounded, { style: 'percent', signDisplay: 'always' })}
      </span>{' '}
      {rounded === 0 ? null : value}
    </span>
  );
}
