import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, teamQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import type { SuggestContext } from './suggest-filters.ts';

/** Names of queues, tags and colleagues as the reader sees them: nothing about customers. */
export function useSuggestContext(): SuggestContext {
  const { intl, own } = useWords();
  const { queues } = useMe();
  const { data: staff } = useQuery(colleaguesQuery);
  const { data: team } = useQuery(teamQuery);
  const language = intl.locale.slice(0, 2);
  return {
    language: language === 'sv' || language === 'fi' ? language : 'en',
    queues: queues.map((each) => own(each.name, each.queue)),
    tags: (team?.tags ?? []).flatMap(({ name }) => {
      const shown =
        name[language as keyof typeof name] ?? Object.values(name).find((each) => each !== undefined);
      return shown === undefined ? [] : [shown];
    }),
    colleagues: (staff?.colleagues ?? []).filter((each) => each.active).map((each) => each.displayName),
  };
}
