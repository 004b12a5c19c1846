import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../words/use-words.ts';
import { teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** What shares the work out today, and what will stand here once rules are declared. */
export function Rules() {
  const { t, own } = useWords();
  const { data, error, refetch } = useQuery(teamQuery);
  return (
    <>
      <p className="settings-note">{t('rules.person')}</p>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <ul className="rows">
        {data?.queues.map(({ queue, name, settings: { assignment } }) => (
          <li key={queue} className="settings-row">
            <div>
              <strong>{own(name, queue)}</strong>
              <p className="quiet">
                {t(`assign.${assignment.rule}`)}
                {assignment.rule !== 'by-hand' && assignment.ceiling !== null && (
                  <> · {t('assign.at-most', { count: assignment.ceiling })}</>
                )}
                {assignment.rule !== 'by-hand' && assignment.inHoursOnly && <> · {t('assign.in-hours')}</>}
              </p>
            </div>
            <Link to="/settings/$section" params={{ section: 'queues' }}>
              {t('rules.change')}
            </Link>
          </li>
        ))}
      </ul>
      <p className="quiet settings-later">{t('rules.later')}</p>
    </>
  );
}
