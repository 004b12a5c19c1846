import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { findUnfilled, type VariablePlace } from '../../../contract/render-canned.ts';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { CannedPicker } from './canned-picker.tsx';
import { ComposerActs } from './composer-acts.tsx';
import { ComposerBelow } from './composer-below.tsx';
import { ComposerHead } from './composer-head.tsx';
import { DraftFiles, useAttaching } from './draft-files.tsx';
import { DraftState, OthersWriting, OtherWindow } from './draft-state.tsx';
import { useDraft } from './drafts.tsx';
import { DoubtsNote } from './doubts-note.tsx';
import { MentionList, useMentions } from './mention-list.tsx';
import { NewerNote } from './newer-note.tsx';
import { noteTyping } from './presence.tsx';
import { UnfilledNote } from './unfilled-note.tsx';
import { useSending } from './use-sending.ts';
import './composer.css';

/** Reply to the customer, or note for colleagues. Sending asks when something newer arrived, or looks wrong. */
export function Composer({ contact }: { readonly contact: Contact }) {
  const { t } = useWords();
  const may = useMay();
  const input = useRef<HTMLTextAreaElement>(null);
  const [chosen, setKind] = useState<'reply' | 'note'>(
    contact.drafts.some((draft) => draft.kind === 'note') &&
      !contact.drafts.some((draft) => draft.kind === 'reply')
      ? 'note'
      : 'reply',
  );
  const mayReply = may('answer-contact') && contact.status !== 'closed' && contact.channel === 'email';
  const mayNote = may('note-contact');
  const kind = mayReply && (chosen === 'reply' || !mayNote) ? 'reply' : 'note';
  const own = useDraft(contact, kind);
  const { draft } = own;
  const change: typeof own.change = (part) => {
    if (part.text !== undefined) noteTyping();
    own.change(part);
  };
  const [begun, setBegun] = useState(false);
  const [head, setHead] = useState(false);
  const [picking, setPicking] = useState(false);
  const [over, setOver] = useState(false);
  const active = kind === 'reply' && (begun || draft.text !== '' || draft.to !== null);
  const { data: frame } = useQuery({
    queryKey: ['signature', contact.contactId, draft.language],
    queryFn: () =>
      call('replySignature', {
        params: { contactId: contact.contactId },
        query: draft.language ? { language: draft.language } : {},
      }),
    enabled: active || picking,
    placeholderData: (before) => before,
  });
  const language = draft.language ?? frame?.language ?? contact.language ?? 'en';
  const sending = useSending(contact, kind, own, () => {
    // What is sent is done: the keys are the contact's again.
    const here = input.current?.closest('.contact')?.querySelector<HTMLElement>('.thread');
    requestAnimationFrame(() => here?.focus());
  });
  const attaching = useAttaching(contact.contactId, own);
  const mentions = useMentions(contact.contactId, kind === 'note', draft, change, input);
  const empty = !draft.text.trim();
  const { others } = contact.reply;

  const begin = (next: 'reply' | 'note') => {
    // At once: what is typed next belongs into the field, and is no shortcut.
    flushSync(() => {
      setKind(next);
      setBegun(true);
    });
    input.current?.focus();
  };
  const replyAll = () => {
    begin('reply');
    change({ cc: [...new Set([...draft.cc, ...others])] });
    setHead(true);
  };
  const acts = useMemo(
    () => ({ mayReply, mayNote, mayClose: may('close-contact') }),
    [mayReply, mayNote, may],
  );
  useActs([
    ...(acts.mayReply
      ? [
          {
            id: 'reply',
            group: 'contact' as const,
            label: t('act.reply'),
            keys: 'r',
            run: () => begin('reply'),
          },
          { id: 'canned', group: 'contact' as const, label: t('act.canned'), run: () => openPicker() },
        ]
      : []),
    ...(acts.mayNote
      ? [{ id: 'note', group: 'contact' as const, label: t('act.note'), keys: 'n', run: () => begin('note') }]
      : []),
    {
      id: 'send',
      group: 'contact',
      label: t('act.send'),
      keys: 'mod+Enter',
      keyOnly: true,
      run: () => sending.submit({ thenClose: false }),
    },
  ]);
  const openPicker = () => {
    begin('reply');
    setPicking(true);
  };
  const put = (text: string) => {
    const field = input.current;
    const at = field?.selectionStart ?? draft.text.length;
    // The stroke that opened the list at the beginning of a line is not part of the text.
    const from = draft.text.slice(0, at).endsWith('/') ? at - 1 : at;
    flushSync(() => {
      change({ text: draft.text.slice(0, from) + text + draft.text.slice(field?.selectionEnd ?? at) });
      setPicking(false);
    });
    // What nothing was known for is chosen, so that typing takes its place.
    const [missing] = findUnfilled(text);
    field?.focus();
    field?.setSelectionRange(from + (missing?.start ?? text.length), from + (missing?.end ?? text.length));
  };
  const showPlace = ({ start, end }: VariablePlace) => {
    input.current?.focus();
    input.current?.setSelectionRange(start, end);
  };
  if (!mayReply && !mayNote) return null;

  return (
    // Files may be dropped on all of it; the button beside it does the same.
    // oxlint-disable-next-line jsx_a11y/no-noninteractive-element-interactions
    <section
      className="composer"
      data-kind={kind}
      data-over={over || undefined}
      aria-label={t('composer.name')}
      onDragOver={(event) => {
        if (kind !== 'reply' || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (kind !== 'reply' || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        attaching.attach([...event.dataTransfer.files]);
      }}
    >
      <OthersWriting contactId={contact.contactId} kind={kind} draft={draft} />
      {draft.other !== null && (
        <OtherWindow
          text={draft.other}
          onTake={() => {
            change({ text: draft.other ?? '', other: null });
            input.current?.focus();
          }}
          onLeave={() => {
            change({ other: null });
            input.current?.focus();
          }}
        />
      )}
      {sending.newer && (
        <NewerNote
          contact={contact}
          seen={sending.seen}
          onSend={sending.sendAnyway}
          onEdit={() => {
            sending.stopAsking();
            input.current?.focus();
          }}
        />
      )}
      <div className="composer-kinds" role="group" aria-label={t('composer.kind')}>
        {mayReply && (
          <button type="button" aria-pressed={kind === 'reply'} onClick={() => begin('reply')}>
            {t('composer.reply')}
          </button>
        )}
        {mayNote && (
          <button type="button" aria-pressed={kind === 'note'} onClick={() => begin('note')}>
            {t('composer.note')}
          </button>
        )}
        {kind === 'reply' && others.length > 0 && draft.cc.length === 0 && (
          <button type="button" onClick={replyAll}>
            {t('composer.reply-all', { count: others.length + 1 })}
          </button>
        )}
        <DraftState draft={draft} onDiscard={own.discard} />
      </div>
      {active && (
        <ComposerHead
          draft={draft}
          begun={contact.reply}
          opened={head || draft.cc.length > 0}
          onOpened={setHead}
          onChange={change}
        />
      )}
      <textarea
        ref={input}
        rows={2}
        maxLength={kind === 'reply' ? 50_000 : 20_000}
        value={draft.text}
        aria-label={t(kind === 'reply' ? 'composer.reply-text' : 'composer.note-text')}
        placeholder={t(kind === 'reply' ? 'composer.reply-placeholder' : 'composer.note-placeholder')}
        lang={kind === 'reply' ? language : undefined}
        readOnly={sending.pending}
        onFocus={() => {
          setBegun(true);
          sending.noteSeen(draft.text);
        }}
        onBlur={() => void own.settle()}
        onChange={(event) => change({ text: event.currentTarget.value })}
        onPaste={(event) => {
          if (kind !== 'reply' || event.clipboardData.files.length === 0) return;
          event.preventDefault();
          attaching.attach([...event.clipboardData.files]);
        }}
        onKeyDown={(event) => {
          if (mentions.onKeyDown(event)) return;
          if (event.key === 'Escape') event.currentTarget.blur();
          const { selectionStart, value } = event.currentTarget;
          const atLineStart = selectionStart === 0 || value[selectionStart - 1] === '\n';
          if (event.key === '/' && kind === 'reply' && atLineStart) {
            event.preventDefault();
            setPicking(true);
          }
          if (event.key === 'Enter' && event.shiftKey && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            event.stopPropagation();
            sending.submit({ thenClose: kind === 'reply' && acts.mayClose });
          }
        }}
      />
      <MentionList mentions={mentions} />
      {picking && (
        <CannedPicker
          contact={contact}
          language={language}
          variables={frame?.variables ?? {}}
          onPick={put}
          onClose={() => {
            setPicking(false);
            requestAnimationFrame(() => input.current?.focus());
          }}
        />
      )}
      {kind === 'reply' && <DraftFiles files={draft.files} attaching={attaching} />}
      {active && <ComposerBelow draft={draft} language={language} below={frame} onChange={change} />}
      <UnfilledNote places={sending.unfilled} onShow={showPlace} />
      {sending.doubts.length > 0 ? (
        <DoubtsNote
          doubts={sending.doubts}
          onSend={sending.sendAnyway}
          onChange={() => {
            sending.stopAsking();
            setHead(true);
            input.current?.focus();
          }}
        />
      ) : (
        sending.error && <ProblemNote error={sending.error} onRetry={sending.retry} />
      )}
      <ComposerActs
        kind={kind}
        empty={empty}
        pending={sending.pending}
        mayClose={acts.mayClose}
        attaching={attaching}
        onCanned={openPicker}
        onSubmit={sending.submit}
      />
    </section>
  );
}
