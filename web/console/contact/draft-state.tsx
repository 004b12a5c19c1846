import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import type { Draft } from './keep-draft.ts';

/** Whether what is written is safe, and the way to be rid of it. */
export function DraftState({
  state,
  onDiscard,
}: {
  readonly state: Draft['state'];
  readonly onDiscard: () => void;
}) {
  const { t } = useWords();
  if (state === 'empty') return null;
  const saved = state === 'saved';
  return (
    <span className="draft-state small quiet">
      <span role={state === 'failed' ? 'alert' : undefined} data-state={state}>
        {t(
          saved
            ? 'composer.draft-saved'
            : state === 'failed'
              ? 'composer.draft-failed'
              : 'composer.draft-saving',
        )}
      </span>
      <button type="button" className="text-button" onClick={onDiscard}>
        {t('composer.discard')}
      </button>
    </span>
  );
}

/** That colleagues have begun something here; not a word of it. */
export function OthersWriting({ contactId }: { readonly contactId: string }) {
  const { t, intl } = useWords();
  const me = useMe();
  const { data } = useQuery({
    queryKey: ['drafts', contactId],
    queryFn: () => call('draftMarks', { params: { contactId } }),
  });
  const colleagues = useQuery(colleaguesQuery);
  const ids = [...new Set(data?.drafts.map((draft) => draft.staffId).filter((each) => each !== me.staffId))];
  if (ids.length === 0) return null;
  const names = ids.map(
    (each) =>
      colleagues.data?.colleagues.find((colleague) => colleague.staffId === each)?.displayName ??
      t('contact.colleague'),
  );
  return (
    <p className="small quiet others-writing">
      {t('composer.others-writing', { names: intl.formatList(names) })}
    </p>
  );
}
