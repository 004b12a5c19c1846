import type { ContactCard } from '../../../contract/console/contacts.ts';

export interface FoundPerson {
  readonly personId: string;
  readonly name: string;
  readonly contacts: number;
  readonly latest: ContactCard;
}

/** The persons of the contacts found, in the order of their best match; each with the latest contact. */
export function groupByPerson(cards: readonly ContactCard[]): readonly FoundPerson[] {
  const people = new Map<string, FoundPerson>();
  for (const card of cards) {
    const before = people.get(card.personId);
    const latest = before && before.latest.lastAt > card.lastAt ? before.latest : card;
    people.set(card.personId, {
      personId: card.personId,
      name: latest.name,
      contacts: (before?.contacts ?? 0) + 1,
      latest,
    });
  }
  return [...people.values()];
}
