import { ActionIcon } from '@mantine/core';
import {
  IconPhoneCalling,
  IconPhoneCheck,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { useMe } from '../api/use-me.ts';
import type { AroundCall } from './call-queries.ts';
import { useCallWords } from './use-call-words.ts';
import './call-pops.css';

interface CallPopsProps {
  readonly calls: readonly AroundCall[];
  /** Read out politely; the focus stays where it is. */
  readonly onSay: (text: string) => void;
}

type Standing = 'rings' | 'calling' | 'with-you' | 'with-nobody' | 'over';
const icons = {
  rings: IconPhoneIncoming,
  calling: IconPhoneOutgoing,
  'with-you': IconPhoneCalling,
  'with-nobody': IconPhoneIncoming,
  over: IconPhoneCheck,
} as const;

/** The calls that concern one now, in a corner of the frame: who, since when, recorded or not, and the way to the contact. */
export function CallPops({ calls, onSay }: CallPopsProps) {
  const { t, own } = useWords();
  const words = useCallWords();
  const me = useMe();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const region = useRef<HTMLElement>(null);
  const standingOf = (call: AroundCall): Standing => {
    if (call.outcome !== null) return 'over';
    const isMine = call.legs.some(({ staffId, endedAt }) => staffId === me.staffId && endedAt === null);
    if (call.answeredAt === null) return call.direction === 'incoming' ? 'rings' : 'calling';
    return isMine ? 'with-you' : 'with-nobody';
  };
  const queueOf = ({ queue }: AroundCall) => own(me.queues.find((each) => each.queue === queue)?.name, queue);
  // What was hidden shows again when it is something else: a call that has ended is to be wrapped up.
  const keyOf = (call: AroundCall) => `${call.callId} ${call.outcome === null ? 'on' : 'over'}`;
  const around = calls.filter((call) => !hidden.has(keyOf(call)));
  // Of those that are over one stands for all: cards are for what goes on, and the list lies under them.
  const over = around.filter(({ outcome }) => outcome !== null);
  const shown = around.filter((call) => call.outcome === null || call === over[0]);
  const more = over.length - 1;

  const said = useRef(new Set<string>());
  // As text, so that a call told again in the same words is not told again.
  const going = JSON.stringify(
    shown
      .filter((call) => call.outcome === null)
      .map((call) => [
        call.callId,
        t('call.announce', {
          state: t(`call.${standingOf(call)}`),
          who: words.who(call),
          queue: queueOf(call),
        }),
      ]),
  );
  useEffect(() => {
    const news = (JSON.parse(going) as [string, string][]).filter(([callId]) => !said.current.has(callId));
    if (news.length === 0) return;
    for (const [callId] of news) said.current.add(callId);
    onSay(news.map(([, text]) => text).join(' '));
  }, [going, onSay]);

  useActs(
    shown.length > 0
      ? [
          {
            id: 'to-call',
            group: 'go',
            label: t('call.go'),
            keys: 'q',
            run: () => region.current?.querySelector<HTMLElement>('a')?.focus(),
          },
        ]
      : [],
  );
  if (shown.length === 0) return null;
  return (
    <aside className="call-pops" aria-label={t('call.pops')} ref={region}>
      <ul>
        {shown.map((call) => {
          const standing = standingOf(call);
          const Icon = icons[standing];
          const who = words.who(call);
          const number = call.customers[0];
          const recording = words.recording(call, call.outcome !== null);
          return (
            <li className="call-pop" data-standing={standing} key={call.callId}>
              <p className="call-pop-head">
                <Icon size={16} aria-hidden="true" />
                <span>{t(`call.${standing}`)}</span>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('call.hide', { who })}
                  onClick={() => setHidden(new Set([...hidden, keyOf(call)]))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </p>
              <p className="call-pop-who">
                <strong>{who}</strong>
                {number !== undefined && number !== who && <span>{number}</span>}
                {call.customers.length > 1 && (
                  <span className="quiet">{t('call.others', { count: call.customers.length - 1 })}</span>
                )}
              </p>
              {call.alike > 0 && (
                <p className="small call-pop-alike">{t('call.alike', { count: call.alike })}</p>
              )}
              <p className="small quiet">
                {queueOf(call)} · <Since at={call.answeredAt ?? call.beganAt} />
                {recording && (
                  <>
                    {' '}
                    · <span data-recording={call.recording?.state}>{recording}</span>
                  </>
                )}
              </p>
              <p>
                <Link to="/inbox/$contactId" params={{ contactId: call.contactId }}>
                  {t(standing === 'over' ? 'call.wrap-up' : 'call.open')}
                </Link>
              </p>
            </li>
          );
        })}
        {more > 0 && (
          <li className="call-pop-more small" key="more">
            <Link to="/calls" search={{ show: 'mine' }}>
              {t('call.more-over', { count: more })}
            </Link>
          </li>
        )}
      </ul>
    </aside>
  );
}

function Since({ at }: { readonly at: string }) {
  const { t, intl } = useWords();
  return (
    <time dateTime={at}>
      {t('call.since', { at: intl.formatTime(at, { hour: '2-digit', minute: '2-digit' }) })}
    </time>
  );
}
