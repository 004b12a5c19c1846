import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { problemSchema } from '../../../contract/common.ts';
import type { NoticeReading } from '../../../contract/console/reverse.ts';
import type { House } from '../../compose.ts';
import {
  createNoticeReader,
  largestNotice,
} from '../../safeguards/declaration/reverse/create-notice-reader.ts';
import type { NoticeReading as Reading } from '../../safeguards/declaration/reverse/read-notice.ts';
import { reverseRules } from '../../safeguards/declaration/reverse/reverse-rules.ts';
import { bearerOf } from './bearer.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { mustBeOurPage } from './session-cookie.ts';
import { takeBytes } from './take-bytes.ts';

const route = byteRoutes.readNotice;

/** A notice, read in memory and answered: nothing of it is stored or logged, and it stands in no address. */
export async function bindNoticeReadingRoute(app: FastifyInstance, house: House): Promise<void> {
  const reader = createNoticeReader();
  await app.register(async (scope) => {
    // Bytes and nothing else, as files of drafts.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.withTypeProvider<ZodTypeProvider>().route({
      method: 'POST',
      url: '/api/console/register/from-notice',
      bodyLimit: largestNotice,
      // Each takes a thread for a moment.
      config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        operationId: 'readNotice',
        tags: ['console'],
        querystring: route.query,
        response: { 200: route.answers, '4xx': problemSchema, '5xx': problemSchema },
      },
      onRequest: async (request) => {
        if (bearerOf(request) === undefined) mustBeOurPage(request, house.settings.publicUrl);
      },
      // Before a byte of the file is read.
      preParsing: async (request, reply) => {
        request.who = await passGuard(house, route.guard, request, { use: route.use, reply });
      },
      handler: async (request) => {
        const bytes = await takeBytes(request.body, { most: largestNotice, field: 'body' });
        return present(await reader.read(bytes, request.query.language));
      },
    });
  });
}

function present({ language, sentences, totals, silent, draft }: Reading): NoticeReading {
  const named = new Set(sentences.flatMap(({ rules }) => rules));
  return {
    language,
    sentences: sentences.map(({ text, language: own, kind, rules, drafted }) => ({
      text,
      language: own,
      kind,
      rules: [...rules],
      drafted: [...drafted],
    })),
    rules: Object.fromEntries([...named].map((rule) => [rule, reverseRules[rule]])),
    totals: { ...totals },
    silent: silent.map((each) => ({ ...each })),
    draft: { yaml: draft.yaml, toDecide: draft.toDecide },
  };
}
