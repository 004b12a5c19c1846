import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';

type Part = Pick<Answer<'openEarlier'>, 'messages' | 'notes'>;

/** What a thread has shown of a contact, and how far back. */
interface Shown {
  readonly contact: Contact;
  /** Before the contact's own newest; undefined until somebody asked for it. */
  readonly before: Part | undefined;
  readonly earlier: string | null;
}

/**
 * What stands further back in a thread, once it is asked for: kept while the contact is shown and nowhere else. When
 * something new comes in, what it pushes out of the newest stays, so that nothing between them is lost.
 */
export function useEarlier(contact: Contact, reason: string | undefined) {
  const [shown, setShown] = useState<Shown>({ contact, before: undefined, earlier: contact.earlier });
  let now = shown;
  if (shown.contact !== contact) {
    now =
      shown.before === undefined
        ? { contact, before: undefined, earlier: contact.earlier }
        : { ...shown, contact, before: join(shown.before, pushedOut(shown.contact, contact)) };
    setShown(now);
  }
  const fetching = useMutation({
    mutationFn: (cursor: string) =>
      call('openEarlier', {
        params: { contactId: contact.contactId },
        query: { cursor, ...(reason === undefined ? {} : { reason }) },
      }),
    onSuccess: ({ earlier, ...part }) =>
      setShown((before) => ({ ...before, before: join(part, before.before), earlier })),
  });
  const { earlier } = now;
  return {
    messages: [...(now.before?.messages ?? []), ...contact.messages],
    notes: [...(now.before?.notes ?? []), ...contact.notes],
    /** Whether there is more than is shown. */
    hasEarlier: earlier !== null,
    isFetching: fetching.isPending,
    error: fetching.error,
    showEarlier: () => {
      if (earlier !== null && !fetching.isPending) fetching.mutate(earlier);
    },
  };
}

const join = (first: Part, second: Part | undefined): Part => ({
  messages: [...first.messages, ...(second?.messages ?? [])],
  notes: [...first.notes, ...(second?.notes ?? [])],
});

/** What had been among the newest and stands before them now. What is gone otherwise was taken back. */
export function pushedOut(before: Part, after: Part): Part {
  const oldest = after.messages[0]?.at;
  if (oldest === undefined) return { messages: [], notes: [] };
  const kept = new Set([
    ...after.messages.map(({ messageId }) => messageId),
    ...after.notes.map(({ noteId }) => noteId),
  ]);
  return {
    messages: before.messages.filter(({ messageId, at }) => at <= oldest && !kept.has(messageId)),
    notes: before.notes.filter(({ noteId, at }) => at <= oldest && !kept.has(noteId)),
  };
}
