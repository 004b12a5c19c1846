import { useQuery } from '@tanstack/react-query';
import type { Answer } from './call.ts';
import { meQuery } from './queries.ts';

/** Who is signed in. Only below the frame, which shows nothing before it knows. */
export function useMe(): Answer<'me'> {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('used outside the frame');
  return data;
}

/** Whether one's present tasks hold this act of the declaration. */
export function useMay(): (act: string) => boolean {
  const { acts } = useMe();
  return (act) => acts.includes(act);
}
