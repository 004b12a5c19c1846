import type { Problem as Answered } from '../../../contract/common.ts';
import { isKnownCode, type ProblemCode } from '../../words/error-codes.ts';

export type ProblemDetails = Readonly<Record<string, string | number | boolean>>;

/** A refusal of the server, or `unreachable` when there was no answer. `code` has words. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, status: number, details: ProblemDetails = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export function hasCode(error: unknown, code: ProblemCode): error is Problem {
  return error instanceof Problem && error.code === code;
}

/** A refusal that stands within an answer, one of many. */
export function problemOf(code: string): Problem {
  return new Problem(isKnownCode(code) ? code : 'internal', 409);
}

/** What a failed answer says; a page of some proxy in between is `unreachable`, never shown as it is. */
export async function readProblem(response: Response): Promise<Problem> {
  const answered = (await response.json().catch(() => null)) as Partial<Answered> | null;
  if (typeof answered?.code !== 'string') return new Problem('unreachable', response.status);
  const { code, details } = answered;
  return new Problem(isKnownCode(code) ? code : 'internal', response.status, details);
}
