import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/use-words.ts';
import { call, type CallInput } from '../api/call.ts';
import { refreshAfterChange } from '../api/live.ts';
import type { Contact } from '../api/queries.ts';
import { useGoOn } from '../inbox/go-on.ts';
import { useProblemWords } from '../parts/problem-note.tsx';
import { afterOwnSteps, inTurn, noteOwnStep } from './own-steps.ts';

export type Arrangement = Omit<CallInput<'organise'>['body'], 'version'>;

/** A change as it is shown before the server has said yes. */
type Shown = Partial<
  Pick<
    Contact,
    | 'status'
    | 'assigneeId'
    | 'version'
    | 'closedAt'
    | 'priority'
    | 'tags'
    | 'queue'
    | 'snoozedUntil'
    | 'waitingSince'
  >
>;

interface Wish {
  /** What the contact looks like once it is done. */
  readonly shown: Shown;
  readonly run: (version: number) => Promise<{ readonly version: number }>;
  /** What to say when it is done, and how to take it back. */
  readonly said?: string;
  readonly undo?: Wish;
  /** For the version it was made for and no later one: taking back must not take back what came after. */
  readonly isExact?: true;
  /** Whether the contact is dealt with, so that one goes on; its undo comes back. */
  readonly after?: 'go-on' | 'come-back';
}

/** Every change of a contact from its head: shown at once, taken back on a refusal, undone by a word where that helps. */
export function useContactChanges(contact: Contact) {
  const { t } = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useProblemWords();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const key = { queryKey: ['contact', contact.contactId] };
  const params = { contactId: contact.contactId };

  const show = (change: Shown) =>
    queries.setQueriesData<Contact>(key, (before) => (before ? { ...before, ...change } : before));
  const change = useMutation({
    scope: inTurn(contact.contactId),
    mutationFn: async ({ wish, version }: { wish: Wish; version: number }) => {
      const from = wish.isExact ? version : afterOwnSteps(contact.contactId, version);
      const done = await wish.run(from);
      noteOwnStep(contact.contactId, from, done.version);
      return done;
    },
    onMutate: ({ wish }) => {
      show(wish.shown);
      return contact;
    },
    onSuccess: ({ version }, { wish }) => {
      show({ version });
      if (wish.after === 'go-on') goOn(contact.contactId);
      if (wish.after === 'come-back') void navigate({ to: '/inbox/$contactId', params, search: true });
      const { undo } = wish;
      if (wish.said)
        toast({
          text: wish.said,
          ...(undo && {
            act: { label: t('common.undo'), run: () => change.mutate({ wish: undo, version }) },
          }),
        });
    },
    onError: (error, _wish, before) => {
      if (before) show(before);
      toast({ text: words(error), tone: 'danger' });
      // What it was refused for has not been shown yet.
      void queries.invalidateQueries(key);
    },
    onSettled: () => {
      refreshAfterChange(queries, [key.queryKey, ['contacts'], ['counts']]);
    },
  });
  const wish = (wanted: Wish) => change.mutate({ wish: wanted, version: contact.version });

  const reopening: Wish = {
    shown: { status: 'open', closedAt: null, snoozedUntil: null },
    run: (version) => call('reopen', { params, body: { version } }),
  };
  /** The server knows how it stood. */
  const undoing: Wish = {
    shown: {
      status: contact.status,
      closedAt: contact.closedAt,
      snoozedUntil: contact.snoozedUntil,
      waitingSince: contact.waitingSince,
    },
    run: (version) => call('undo', { params, body: { version } }),
    after: 'come-back',
    isExact: true,
  };
  const awaiting = (waiting: boolean): Wish => ({
    shown: waiting ? { status: 'waiting', snoozedUntil: null, waitingSince: null } : { status: 'open' },
    run: (version) => call('awaitCustomer', { params, body: { version, waiting } }),
  });
  return {
    awaitCustomer: () =>
      wish({
        ...awaiting(true),
        said: t('contact.awaited'),
        undo: undoing,
        after: 'go-on',
      }),
    awaitNoMore: () => wish(awaiting(false)),
    assign: (assigneeId: string | null) =>
      wish({
        shown: { assigneeId },
        run: (version) => call('assign', { params, body: { version, assigneeId } }),
      }),
    close: () =>
      wish({
        shown: { status: 'closed' },
        run: (version) => call('close', { params, body: { version } }),
        said: t('contact.closed'),
        undo: undoing,
        after: 'go-on',
      }),
    reopen: () => wish(reopening),
    snooze: (until: string) =>
      wish({
        shown: { status: 'snoozed', snoozedUntil: until },
        run: (version) => call('snooze', { params, body: { version, until } }),
        said: t('contact.snoozed'),
        undo: undoing,
        after: 'go-on',
      }),
    organise: (arrangement: Arrangement, said?: string) =>
      wish({
        shown: {
          ...(arrangement.priority && { priority: arrangement.priority }),
          ...(arrangement.queue && { queue: arrangement.queue }),
          ...((arrangement.addTags || arrangement.removeTags) && {
            tags: [...contact.tags, ...(arrangement.addTags ?? [])].filter(
              (tag) => !arrangement.removeTags?.includes(tag),
            ),
          }),
        },
        run: (version) => call('organise', { params, body: { version, ...arrangement } }),
        ...(said && { said }),
      }),
  };
}
