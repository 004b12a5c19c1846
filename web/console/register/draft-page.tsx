import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { usePageTitle } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { type Answer, call } from '../api/call.ts';
import { downloadText } from '../api/download-file.ts';
import { newUuid } from '../api/new-uuid.ts';
import { Problem } from '../api/problem.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { DraftPanel, type PanelTab } from './draft-panel.tsx';
import { draftQuery, draftsKey } from './draft-queries.ts';
import { useCheck } from './use-check.ts';
import { type DraftKeeper, useDraft } from './use-draft.ts';
import { YamlEditor, type YamlEditorHandle } from './yaml/yaml-editor.tsx';
import './register.css';
import './draft.css';

type Draft = Answer<'readRegisterDraft'>;

/** A declaration in the making: its text, what is wrong in it, what it would change, how its notice would read. */
export function DraftPage() {
  const { draftId } = useParams({ from: '/frame/register/drafts/$draftId' });
  const { t } = useWords();
  usePageTitle(t('drafting.drafts'));
  const { data, error, refetch, dataUpdatedAt } = useQuery(draftQuery(draftId));
  if (error)
    return (
      <main className="page drafting-page" id="content" tabIndex={-1}>
        <div className="drafting-head">
          <Link to="/register">{t('drafting.back')}</Link>
        </div>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </main>
    );
  if (!data)
    return (
      <main className="page drafting-page" id="content" tabIndex={-1}>
        <div role="status" aria-label={t('common.loading')} className="drafting-head">
          <Skeleton height={12} width="40%" />
        </div>
      </main>
    );
  return <DraftEditor key={`${draftId}:${dataUpdatedAt}`} draft={data} onReread={() => void refetch()} />;
}

function DraftEditor({ draft, onReread }: { readonly draft: Draft; readonly onReread: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const mayWrite = may('draft-register');
  const copyName = useCallback((name: string) => t('drafting.copy-of', { name: name.slice(0, 100) }), [t]);
  const keeper = useDraft(draft, mayWrite, copyName);
  const { checked, of, error } = useCheck(keeper.source);
  const [tab, setTab] = useState<PanelTab>('problems');
  const editor = useRef<YamlEditorHandle>(null);
  useActs([
    {
      id: 'save-draft',
      group: 'own',
      label: t('common.save'),
      keys: 'mod+s',
      run: () => void keeper.save(),
    },
  ]);
  return (
    <main className="page drafting-page" id="content" tabIndex={-1}>
      <DraftHead draft={draft} keeper={keeper} mayWrite={mayWrite} />
      {keeper.error ? <NotSaved draft={draft} keeper={keeper} onReread={onReread} /> : null}
      <div className="drafting-both">
        <YamlEditor
          ref={editor}
          label={t('drafting.text')}
          begin={draft.source}
          readOnly={!mayWrite}
          problems={of === keeper.source ? (checked?.problems ?? []) : []}
          onChange={keeper.setSource}
        />
        <DraftPanel
          tab={tab}
          onTab={setTab}
          checked={checked}
          of={of}
          isStale={of !== keeper.source}
          error={error}
          basedOn={draft.basedOn}
          draftId={draft.draftId}
          onJump={(line, column) => editor.current?.jump(line, column)}
          onPublish={keeper.publish}
        />
      </div>
    </main>
  );
}

function DraftHead({
  draft,
  keeper,
  mayWrite,
}: {
  readonly draft: Draft;
  readonly keeper: DraftKeeper;
  readonly mayWrite: boolean;
}) {
  const { t, intl } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const words = useProblemWords();
  const remove = useMutation({
    mutationFn: async () => {
      const version = await keeper.save();
      if (version === undefined) return false;
      await call('removeRegisterDraft', { params: { draftId: draft.draftId }, query: { version } });
      return true;
    },
    onError: (failed) => toast({ text: words(failed), tone: 'danger' }),
    onSuccess: (gone) => {
      if (!gone) return;
      const { name, source } = keeper;
      toast({
        text: t('drafting.removed'),
        act: {
          label: t('common.undo'),
          run: () =>
            void call('saveRegisterDraft', {
              params: { draftId: draft.draftId },
              body: { name, source, version: null },
            })
              .catch((failed: unknown) => toast({ text: words(failed), tone: 'danger' }))
              .finally(() => queries.invalidateQueries({ queryKey: draftsKey })),
        },
      });
      void navigate({ to: '/register' });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: draftsKey }),
  });
  const state =
    keeper.state === 'saving'
      ? t('drafting.saving')
      : keeper.state === 'unsaved'
        ? t('drafting.unsaved')
        : t('drafting.saved', {
            at: intl.formatTime(keeper.savedAt, { hour: '2-digit', minute: '2-digit' }),
          });
  return (
    <header className="drafting-head">
      <Link to="/register" className="drafting-back">
        {t('drafting.back')}
      </Link>
      <h1 className="visually-hidden">{keeper.name}</h1>
      <TextInput
        className="drafting-name"
        aria-label={t('drafting.name')}
        maxLength={120}
        readOnly={!mayWrite}
        value={keeper.name}
        onChange={(event) => keeper.setName(event.currentTarget.value)}
      />
      <span className="quiet small drafting-state" role="status">
        {mayWrite ? state : t('drafting.read-only')}
      </span>
      <span className="drafting-acts">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => downloadText(keeper.source, 'application/yaml', 'register.yaml')}
        >
          {t('drafting.download')}
        </Button>
        {mayWrite && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('drafting.remove')}
          </Button>
        )}
      </span>
    </header>
  );
}

/** Nothing written is lost: what another one saved is read, or one's own kept beside it. */
function NotSaved({
  draft,
  keeper,
  onReread,
}: {
  readonly draft: Draft;
  readonly keeper: DraftKeeper;
  readonly onReread: () => void;
}) {
  const { t } = useWords();
  const words = useProblemWords();
  const navigate = useNavigate();
  const { error } = keeper;
  const keep = useMutation({
    mutationFn: async () => {
      const draftId = newUuid();
      const name = t('drafting.copy-of', { name: keeper.name.slice(0, 100) });
      await call('saveRegisterDraft', {
        params: { draftId },
        body: { name, source: keeper.source, version: null },
      });
      return draftId;
    },
    onSuccess: (draftId) => {
      keeper.letGo();
      void navigate({ to: '/register/drafts/$draftId', params: { draftId } });
    },
  });
  const isMeanwhile = error instanceof Problem && error.code === 'changed-meanwhile';
  return (
    <div className="problem drafting-problem" role="alert">
      <span>{isMeanwhile ? t('drafting.meanwhile') : t('drafting.not-saved', { why: words(error) })}</span>
      {isMeanwhile ? (
        <>
          <Button size="compact-sm" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('drafting.keep-mine')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              keeper.letGo();
              onReread();
            }}
          >
            {t('drafting.take-theirs')}
          </Button>
        </>
      ) : (
        <Button size="compact-sm" variant="subtle" onClick={() => void keeper.save()}>
          {t('common.retry')}
        </Button>
      )}
      {keep.error && <span>{words(keep.error)}</span>}
      <span className="visually-hidden">{draft.name}</span>
    </div>
  );
}
