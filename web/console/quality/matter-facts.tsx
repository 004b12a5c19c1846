import { formatDate, formatDay } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { useMe } from '../api/use-me.ts';
import { useNameOf } from '../recordings/recording-queries.ts';
import type { Complaint, Project } from './quality-queries.ts';

/** Why, who answers for it, until when; and what came of it. */
export function MatterFacts({ matter }: { readonly matter: Project | Complaint }) {
  const { t, intl, own } = useWords();
  const me = useMe();
  const nameOf = useNameOf();
  const { queue, closedAt, outcome } = matter;
  const facts: [string, string][] = [
    [t('matter.reason'), matter.reason],
    [t('matter.owner'), nameOf(matter.ownerId)],
    [t('matter.queue'), own(me.queues.find((each) => each.queue === queue)?.name, queue)],
    [
      t('matter.opened'),
      t('matter.by-on', { name: nameOf(matter.openedBy), date: formatDay(intl, matter.openedAt) }),
    ],
    [t('matter.last-day'), formatDate(intl, matter.endsOn)],
    ...(closedAt
      ? ([
          [
            t('matter.closed'),
            t('matter.by-on', { name: nameOf(matter.closedBy), date: formatDay(intl, closedAt) }),
          ],
          [t('matter.outcome'), outcome ?? ''],
        ] as [string, string][])
      : []),
    [t('matter.keeps'), t('matter.recordings', { count: matter.recordings })],
  ];
  return (
    <dl className="facts quality-facts">
      {facts.map(([term, value]) => (
        <div className="facts-row" key={term}>
          <dt>{term}</dt>
          <dd className="quality-said">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
