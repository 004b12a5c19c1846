import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { showVersions } from '../api/list-pages.ts';
import { refreshAfterChange } from '../api/live.ts';
import { useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { type Change, planUndo, type UndoStep } from './undo-change.ts';
import type { Selection } from './use-selection.ts';

/** Contacts that an act on many, or taking it back, left as they were, each with why. */
export interface Refused {
  readonly what: 'change' | 'undo';
  readonly of: number;
  readonly each: readonly { readonly card: ContactCard; readonly code: string }[];
}

interface Done {
  readonly of: number;
  readonly versions: readonly { readonly contactId: string; readonly version: number }[];
  readonly refused: Refused['each'];
}

/** The same act on every chosen contact; each is checked and logged by itself, so that some can be refused. */
export function useBulkChange(selection: Selection) {
  const { t } = useWords();
  const me = useMe();
  const toast = useToast();
  const words = useProblemWords();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<Refused | null>(null);
  const onError = (error: unknown) => toast({ text: words(error), tone: 'danger' });
  const refresh = () => refreshAfterChange(queries, [['contacts'], ['counts']]);

  const undo = useMutation({
    mutationFn: ({ steps, cards }: { steps: readonly UndoStep[]; cards: readonly ContactCard[] }) =>
      takeBack(steps, cards),
    onSuccess: (done) => {
      showVersions(queries, done.versions);
      setRefused(done.refused.length > 0 ? { what: 'undo', of: done.of, each: done.refused } : null);
      const count = done.of - done.refused.length;
      if (count > 0) toast({ text: t('bulk.undone', { count }) });
    },
    onError,
    onSettled: refresh,
  });

  const change = useMutation({
    mutationFn: ({ wanted, cards }: { wanted: Change; cards: readonly ContactCard[] }) =>
      call('changeMany', {
        body: {
          contacts: cards.map(({ contactId, version }) => ({ contactId, version })),
          change: wanted,
        },
      }),
    onSuccess: ({ results }, { wanted, cards }) => {
      showVersions(queries, results);
      const cardOf = new Map(cards.map((card) => [card.contactId, card]));
      const each = results.flatMap(({ contactId, code }) =>
        code === null ? [] : [{ card: cardOf.get(contactId)!, code }],
      );
      const changed = results.flatMap(({ contactId, version }) =>
        version === null ? [] : [{ before: cardOf.get(contactId)!, version }],
      );
      // Those that were refused stay chosen, for another try.
      selection.choose(each.map(({ card }) => card.contactId));
      setRefused(each.length > 0 ? { what: 'change', of: results.length, each } : null);
      const steps = planUndo(changed, wanted, new Set(me.queues.map(({ queue }) => queue)));
      if (changed.length > 0)
        toast({
          text: t('bulk.done', { count: changed.length }),
          ...(steps.length > 0 && {
            act: { label: t('common.undo'), run: () => undo.mutate({ steps, cards }) },
          }),
        });
    },
    onError,
    onSettled: (_answer, _error, { wanted }) => {
      // Marks of one's own are told to nobody.
      if (wanted.kind === 'unread') void queries.invalidateQueries({ queryKey: ['contacts'] });
      refresh();
    },
  });

  return {
    change: (wanted: Change) => change.mutate({ wanted, cards: selection.chosen }),
    busy: change.isPending || undo.isPending,
    refused,
    forgetRefused: () => setRefused(null),
  };
}

async function takeBack(steps: readonly UndoStep[], cards: readonly ContactCard[]): Promise<Done> {
  const cardOf = new Map(cards.map((card) => [card.contactId, card]));
  const refused: Done['refused'][number][] = [];
  const versions = new Map<string, number>();
  let of = 0;
  for (const { changes, contacts } of steps) {
    let left = contacts;
    of += left.length;
    for (const change of changes) {
      if (left.length === 0) break;
      const { results } = await call('changeMany', { body: { contacts: [...left], change } });
      left = results.flatMap(({ contactId, version }) => (version === null ? [] : [{ contactId, version }]));
      for (const { contactId, version } of left) versions.set(contactId, version);
      for (const { contactId, code } of results)
        if (code !== null) refused.push({ card: cardOf.get(contactId)!, code });
    }
  }
  return { of, refused, versions: [...versions].map(([contactId, version]) => ({ contactId, version })) };
}
