import { Refusal } from '../../../base/errors.ts';

export function ignoreGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

/** Erased, or done in an earlier life. */
export function isGone(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'unit-erased' || error.code === 'recording-not-kept');
}
