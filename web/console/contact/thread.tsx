import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { Initials } from '../../ui/initials.tsx';
import { useWords } from '../../words/use-words.ts';
import { useActs } from '../acts/acts.tsx';
import { colleaguesQuery, type Contact } from '../api/queries.ts';
import { CallEntry } from '../calls/call-entry.tsx';
import { contactCallsQuery } from '../calls/call-queries.ts';
import { ContactEvent } from '../merging/contact-events.tsx';
import { ThreadRecording, useContactRecordings } from '../recordings/thread-recording.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { findNewSubjects } from './find-new-subjects.ts';
import { Message } from './message.tsx';
import { useEarlier } from './use-earlier.ts';

/** Everything of the contact in one line of time: what came, what was answered, what was noted. The newest first seen. */
export function Thread({
  contact,
  reason,
}: {
  readonly contact: Contact;
  readonly reason: string | undefined;
}) {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  const nameOf = (staffId: string | null) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? t('contact.colleague');
  const end = useRef<HTMLLIElement>(null);
  const region = useRef<HTMLDivElement>(null);
  const { messages, notes, hasEarlier, isFetching, error, showEarlier } = useEarlier(contact, reason);
  const { data: called, error: callsError } = useQuery({
    ...contactCallsQuery(contact.contactId, reason),
    enabled: contact.calls > 0,
  });
  const recordings = useContactRecordings(contact.contactId, reason);
  const changed = findNewSubjects(messages, hasEarlier ? (messages[0]?.subject ?? '') : contact.subject);
  const oldest = messages[0];
  // Those of a time that is not shown come with it.
  const isShown = (at: string) => !hasEarlier || oldest === undefined || at >= oldest.at;
  const calls = (called?.calls ?? []).filter((call) => isShown(call.beganAt));
  const underCalls = new Set(calls.map(({ callId }) => callId));
  const entries = [
    ...messages.map((message) => ({
      kind: 'message' as const,
      at: message.at,
      id: message.messageId,
      message,
    })),
    ...notes.map((note) => ({ kind: 'note' as const, at: note.at, id: note.noteId, note })),
    ...calls.map((call) => ({ kind: 'call' as const, at: call.beganAt, id: call.callId, call })),
    // Of a call that the reader is not shown.
    ...recordings
      .filter(({ callId, beganAt }) => !underCalls.has(callId) && isShown(beganAt))
      .map((recording) => ({
        kind: 'recording' as const,
        at: recording.beganAt,
        id: recording.recordingId,
        recording,
      })),
    ...contact.events
      .filter((event) => isShown(event.at))
      .map((event) => ({
        kind: 'event' as const,
        at: event.at,
        id: `${event.kind} ${event.at} ${event.otherId ?? ''}`,
        event,
      })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  // A new entry is what moves the view, so it is what the effect waits for.
  const newest = entries.at(-1)?.id;
  useLayoutEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [newest]);

  // What one was reading stays where it is when something comes in above it.
  const reading = useRef<{ readonly entry: Element; readonly top: number }>(undefined);
  const first = entries[0]?.id;
  useLayoutEffect(() => {
    const thread = region.current;
    if (!thread || !reading.current) return;
    const { entry, top } = reading.current;
    thread.scrollTop += entry.getBoundingClientRect().top - top;
    reading.current = undefined;
    // The button may be gone, and with it the place of the keyboard.
    if (!hasEarlier) thread.focus({ preventScroll: true });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [first, hasEarlier]);
  const goBack = () => {
    const edge = region.current?.getBoundingClientRect().top ?? 0;
    const entry = [...(region.current?.querySelectorAll('li') ?? [])].find(
      (each) => each.getBoundingClientRect().bottom > edge,
    );
    reading.current = entry && { entry, top: entry.getBoundingClientRect().top };
    showEarlier();
  };
  useActs(
    hasEarlier
      ? [{ id: 'earlier', group: 'contact', label: t('thread.earlier'), keys: 'l', run: goBack }]
      : [],
  );
  return (
    // Focusable, so that the keyboard scrolls it when nothing in it can be.
    // oxlint-disable-next-line jsx_a11y/no-noninteractive-tabindex
    <div className="thread" ref={region} tabIndex={0} role="region" aria-label={t('contact.thread')}>
      {hasEarlier && (
        <div className="thread-earlier">
          <button type="button" className="text-button" disabled={isFetching} onClick={goBack}>
            {t('thread.earlier')}
          </button>
          {error && <ProblemNote error={error} onRetry={goBack} />}
        </div>
      )}
      {callsError && <ProblemNote error={callsError} />}
      <ol aria-label={t('contact.thread')}>
        {entries.map((entry, index) => (
          <li key={entry.id} ref={index === entries.length - 1 ? end : null}>
            {entry.kind === 'message' ? (
              <Message
                contact={contact}
                message={entry.message}
                author={entry.message.direction === 'out' ? nameOf(entry.message.authorId) : undefined}
                reason={reason}
                newSubject={changed.get(entry.id)}
              />
            ) : entry.kind === 'call' ? (
              <CallEntry contact={contact} call={entry.call}>
                {recordings
                  // Why there is none stands with the call.
                  .filter(({ callId, state }) => callId === entry.call.callId && state !== 'withheld')
                  .map((recording) => (
                    <ThreadRecording key={recording.recordingId} recording={recording} />
                  ))}
              </CallEntry>
            ) : entry.kind === 'event' ? (
              <ContactEvent event={entry.event} />
            ) : entry.kind === 'recording' ? (
              <ThreadRecording recording={entry.recording} />
            ) : (
              <article className="note">
                <header className="message-head">
                  <Initials name={nameOf(entry.note.authorId)} />
                  <strong>{nameOf(entry.note.authorId)}</strong>
                  <span className="note-mark">{t('contact.note')}</span>
                  <Moment at={entry.note.at} className="message-time" />
                </header>
                <p className="message-text">{entry.note.text}</p>
              </article>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
