import { expect } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';

/** The refusal a promise ends in; fails when it ends in anything else. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const outcome = await work.then(
    () => 'no refusal',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Refusal);
  return outcome as Refusal;
}
