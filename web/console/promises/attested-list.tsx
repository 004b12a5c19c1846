import { useQuery } from '@tanstack/react-query';
import type { AttestedMeasure } from '../../../contract/console/promises.ts';
import { formatDate } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery } from '../api/queries.ts';

/** Who answers for what no software can see to, and when it is looked at again. */
export function AttestedList({ measures }: { readonly measures: readonly AttestedMeasure[] }) {
  const { t, intl } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const nameOf = (id: string) => data?.colleagues.find(({ staffId }) => staffId === id)?.displayName ?? '–';
  return (
    <ul className="attested">
      {measures.map(({ measure, name, state, newest }) => (
        <li key={measure}>
          <span className="attested-name">{name}</span>
          <span className="tag" data-tone={state === 'attested' ? 'accent' : 'time'}>
            {t(`attest.state-${state}`)}
          </span>
          {newest && (
            <span className="small quiet">
              {t('attest.owner')}: {nameOf(newest.ownerId)} · {t('attest.reviewer')}:{' '}
              {nameOf(newest.reviewerId)} · {t('attest.reviewed')}: {formatDate(intl, newest.reviewedOn)} ·{' '}
              {t('attest.next')}: {formatDate(intl, newest.nextReviewOn)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
