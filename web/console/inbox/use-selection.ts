import { useCallback, useMemo, useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';

export interface Selection {
  readonly chosen: readonly ContactCard[];
  readonly has: (contactId: string) => boolean;
  readonly toggle: (contactId: string) => void;
  /** These and no others. */
  readonly choose: (contactIds: readonly string[]) => void;
}

/** Which of the shown contacts are chosen; one that leaves the list is no longer chosen. */
export function useSelection(cards: readonly ContactCard[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((contactId: string) => {
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(contactId)) after.add(contactId);
      return after;
    });
  }, []);
  const choose = useCallback((contactIds: readonly string[]) => setIds(new Set(contactIds)), []);
  return useMemo(
    () => ({
      chosen: cards.filter((card) => ids.has(card.contactId)),
      has: (id) => ids.has(id),
      toggle,
      choose,
    }),
    [cards, ids, toggle, choose],
  );
}
