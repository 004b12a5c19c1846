import type { ContactMessage } from '../../../contract/console/contacts.ts';

/** What a subject is about, without what mail programs put before it when they answer or pass on. */
const aboutOf = (subject: string): string =>
  subject
    .replace(/^(?:\s*(?:re|sv|vs|aw|fwd?|vb|vl)\s*(?:\[\d+\])?:)+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * Messages that are about something else than the one before them, with what they say they are about.
 * @param before what was spoken of until then: the contact's subject
 */
export function findNewSubjects(
  messages: readonly Pick<ContactMessage, 'messageId' | 'subject'>[],
  before: string,
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  let about = aboutOf(before);
  for (const { messageId, subject } of messages) {
    const next = aboutOf(subject);
    if (next !== about && subject.trim() !== '') changed.set(messageId, subject);
    about = next;
  }
  return changed;
}
