import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { doubtSchema, type Doubt } from '../../../contract/console/answering.ts';
import { findUnfilled } from '../../../contract/render-canned.ts';
import { formatShort } from '../../ui/format-time.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { hasCode } from '../api/problem.ts';
import { type Contact, ownQuery } from '../api/queries.ts';
import { useGoOn } from '../inbox/go-on.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import type { useDraft } from './drafts.tsx';
import { afterOwnSteps, inTurn, noteOwnStep } from './own-steps.ts';

export interface Way {
  readonly thenClose: boolean;
  readonly sendAt?: Date;
}

const defaultUndoSeconds = 10;

/** Sending what is written: asked first when something newer came or looks wrong, and taken back within the undo. */
export function useSending(
  contact: Contact,
  kind: 'reply' | 'note',
  own: ReturnType<typeof useDraft>,
  onSent: () => void,
) {
  const { t, intl } = useWords();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const settings = useQuery(ownQuery);
  const undoSeconds = settings.data?.settings.undoSeconds ?? defaultUndoSeconds;
  const { draft } = own;
  const { contactId } = contact;
  const last = contact.messages.at(-1)?.messageId;
  // The last message that the writer had seen; before sending below a newer one, we ask.
  const [seen, setSeen] = useState(last);
  const [asked, setAsked] = useState<{ way: Way; why: 'newer' | 'doubts' } | null>(null);
  const [doubts, setDoubts] = useState<readonly Doubt[]>([]);
  const [stopped, setStopped] = useState(false);
  const unfilled = kind === 'reply' && stopped ? findUnfilled(draft.text) : [];

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['contact', contactId] });
    void queries.invalidateQueries({ queryKey: ['contacts'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
  };
  const takeBack = async (messageId: string) => {
    try {
      await call('cancelMessage', { params: { contactId, messageId } });
      toast({ text: t('composer.taken-back') });
      // The draft stands there, wherever one has gone meanwhile.
      void navigate({ to: '/inbox/$contactId', params: { contactId }, search: true });
    } catch (error) {
      toast({ text: words(error), tone: 'danger' });
    }
    refresh();
  };

  const send = useMutation({
    scope: inTurn(contactId),
    mutationFn: async ({ way, confirmed }: { way: Way; confirmed: readonly Doubt[] }) => {
      const { id, other } = await own.settle();
      // Another window had another text: the composer shows it, and one chooses.
      if (other !== null && draft.other === null) return undefined;
      const { text, to, cc, subject, quote, language, mentions } = draft;
      if (kind === 'note')
        return call('writeNote', {
          params: { contactId },
          body: { noteId: id, text, mentions: [...mentions] },
        });
      const version = afterOwnSteps(contactId, contact.version);
      const sent = await call('reply', {
        params: { contactId },
        body: {
          messageId: id,
          version,
          text,
          ...(to === null ? {} : { to: [...to] }),
          cc: [...cc],
          ...(subject === null ? {} : { subject }),
          quote,
          ...(language === null ? {} : { language }),
          thenClose: way.thenClose,
          ...(way.sendAt ? { sendAt: way.sendAt.toISOString() } : { delaySeconds: undoSeconds }),
          confirmed: [...confirmed],
        },
      });
      noteOwnStep(contactId, version, sent.version);
      return sent;
    },
    onSuccess: (answer, { way }) => {
      if (answer === undefined) return undefined;
      const { id } = draft;
      own.clear();
      if (kind === 'reply' && way.thenClose) goOn(contactId);
      else onSent();
      setDoubts([]);
      setAsked(null);
      if (kind === 'note') return toast({ text: t('composer.noted') });
      const undo = { label: t('common.undo'), run: () => void takeBack(id) };
      if (way.sendAt) {
        const at = formatShort(intl, way.sendAt);
        return toast({ text: t('composer.later-done', { at }), act: undo });
      }
      const text = t(way.thenClose ? 'composer.sent-closed' : 'composer.sent');
      return toast(undoSeconds > 0 ? { text, act: undo, until: Date.now() + undoSeconds * 1000 } : { text });
    },
    onError: (error, { way }) => {
      if (hasCode(error, 'changed-meanwhile')) setAsked({ way, why: 'newer' });
      if (hasCode(error, 'variable-not-filled')) setStopped(true);
      if (!hasCode(error, 'recipient-doubtful')) return;
      const found = String(error.details['doubts'] ?? '').split(',');
      setDoubts(found.flatMap((code) => doubtSchema.safeParse(code).data ?? []));
      setAsked({ way, why: 'doubts' });
    },
    onSettled: refresh,
  });

  const submit = (way: Way) => {
    if (!draft.text.trim() || send.isPending) return;
    setDoubts([]);
    const hasUnfilled = kind === 'reply' && findUnfilled(draft.text).length > 0;
    setStopped(hasUnfilled);
    if (hasUnfilled) send.reset();
    else if (kind === 'reply' && last !== seen) setAsked({ way, why: 'newer' });
    else send.mutate({ way, confirmed: [] });
  };
  const stopAsking = () => {
    setAsked(null);
    setDoubts([]);
    setSeen(last);
    send.reset();
  };
  return {
    seen,
    doubts,
    unfilled,
    newer: asked?.why === 'newer',
    pending: send.isPending,
    error: asked || unfilled.length > 0 ? null : send.error,
    submit,
    stopAsking,
    retry: () => submit(send.variables?.way ?? { thenClose: false }),
    noteSeen: (text: string) => {
      if (!text) setSeen(last);
    },
    sendAnyway: () => {
      if (!asked) return;
      const { way } = asked;
      stopAsking();
      send.mutate({ way, confirmed: doubts });
    },
  };
}
