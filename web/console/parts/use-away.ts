import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { teamQuery } from '../api/queries.ts';

/** Which colleagues are not on duty, and a name that says so. */
export function useAway() {
  const { t } = useWords();
  const away = useQuery(teamQuery).data?.away;
  const isAway = (staffId: string | null | undefined) => away?.includes(staffId ?? '') ?? false;
  return {
    isAway,
    nameOf: ({ staffId, displayName }: { readonly staffId: string; readonly displayName: string }) =>
      isAway(staffId) ? t('duty.name-away', { name: displayName }) : displayName,
  };
}
