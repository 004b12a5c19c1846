import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { draftsKey } from './draft-queries.ts';
import type { DraftKeeper } from './use-draft.ts';

interface PublishDraftProps {
  readonly draftId: string;
  /** The version in force that the changes above are against. */
  readonly against: number;
  readonly isStale: boolean;
  readonly onPublish: DraftKeeper['publish'];
}

/** Below the changes, so that who publishes has them before their eyes. It cannot be undone: it is asked twice. */
export function PublishDraft({ draftId, against, isStale, onPublish }: PublishDraftProps) {
  const { t } = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [asked, setAsked] = useState(false);
  const publish = useMutation({
    mutationFn: () =>
      onPublish(async (version) => {
        const done = await call('publishRegisterDraft', { params: { draftId }, body: { version, against } });
        return done.version;
      }),
    onSuccess: (done) => {
      if (!done) return;
      const { version, keptIn } = done;
      if (keptIn === undefined) {
        toast({ text: t('drafting.published', { version }) });
        void navigate({ to: '/register' });
      } else {
        toast({ text: t('drafting.published-kept', { version }) });
        void navigate({ to: '/register/drafts/$draftId', params: { draftId: keptIn } });
      }
    },
    onSettled: () => {
      setAsked(false);
      void queries.invalidateQueries({ queryKey: draftsKey });
      void queries.invalidateQueries({ queryKey: ['register'] });
    },
  });
  if (!may('publish-register')) return <p className="quiet drafting-publish">{t('drafting.may-not')}</p>;
  const next = against + 1;
  return (
    <div className="drafting-publish">
      {publish.error && <ProblemNote error={publish.error} />}
      {asked ? (
        <>
          <p>{t('drafting.publish-sure', { version: next })}</p>
          <div className="row-acts">
            <Button autoFocus loading={publish.isPending} disabled={isStale} onClick={() => publish.mutate()}>
              {t('drafting.publish-now')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsked(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <Button disabled={isStale} onClick={() => setAsked(true)}>
          {t('drafting.publish', { version: next })}
        </Button>
      )}
    </div>
  );
}
