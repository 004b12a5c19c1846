import { useQuery } from '@tanstack/react-query';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { shortFormsQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** The first layer of the notice, where the whole has no room: to be read, said or put in place as it stands. */
export function ShortForms() {
  const { t } = useWords();
  const { language } = useMe();
  const { data, error, refetch } = useQuery(shortFormsQuery(language));
  return (
    <Section title={t('short-forms.title')} about={t('short-forms.about')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <dl className="facts">
        {data?.forms.map(({ kind, calls, sentences }) => (
          <div className="facts-row" key={kind}>
            <dt>
              {t(`short-forms.${kind}`)}
              {calls.length > 0 && (
                <span className="small register-line">
                  {t(calls.length === 2 ? 'short-forms.both' : `short-forms.${calls[0]!}`)}
                </span>
              )}
            </dt>
            <dd className="written-text">{sentences.join(' ')}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
