import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Moment } from '../../ui/moment.tsx';
import { Initials } from '../../ui/initials.tsx';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery, type Contact } from '../api/queries.ts';
import { ContactEvent } from '../merging/contact-events.tsx';
import { Message } from './message.tsx';

/** Everything of the contact in one line of time: what came, what was answered, what was noted. */
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
  const entries = [
    ...contact.messages.map((message) => ({
      kind: 'message' as const,
      at: message.at,
      id: message.messageId,
      message,
    })),
    ...contact.notes.map((note) => ({ kind: 'note' as const, at: note.at, id: note.noteId, note })),
    ...contact.events.map((event) => ({
      kind: 'event' as const,
      at: event.at,
      id: `${event.kind} ${event.at} ${event.otherId ?? ''}`,
      event,
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  // A new entry is what moves the view, so it is what the effect waits for.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [entries.length]);
  return (
    // Focusable, so that the keyboard scrolls it when nothing in it can be.
    // oxlint-disable-next-line jsx_a11y/no-noninteractive-tabindex
    <div className="thread" tabIndex={0} role="region" aria-label={t('contact.thread')}>
      <ol aria-label={t('contact.thread')}>
        {entries.map((entry, index) => (
          <li key={entry.id} ref={index === entries.length - 1 ? end : null}>
            {entry.kind === 'message' ? (
              <Message
                contact={contact}
                message={entry.message}
                author={entry.message.direction === 'out' ? nameOf(entry.message.authorId) : undefined}
                reason={reason}
              />
            ) : entry.kind === 'event' ? (
              <ContactEvent event={entry.event} />
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
