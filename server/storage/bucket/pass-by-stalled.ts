import type { Refusal } from '../../base/errors.ts';
import { nameFailure } from './name-failure.ts';

const stalled = 'server-not-answering';
/** After this one tries again. */
const pause = 2_000;

/**
 * A server that stalls is waited for by one at a time; the others are refused at once meanwhile. They may hold a
 * connection of the database, and waiting together would leave none for those who need no blob.
 * @param wait milliseconds after which one who tried is given up
 * @throws Refusal, as `nameFailure` names it
 */
export function createPassBy(wait: number): <T>(act: () => Promise<T>) => Promise<T> {
  let known: { readonly refusal: Refusal; until: number } | undefined;
  return async (act) => {
    if (known !== undefined) {
      if (performance.now() < known.until) throw known.refusal;
      known.until = performance.now() + wait;
    }
    try {
      const given = await act();
      known = undefined;
      return given;
    } catch (error) {
      const refusal = nameFailure(error);
      known =
        refusal.details['blobs'] === stalled ? { refusal, until: performance.now() + pause } : undefined;
      throw refusal;
    }
  };
}
