import { IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';
import { useMay, useMe } from '../api/use-me.ts';
import type { ContactCall } from './call-queries.ts';
import { DialLink } from './dial-link.tsx';
import { formatLength, useCallWords } from './use-call-words.ts';
import { WrapUpForm } from './wrap-up-form.tsx';
import './call-entry.css';

/** A call in the thread, between the messages: how it went, with whom, whether it is recorded, and what came of it. */
export function CallEntry({
  contact,
  call,
  children,
}: {
  readonly contact: Contact;
  readonly call: ContactCall;
  /** Its recordings. */
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const may = useMay();
  const { staffId } = useMe();
  const words = useCallWords();
  const isOver = call.outcome !== null;
  const wasMine = call.legs.some((leg) => leg.staffId === staffId);
  // Whoever was on it is asked at once; to others it is offered.
  const [wished, setWished] = useState<boolean>();
  const isOpen = wished ?? (wasMine && call.outcome === 'answered' && call.wrapUp === null);
  const isLost = call.outcome === 'missed' || call.outcome === 'refused';
  const Icon = isLost ? IconPhoneX : call.direction === 'incoming' ? IconPhoneIncoming : IconPhoneOutgoing;
  const colleagues = words.colleagues(call);
  const recording = words.recording(call, isOver);
  return (
    <article className="call-entry" data-lost={isLost}>
      <header className="message-head">
        <Icon size={18} aria-hidden="true" />
        <strong>{t(`calls.${call.direction}`)}</strong>
        <span className="note-mark">
          {words.outcome(call)}
          {call.answeredAt && call.endedAt && <> · {formatLength(call.answeredAt, call.endedAt)}</>}
        </span>
        <Moment at={call.beganAt} className="message-time" />
      </header>
      <div className="call-entry-facts small">
        {call.customers.length === 0 ? (
          <span>{words.numberOf(call)}</span>
        ) : (
          call.customers.map((number) => (
            <DialLink key={number} number={number} contactId={contact.contactId} />
          ))
        )}
        {colleagues && <span>{t('calls.with', { names: colleagues })}</span>}
        {recording && <span>{recording}</span>}
        {call.wrapUp && (
          <span>
            {t('calls.wrapped', {
              code: t(`calls.wrap-${call.wrapUp.code}`),
              name: words.nameOf(call.wrapUp.by),
            })}
          </span>
        )}
        {isOver && may('note-contact') && (
          <button
            type="button"
            className="text-button"
            aria-expanded={isOpen}
            onClick={() => setWished(!isOpen)}
          >
            {t('calls.wrap-open')}
          </button>
        )}
      </div>
      {children}
      {isOver && isOpen && may('note-contact') && <WrapUpForm call={call} onDone={() => setWished(false)} />}
    </article>
  );
}
