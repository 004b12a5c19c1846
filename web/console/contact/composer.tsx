import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { call } from '../api/call.ts';
import { hasCode } from '../api/problem.ts';
import type { Contact } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { KeyNames } from '../frame/key-names.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useDraft } from './drafts.tsx';
import { NewerNote } from './newer-note.tsx';

/** Reply to the customer, or note for colleagues. Sending asks when something newer arrived meanwhile. */
export function Composer({ contact }: { readonly contact: Contact }) {
  const { t } = useWords();
  const may = useMay();
  const toast = useToast();
  const queries = useQueryClient();
  const input = useRef<HTMLTextAreaElement>(null);
  const { draft, change, clear } = useDraft(contact.contactId);
  const last = contact.messages.at(-1)?.messageId;
  // The last message that the writer had seen; before sending below a newer one, we ask.
  const [seen, setSeen] = useState(last);
  const [asking, setAsking] = useState<{ thenClose: boolean } | null>(null);
  const params = { contactId: contact.contactId };
  const mayReply = may('answer-contact') && contact.status !== 'closed';
  const mayNote = may('note-contact');
  const kind = mayReply && (draft.kind === 'reply' || !mayNote) ? 'reply' : 'note';

  const send = useMutation({
    mutationFn: (thenClose: boolean) =>
      kind === 'reply'
        ? call('reply', {
            params,
            body: { messageId: draft.id, version: contact.version, text: draft.text, thenClose },
          })
        : call('writeNote', { params, body: { noteId: draft.id, text: draft.text } }),
    onSuccess: (_, thenClose) => {
      clear();
      toast({
        text: t(kind === 'note' ? 'composer.noted' : thenClose ? 'composer.sent-closed' : 'composer.sent'),
      });
    },
    onError: (error, thenClose) => {
      if (hasCode(error, 'changed-meanwhile')) setAsking({ thenClose });
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['contact', contact.contactId] });
      void queries.invalidateQueries({ queryKey: ['contacts'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
  });
  const submit = (thenClose: boolean) => {
    if (!draft.text.trim() || send.isPending) return;
    if (kind === 'reply' && last !== seen) setAsking({ thenClose });
    else send.mutate(thenClose);
  };
  const settleAsking = () => {
    setAsking(null);
    setSeen(last);
    send.reset();
  };
  const begin = (next: 'reply' | 'note') => {
    change({ kind: next });
    input.current?.focus();
  };
  useActs([
    ...(mayReply
      ? [
          {
            id: 'reply',
            group: 'contact' as const,
            label: t('act.reply'),
            keys: 'r',
            run: () => begin('reply'),
          },
        ]
      : []),
    ...(mayNote
      ? [{ id: 'note', group: 'contact' as const, label: t('act.note'), keys: 'n', run: () => begin('note') }]
      : []),
    {
      id: 'send',
      group: 'contact',
      label: t('act.send'),
      keys: 'mod+Enter',
      keyOnly: true,
      run: () => submit(false),
    },
  ]);
  if (!mayReply && !mayNote) return null;

  return (
    <section className="composer" data-kind={kind} aria-label={t('composer.name')}>
      {asking ? (
        <NewerNote
          contact={contact}
          seen={seen}
          onSend={() => {
            settleAsking();
            send.mutate(asking.thenClose);
          }}
          onEdit={() => {
            settleAsking();
            input.current?.focus();
          }}
        />
      ) : (
        send.error && <ProblemNote error={send.error} onRetry={() => submit(send.variables ?? false)} />
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
      </div>
      <textarea
        ref={input}
        rows={2}
        maxLength={kind === 'reply' ? 50_000 : 20_000}
        value={draft.text}
        aria-label={t(kind === 'reply' ? 'composer.reply-text' : 'composer.note-text')}
        placeholder={t(kind === 'reply' ? 'composer.reply-placeholder' : 'composer.note-placeholder')}
        lang={kind === 'reply' ? (contact.language ?? undefined) : undefined}
        onFocus={() => {
          if (!draft.text) setSeen(last);
        }}
        onChange={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <div className="composer-acts">
        <span className="small quiet composer-hint">
          {t(kind === 'reply' ? 'composer.reply-hint' : 'composer.note-hint')}
        </span>
        {kind === 'reply' && may('close-contact') && (
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            disabled={!draft.text.trim()}
            onClick={() => submit(true)}
          >
            {t('composer.send-close')}
          </Button>
        )}
        <Button
          size="compact-md"
          disabled={!draft.text.trim()}
          loading={send.isPending}
          onClick={() => submit(false)}
          rightSection={<KeyNames keys="mod+Enter" />}
        >
          {t(kind === 'reply' ? 'composer.send' : 'composer.save-note')}
        </Button>
      </div>
    </section>
  );
}
