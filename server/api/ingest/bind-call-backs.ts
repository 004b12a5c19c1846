import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { problemSchema } from '../../../contract/common.ts';
import { callBackParams, ingestPaths } from '../../../contract/ingest/routes.ts';
import { Refusal } from '../../base/errors.ts';
import { checkCallBack } from '../../channels/phone/ingest/call-backs.ts';
import type { Ingest } from '../../channels/phone/ingest/open-ingest.ts';

const mostBytes = 16 * 1024;
const mostFields = 100;

/** Call-backs in the manner of Twilio: a form with a signature of its own. */
export function bindCallBacks(scope: FastifyInstance, ingest: Ingest): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: mostBytes },
    (_request, body: string, done) => {
      const fields = [...new URLSearchParams(body)];
      const names = new Set(fields.map(([name]) => name));
      if (fields.length > mostFields || names.size < fields.length) done(new Refusal('invalid-input'));
      else done(null, Object.fromEntries(fields));
    },
  );
  scope.route({
    method: 'POST',
    url: ingestPaths.callBacks,
    config: { rateLimit: { max: 1200, timeWindow: '1 minute' } },
    schema: { hide: true, params: callBackParams, response: { '4xx': problemSchema, '5xx': problemSchema } },
    handler: async (request, reply) => {
      const { source: name } = request.params as z.output<typeof callBackParams>;
      const signature = request.headers['x-twilio-signature'];
      const source = await checkCallBack(
        ingest.sources.find((each) => each.name === name),
        (request.body ?? {}) as Record<string, string>,
        typeof signature === 'string' ? signature : undefined,
      );
      await ingest.takeCallBack(source, (request.body ?? {}) as Record<string, string>);
      return reply.code(204).send();
    },
  });
}
