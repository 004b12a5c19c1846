import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { hasCode, Problem } from './problem.ts';

const keptMs = 5 * 60_000;

/** Answers live in memory only, five minutes after they were last shown, and go at signing out. */
export function createQueries({ onSignedOut }: { readonly onSignedOut: () => void }): QueryClient {
  const onError = (error: unknown) => {
    if (hasCode(error, 'sign-in-needed')) onSignedOut();
    if (hasCode(error, 'undertaking-not-accepted')) void queries.invalidateQueries({ queryKey: ['me'] });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: keptMs,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A refusal is an answer: asking again would only log it twice.
        retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.code === 'unreachable'),
      },
    },
  });
  return queries;
}
