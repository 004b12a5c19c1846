import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Own, OwnSettings } from '../../../contract/console/team.ts';
import type { Language } from '../../../contract/common.ts';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ownQuery } from '../api/queries.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

/** Something saved for the team: what it concerns is read again, and the refusal stays beside the form. */
export function useSave<Input>(
  save: (input: Input) => Promise<unknown>,
  stale: QueryKey,
  onDone?: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => onDone?.(),
    onSettled: () => queries.invalidateQueries({ queryKey: stale }),
  });
}

/** An act with a way back: done at once, told below, undone from there. */
export function useUndoable<Input>(options: {
  readonly act: (input: Input) => Promise<unknown>;
  readonly undo: (input: Input) => Promise<unknown>;
  readonly stale: readonly QueryKey[];
  readonly told: (input: Input) => string;
}) {
  const { t } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useProblemWords();
  const refresh = () => {
    for (const queryKey of options.stale) void queries.invalidateQueries({ queryKey });
  };
  const tell = (error: unknown) => toast({ text: words(error), tone: 'danger' });
  return useMutation({
    mutationFn: options.act,
    onError: tell,
    onSuccess: (_done, input) =>
      toast({
        text: options.told(input),
        act: {
          label: t('common.undo'),
          run: () => void options.undo(input).catch(tell).finally(refresh),
        },
      }),
    onSettled: refresh,
  });
}

type Change = Partial<OwnSettings> & { readonly languages?: Language[] };

/** One's own settings, shown at once and saved behind. */
export function useOwnSettings() {
  const queries = useQueryClient();
  const toast = useToast();
  const words = useProblemWords();
  const { data, error, refetch } = useQuery(ownQuery);
  const save = useMutation({
    mutationFn: (change: Change) => call('changeOwn', { body: change }),
    onMutate: ({ languages, ...part }) => {
      queries.setQueryData<Own>(
        ownQuery.queryKey,
        (own) =>
          own && {
            ...own,
            languages: languages ?? own.languages,
            settings: { ...own.settings, ...part },
          },
      );
    },
    onError: (failed) => toast({ text: words(failed), tone: 'danger' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ownQuery.queryKey }),
  });
  const duty = useMutation({
    mutationFn: (onDuty: boolean) => call('setDuty', { body: { onDuty } }),
    onMutate: (onDuty) => {
      queries.setQueryData<Own>(ownQuery.queryKey, (own) => own && { ...own, onDuty });
    },
    onError: (failed) => toast({ text: words(failed), tone: 'danger' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ownQuery.queryKey }),
  });
  return { own: data, error, refetch, change: save.mutate, setDuty: duty.mutate };
}
