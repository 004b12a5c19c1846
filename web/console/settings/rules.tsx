import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../words/use-words.ts';
import { teamQuery } from '../api/queries.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { RuleList } from './rule-list.tsx';
import { useRuleWorld } from './rule-words.ts';

/** What acts by itself on what arrives, and who is given it. */
export function Rules() {
  const { t } = useWords();
  const { world, error } = useRuleWorld();
  return (
    <>
      <p className="settings-note">{t('rules.person')}</p>
      {error ? <ProblemNote error={error} /> : null}
      {world && <RuleList world={world} />}
      <Assignment />
    </>
  );
}

/** Of each queue who gets a new contact that no rule has given to anybody. */
function Assignment() {
  const { t, own } = useWords();
  const { data } = useQuery(teamQuery);
  return (
    <section className="rules-assignment" aria-labelledby="rules-assignment">
      <h2 id="rules-assignment">{t('rules.assignment')}</h2>
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
    </section>
  );
}
