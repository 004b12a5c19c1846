import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';

/** Why it failed, in a word: `storage-full`, `storage-unavailable:ENOENT`. Never what a library wrote. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Refusal)) return describeError(error).code.toLowerCase();
  const { backup, blobs, database, reason } = error.details;
  // The house stopped meanwhile: nothing is wrong with the place.
  if (reason === 'stopping') return 'cut-short';
  const word = backup ?? blobs ?? database ?? reason;
  return word === undefined ? error.code : `${error.code}:${word}`;
}
