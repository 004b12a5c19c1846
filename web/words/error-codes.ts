/** Every code the server can refuse with (server/base/errors.ts; a test compares the two lists). */
export const serverErrorCodes = [
  'invalid-input',
  'body-too-large',
  'not-found',
  'unknown-route',
  'too-many-requests',
  'sign-in-needed',
  'sign-in-failed',
  'sign-in-locked',
  'link-not-valid',
  'password-too-weak',
  'user-name-taken',
  'user-name-not-personal',
  'undertaking-not-accepted',
  'wrong-origin',
  'task-missing',
  'reason-needed',
  'category-not-declared',
  'category-not-allowed-on-channel',
  'task-not-declared',
  'task-of-own',
  'declaration-invalid',
  'declaration-missing',
  'recipient-not-declared',
  'changed-meanwhile',
  'already-done',
  'contact-closed',
  'unit-restricted',
  'unit-erased',
  'value-not-valid',
  'value-taken',
  'no-address-to-answer',
  'storage-unavailable',
  'storage-full',
  'log-unavailable',
  'settings-invalid',
  'internal',
] as const;

/** The server's codes, and the browser's own for no answer at all. */
export type ProblemCode = (typeof serverErrorCodes)[number] | 'unreachable';

const known: ReadonlySet<string> = new Set<ProblemCode>([...serverErrorCodes, 'unreachable']);

export function isKnownCode(code: string): code is ProblemCode {
  return known.has(code);
}
