import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import type { Contact } from '../api/queries.ts';
import { useProblemWords } from '../parts/problem-note.tsx';

type Change = Partial<Pick<Contact, 'status' | 'assigneeId' | 'version' | 'closedAt'>>;

/** Assign, close, reopen: shown at once, undone on a refusal, and with an undo of its own for closing. */
export function useContactChanges(contact: Contact) {
  const { t } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useProblemWords();
  const key = { queryKey: ['contact', contact.contactId] };
  const params = { contactId: contact.contactId };

  const show = (change: Change) =>
    queries.setQueriesData<Contact>(key, (before) => (before ? { ...before, ...change } : before));
  const settle = () => {
    void queries.invalidateQueries({ queryKey: ['contacts'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
  };
  const onError = (error: unknown, before: Contact) => {
    show({ status: before.status, assigneeId: before.assigneeId });
    toast({ text: words(error), tone: 'danger' });
    void queries.invalidateQueries(key);
  };

  const assign = useMutation({
    mutationFn: (assigneeId: string | null) =>
      call('assign', { params, body: { version: contact.version, assigneeId } }),
    onMutate: (assigneeId) => show({ assigneeId }),
    onSuccess: ({ version }, assigneeId) => {
      show({ version, assigneeId });
      settle();
    },
    onError: (error) => onError(error, contact),
  });
  const reopen = useMutation({
    mutationFn: (version: number) => call('reopen', { params, body: { version } }),
    onMutate: () => show({ status: 'open', closedAt: null }),
    onSuccess: ({ version }) => {
      show({ version });
      settle();
      // What it is kept until has changed with it.
      void queries.invalidateQueries(key);
    },
    onError: (error) => onError(error, contact),
  });
  const close = useMutation({
    mutationFn: () => call('close', { params, body: { version: contact.version } }),
    onMutate: () => show({ status: 'closed' }),
    onSuccess: ({ version }) => {
      show({ version });
      settle();
      void queries.invalidateQueries(key);
      toast({
        text: t('contact.closed'),
        act: { label: t('common.undo'), run: () => reopen.mutate(version) },
      });
    },
    onError: (error) => onError(error, contact),
  });
  return {
    assign: (staffId: string | null) => assign.mutate(staffId),
    close: () => close.mutate(),
    reopen: () => reopen.mutate(contact.version),
  };
}
