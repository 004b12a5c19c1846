import { Refusal } from '../../base/errors.ts';
import { keyReplaced } from './envelope.ts';

const mostReadings = 5;

export function isReplaced(error: unknown): boolean {
  return error instanceof Refusal && error.details?.['reason'] === keyReplaced;
}

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
      if (!isReplaced(error) || reading === mostReadings) throw error;
    }
  }
}
