import { Refusal } from '../../base/errors.ts';
import { keyReplaced } from './envelope.ts';

const mostReadings = 5;

/**
 * Readers take no lock, so one may come with a unit's key from before it was replaced to text from after, or the
 * other way round. Nothing was shown then; both are read again, and that reading has its own line in the log.
 * @param read from the rows on: what was fetched before it stays old
 */
export async function rereadReplaced<T>(read: () => Promise<T>): Promise<T> {
  for (let reading = 1; ; reading += 1) {
    try {
      return await read();
    } catch (error) {
      const isOld = error instanceof Refusal && error.details?.['reason'] === keyReplaced;
      if (!isOld || reading === mostReadings) throw error;
    }
  }
}
