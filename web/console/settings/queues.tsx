import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Team } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useTimeWords } from './time-words.ts';
import { RowButton } from './form-parts.tsx';

const Editor = lazy(() => import('./queue-editor.tsx').then((file) => ({ default: file.QueueEditor })));

/** When each queue is open, how soon it should answer, and who gets what arrives. */
export function Queues() {
  const { t, own } = useWords();
  const { data, error, refetch } = useQuery(teamQuery);
  const [editing, setEditing] = useState<string | null>(null);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <Suspense>
      <ul className="rows">
        {data?.queues.map((each) =>
          editing === each.queue ? (
            <li key={each.queue}>
              <Editor queue={each} team={data} onDone={() => setEditing(null)} />
            </li>
          ) : (
            <li key={each.queue} className="settings-row">
              <div>
                <strong>{own(each.name, each.queue)}</strong>
                <Summary queue={each} />
              </div>
              <RowButton
                label={t('set.edit')}
                name={own(each.name, each.queue)}
                onClick={() => setEditing(each.queue)}
              />
            </li>
          ),
        )}
      </ul>
    </Suspense>
  );
}

function Summary({ queue }: { readonly queue: Team['queues'][number] }) {
  const { t } = useWords();
  const { hoursWords, minutesWords } = useTimeWords();
  const { hours, targets, assignment } = queue.settings;
  const first = targets.normal.firstAnswer;
  return (
    <>
      <p className="quiet">{hoursWords(hours)}</p>
      <p className="quiet">
        {[
          first === null ? t('queues.no-target') : t('queues.answer-in', { time: minutesWords(first) }),
          t(`assign.${assignment.rule}`),
        ].join(' · ')}
      </p>
    </>
  );
}
