import { Button } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { isBusy } from '../acts/read-keys.ts';
import { call as ask } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import { useMay, useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import type { LoggedCall } from './call-queries.ts';
import { formatLength, useCallWords } from './use-call-words.ts';

/** One call of the log: its direction, whom it is with, how it ended, whether it is recorded; and that one has called back. */
export function CallRow({ call, at }: { readonly call: LoggedCall; readonly at: boolean }) {
  const { t, own } = useWords();
  const words = useCallWords();
  const { queues } = useMe();
  const isLost = call.outcome === 'missed' || call.outcome === 'refused';
  const Icon = isLost ? IconPhoneX : call.direction === 'incoming' ? IconPhoneIncoming : IconPhoneOutgoing;
  const who = words.who(call);
  const number = call.customers[0];
  const colleagues = words.colleagues(call);
  const recording = words.recording(call, call.outcome !== null);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // A row may come back into the list while one writes: then the focus stays where it is.
    if (at && !isBusy(document.activeElement)) link.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <div className="call-row" data-lost={isLost} data-at={at}>
      <Link
        ref={link}
        className="call-row-link"
        to="/inbox/$contactId"
        params={{ contactId: call.contactId }}
      >
        <Icon size={18} aria-hidden="true" />
        <span className="call-row-who">
          <strong>{who}</strong>
          {number !== undefined && number !== who && <span className="quiet"> {number}</span>}
        </span>
        <span className="call-row-how small">
          {t(`calls.${call.direction}`)} · {words.outcome(call)}
          {call.answeredAt && call.endedAt && <> · {formatLength(call.answeredAt, call.endedAt)}</>}
          {colleagues && <> · {colleagues}</>} ·{' '}
          {own(queues.find((each) => each.queue === call.queue)?.name, call.queue)}
          {recording && <> · {recording}</>}
          {call.wrapUp && <> · {t(`calls.wrap-${call.wrapUp.code}`)}</>}
        </span>
        <Moment at={call.beganAt} className="call-row-time small" />
      </Link>
      {call.toReturn && <CalledBack call={call} who={who} />}
    </div>
  );
}

/** Said by whoever has called back by another way than an exchange that tells of it. */
function CalledBack({ call, who }: { readonly call: LoggedCall; readonly who: string }) {
  const { t } = useWords();
  const may = useMay();
  const toast = useToast();
  const problem = useProblemWords();
  const queries = useQueryClient();
  const { contactId, callId } = call;
  const done = useMutation({
    mutationFn: () => ask('wrapUpCall', { params: { contactId, callId }, body: { code: 'resolved' } }),
    onSuccess: () => {
      toast({ text: t('calls.called-back-done') });
      refreshAfterChange(queries, [['calls'], ['contacts'], ['counts']]);
    },
    onError: (error) => toast({ text: problem(error), tone: 'danger' }),
  });
  if (!may('note-contact')) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={done.isPending}
      aria-label={t('calls.called-back-of', { who })}
      onClick={() => done.mutate()}
    >
      {t('calls.called-back')}
    </Button>
  );
}
