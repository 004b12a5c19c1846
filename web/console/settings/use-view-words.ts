import { useQuery } from '@tanstack/react-query';
import type { ViewFilter } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, teamQuery } from '../api/queries.ts';
import { useTagName } from '../parts/tag.tsx';

/** What a view shows, in a line of words. */
export function useViewWords(): (filter: ViewFilter) => string {
  const { t, own } = useWords();
  const { data: team } = useQuery(teamQuery);
  const { data: staff } = useQuery(colleaguesQuery);
  const tagName = useTagName();
  return (filter) => {
    const tag = team?.tags.find((each) => each.id === filter.tag);
    const queue = team?.queues.find((each) => each.queue === filter.queue);
    return [
      t(`view.${filter.view ?? 'all'}`),
      t(`status.${filter.status ?? 'open'}`),
      filter.queue && own(queue?.name, filter.queue),
      tag && tagName(tag),
      filter.priority && t(`priority.${filter.priority}`),
      filter.channel && t(`channel.${filter.channel}`),
      filter.language && t(`language.${filter.language}`),
      filter.assignee && staff?.colleagues.find((each) => each.staffId === filter.assignee)?.displayName,
      filter.overdue && t('view.overdue'),
      filter.order && filter.order !== 'newest' && t(`order.${filter.order}`),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}
