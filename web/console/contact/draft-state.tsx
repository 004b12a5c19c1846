import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import type { Draft, DraftKind } from './keep-draft.ts';

/** Whether what is written is safe, and the way to be rid of it. */
export function DraftState({ draft, onDiscard }: { readonly draft: Draft; readonly onDiscard: () => void }) {
  const { t } = useWords();
  const { state } = draft;
  if (state === 'empty') return null;
  const saved = state === 'saved';
  return (
    <span className="draft-state small quiet">
      <span role={state === 'failed' ? 'alert' : undefined} data-state={state}>
        {t(
          saved
            ? draft.taken
              ? 'composer.draft-taken'
              : 'composer.draft-saved'
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

/** What another window of one's own had here, so that nothing is lost unseen. */
export function OtherWindow({
  text,
  onTake,
  onLeave,
}: {
  readonly text: string;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="newer" role="alert">
      <p>{t('composer.other-window')}</p>
      <p className="newer-text">{text.slice(0, 280)}</p>
      <div className="row-acts">
        <Button size="compact-md" variant="default" onClick={onTake}>
          {t('composer.other-take')}
        </Button>
        <Button size="compact-md" variant="subtle" onClick={onLeave}>
          {t('composer.other-leave')}
        </Button>
      </div>
    </div>
  );
}

interface OthersWritingProps {
  readonly contactId: string;
  readonly kind: DraftKind;
  readonly draft: Draft;
}

/** That colleagues have begun something here, not a word of it; and looks after what one's own other windows save. */
export function OthersWriting({ contactId, kind, draft }: OthersWritingProps) {
  const { t, intl } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['drafts', contactId],
    queryFn: () => call('draftMarks', { params: { contactId } }),
  });
  const here = useRef(draft);
  useEffect(() => {
    here.current = draft;
  }, [draft]);
  const own = data?.drafts.find((each) => each.staffId === me.staffId && each.kind === kind)?.version ?? 0;
  useEffect(() => {
    const { state, version } = here.current;
    if (own > version && (state === 'saved' || state === 'empty'))
      void queries.invalidateQueries({ queryKey: ['contact', contactId] });
    // Each time it was asked, and not when the draft changes.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [queries, contactId, own, dataUpdatedAt]);
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
