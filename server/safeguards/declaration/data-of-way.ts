import type { Way } from './declaration.ts';

/** What a mail of a contact can carry: the e-mail channel's own categories. */
const inMail: readonly string[] = ['emailAddress', 'name', 'messages', 'files'];

/** What a declaration says, as far as it matters here; it may not have been checked yet. */
export interface Collecting {
  /** Category to its kind. */
  readonly kinds: ReadonlyMap<string, unknown>;
  /** Categories that a channel collects. */
  collectedBy(channel: 'email' | 'phone'): readonly string[];
}

/**
 * The categories that go a way, or stand at its end: who keeps a machine there must be declared for them. What a web
 * hook carries is asked of each event; keys, tokens and the like hold nothing of a customer.
 */
export function dataOfWay(way: Way, { kinds, collectedBy }: Collecting): string[] {
  const recordings = [...kinds].flatMap(([category, kind]) => (kind === 'recording' ? [category] : []));
  const mail = inMail.filter((category) => kinds.has(category) && collectedBy('email').includes(category));
  switch (way) {
    case 'mail-out':
    case 'mail-in':
      return mail;
    // Sealed, and the keys are elsewhere: it is personal data all the same.
    case 'storage':
      return [...new Set([...mail, ...recordings])];
    // Everything, sealed twice over; the blobs as well.
    case 'backup':
    case 'database':
      return [...kinds.keys()];
    case 'calls':
      return collectedBy('phone').filter((category) =>
        ['phone', 'recording'].includes(String(kinds.get(category))),
      );
    case 'recordings':
      return recordings;
    // What it is given is asked of each way of identifying.
    case 'identification':
    case 'web-hook':
    case 'sign-in':
    case 'keys':
    // A size and a hash.
    case 'witness':
      return [];
  }
}
