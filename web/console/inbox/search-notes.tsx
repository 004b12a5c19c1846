import type { SearchAnswer } from '../../../contract/console/search.ts';
import { formatShort } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';

/** What one must know to judge what was found. */
export function SearchNotes({ answer }: { readonly answer: SearchAnswer }) {
  const { t, intl } = useWords();
  const notes = [
    ...(answer.identityCode ? [t('search.identity-code')] : []),
    ...answer.unknown.map((key) => t('search.unknown', { name: t(`search.name-${key}`) })),
    ...(answer.completeBackTo === null
      ? []
      : [
          t('search.complete-back-to', {
            at: formatShort(intl, answer.completeBackTo),
          }),
        ]),
    ...(answer.bounded ? [t('search.bounded')] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <div className="hits-notes" role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}
