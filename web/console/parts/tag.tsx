import { useQuery } from '@tanstack/react-query';
import type { Tag } from '../../../contract/console/team.ts';
import { useWords } from '../../words/use-words.ts';
import { teamQuery } from '../api/queries.ts';
import './tag.css';

/** A tag's name in the present language, or in one that it has. */
export function useTagName(): (tag: Pick<Tag, 'name'>) => string {
  const { intl } = useWords();
  const language = intl.locale.slice(0, 2) as 'sv' | 'fi' | 'en';
  return ({ name }) => name[language] || name.sv || name.fi || name.en || '';
}

/** Tags by their ids; one that is no longer there is left out. */
export function Tags({ ids }: { readonly ids: readonly string[] }) {
  const nameOf = useTagName();
  const { data } = useQuery({ ...teamQuery, enabled: ids.length > 0 });
  const tags = ids.flatMap((id) => data?.tags.find((tag) => tag.id === id) ?? []);
  if (tags.length === 0) return null;
  return (
    <span className="tags">
      {tags.map((tag) => (
        <span key={tag.id} className="tag-mark" data-tone={tag.tone}>
          {nameOf(tag)}
        </span>
      ))}
    </span>
  );
}
