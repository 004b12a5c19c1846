import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { countsQuery } from '../api/queries.ts';

/** A count as it is written: none is nothing, and what was counted no further says so ("999+"). */
export function useCountWords(): (count: number) => string {
  const { intl } = useWords();
  const { data } = useQuery({ ...countsQuery, enabled: false });
  const most = data?.most ?? Infinity;
  return (count) => (count >= most ? `${intl.formatNumber(most - 1)}+` : intl.formatNumber(count));
}
