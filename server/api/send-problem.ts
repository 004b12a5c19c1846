import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import type { Problem } from '../../contract/common.ts';
import { errorStatus, Refusal } from '../base/errors.ts';
import { describeError, type Logger } from '../base/logger.ts';

interface ProblemAnswer {
  readonly status: number;
  readonly problem: Problem;
}

/** What an error becomes for whoever asked: a code, the field, never the value and never a message of a library. */
export function describeProblem(error: unknown): ProblemAnswer {
  if (error instanceof Refusal)
    return { status: error.status, problem: { code: error.code, details: { ...error.details } } };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.slice(0, 20).map(({ instancePath, keyword }) => ({
      // A key that is not one of ours is the caller's text.
      path: (keyword === 'invalid_key' ? instancePath.replace(/\/[^/]*$/, '') : instancePath).slice(0, 200),
      problem: keyword,
    }));
    return { status: 400, problem: { code: 'invalid-input', problems } };
  }
  const { statusCode } = error as Partial<FastifyError>;
  if (statusCode === 413) return { status: 413, problem: { code: 'body-too-large' } };
  if (statusCode === 429) return { status: 429, problem: { code: 'too-many-requests' } };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { status: 400, problem: { code: 'invalid-input' } };
  return { status: errorStatus.internal, problem: { code: 'internal' } };
}

export function createProblemHandler(log: Logger) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const { status, problem } = describeProblem(error);
    if (status >= 500) {
      const where = isResponseSerializationError(error) ? 'answer' : 'request';
      log.error(
        {
          route: request.routeOptions.url ?? 'unknown',
          code: problem.code,
          where,
          error: describeError(error),
        },
        'a request failed',
      );
    }
    if (status === 429 && typeof problem.details?.['seconds'] === 'number')
      void reply.header('retry-after', problem.details['seconds']);
    void reply.code(status).type('application/json').send(problem);
  };
}
