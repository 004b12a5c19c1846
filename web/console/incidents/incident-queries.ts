import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Language } from '../../../contract/common.ts';
import { call } from '../api/call.ts';
import { colleaguesQuery, registerQuery } from '../api/queries.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../../words/use-words.ts';

export const incidentQuery = (incidentId: string) =>
  queryOptions({
    queryKey: ['incident', incidentId, 'one'],
    queryFn: () => call('openIncident', { params: { incidentId } }),
    gcTime: 0,
  });

export const incidentLettersQuery = (incidentId: string) =>
  queryOptions({
    queryKey: ['incident', incidentId, 'letters'],
    queryFn: () => call('incidentLetters', { params: { incidentId } }),
    gcTime: 0,
    refetchInterval: ({ state }) => ((state.data?.letters.left ?? 0) > 0 ? 5_000 : false),
  });

export const authorityPaperQuery = (incidentId: string, language: Language) =>
  queryOptions({
    queryKey: ['incident', incidentId, 'paper', language],
    queryFn: () => call('authorityPaper', { params: { incidentId }, query: { language } }),
    gcTime: 0,
  });

export const concernedQuery = (
  incidentId: string,
  asked: { readonly state: 'in' | 'left-out'; readonly untold: boolean },
) =>
  infiniteQueryOptions({
    queryKey: ['incident', incidentId, 'people', asked],
    queryFn: ({ pageParam }) =>
      call('listConcerned', {
        params: { incidentId },
        query: {
          state: asked.state,
          untold: asked.untold ? 'true' : 'false',
          limit: 50,
          ...(pageParam === null ? {} : { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
  });

/** A change of an incident; what shows of it is read again afterwards. */
export function useIncidentChange<Input = void, Answer = unknown>(
  incidentId: string,
  change: (input: Input) => Promise<Answer>,
  onDone?: () => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['incident', incidentId] });
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}

/** The name of a colleague by id. */
export function useNameOf(): (staffId: string) => string {
  const { t } = useWords();
  const { data } = useQuery(colleaguesQuery);
  return (staffId) =>
    data?.colleagues.find((each) => each.staffId === staffId)?.displayName ?? t('contact.colleague');
}

/** The register's categories in words; who may not read the register sees their keys. */
export function useCategories(): {
  readonly all: readonly string[];
  readonly nameOf: (key: string) => string;
} {
  const { own } = useWords();
  const may = useMay();
  const { data } = useQuery({ ...registerQuery, enabled: may('read-register') });
  const categories = data?.categories ?? [];
  return {
    all: categories.map(({ category }) => category),
    nameOf: (key) => own(categories.find(({ category }) => category === key)?.name, key),
  };
}
