import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useToast } from '../../ui/toast.tsx';
import { call, type CallInput } from '../api/call.ts';
import { meQuery } from '../api/queries.ts';
import { useMe } from '../api/use-me.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

type Profile = CallInput<'changeProfile'>['body'];
export const themes = ['system', 'light', 'dark'] as const;

/** One's own language and theme, shown at once and saved behind; and leaving. */
export function useOwn() {
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const words = useProblemWords();
  const save = useMutation({
    mutationFn: (profile: Profile) => call('changeProfile', { body: profile }),
    onMutate: (profile) => queries.setQueryData(meQuery.queryKey, { ...me, ...profile }),
    onError: (error) => {
      toast({ text: words(error), tone: 'danger' });
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const leave = useMutation({
    mutationFn: () => call('signOut'),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
    onError: (error) => toast({ text: words(error), tone: 'danger' }),
  });
  return {
    change: (part: Partial<Profile>) => save.mutate({ language: me.language, theme: me.theme, ...part }),
    signOut: () => leave.mutate(),
  };
}
