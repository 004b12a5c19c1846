import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Answer, call } from '../api/call.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { useWords } from '../../words/use-words.ts';
import { isOfHolds, type RecordingView } from './recording-views.ts';

export type Recording = Answer<'openRecording'>;
export type Listening = Answer<'listenToRecording'>;
export type Mark = Listening['marks'][number];

/** Each page is a line in the access log: kept while it is shown, and read again by one's own change only. */
export const recordingsQuery = (view: RecordingView) =>
  infiniteQueryOptions({
    queryKey: ['recordings', 'list', view],
    queryFn: ({ pageParam }) => {
      const page = pageParam ? { cursor: pageParam } : {};
      return isOfHolds(view)
        ? call('listHeldRecordings', { query: { of: view === 'mine' ? 'mine' : 'all', ...page } })
        : call('listRecordings', { query: { view: view as 'all' | 'ending' | 'extended', ...page } });
    },
    initialPageParam: '',
    getNextPageParam: (page: { next: string | null }) => page.next,
    gcTime: 0,
  });

export const recordingQuery = (recordingId: string) =>
  queryOptions({
    queryKey: ['recordings', 'one', recordingId],
    queryFn: () => call('openRecording', { params: { recordingId } }),
    gcTime: 0,
  });

export const contactRecordingsQuery = (contactId: string, reason: string | undefined) =>
  queryOptions({
    queryKey: ['recordings', 'contact', contactId, reason ?? null],
    queryFn: () => call('contactRecordings', { params: { contactId }, query: reason ? { reason } : {} }),
    gcTime: 0,
  });

/** Complaints of the contact, and projects of the queue, that go on. */
export const mattersQuery = (contactId: string | null) =>
  queryOptions({
    queryKey: ['recordings', 'matters', contactId],
    queryFn: async () => {
      const [complaints, projects] = await Promise.all([
        contactId === null
          ? []
          : call('listComplaints', { query: { contactId, limit: 100 } }).then((page) => page.complaints),
        call('listProjects', { query: { limit: 100 } }).then((page) => page.projects),
      ]);
      return { complaints, projects };
    },
    gcTime: 0,
  });

/** What is changed of recordings; all that shows of them is read again. */
export function useRecordingChange<Input = void>(
  change: (input: Input) => Promise<unknown>,
  onDone?: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['recordings'] }),
  });
}

/** The name of a colleague by id. */
export function useNameOf(): (staffId: string | null) => string {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  return (staffId) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? t('contact.colleague');
}
