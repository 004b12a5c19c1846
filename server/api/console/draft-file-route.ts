import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import { attachFile, largestFile } from '../../register/contacts/draft-files.ts';
import { problemSchema } from '../../../contract/common.ts';
import { bearerOf } from './bearer.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { mustBeOurPage } from './session-cookie.ts';

const typePattern = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/;

const route = byteRoutes.attachFile;

/** A file for a draft, sent as it is. Its name is personal data, so it stands in a header and not in the address. */
export async function bindDraftFileRoute(app: FastifyInstance, house: House): Promise<void> {
  await app.register(async (scope) => {
    // Bytes and nothing else: what comes as JSON is no file.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.withTypeProvider<ZodTypeProvider>().route({
      method: 'POST',
      url: '/api/console/contacts/:contactId/drafts/:draftId/files/:fileId',
      bodyLimit: largestFile,
      config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: {
        operationId: 'attachFile',
        tags: ['console'],
        params: route.params,
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
        const type = String(request.headers['x-file-type'] ?? '').toLowerCase();
        await attachFile(
          house.contacts,
          request.who!.actor,
          request.params.contactId,
          request.params.draftId,
          {
            fileId: request.params.fileId,
            name: readName(request.headers['x-file-name']),
            contentType: typePattern.test(type) ? type : 'application/octet-stream',
            content: await collect(request.body as Readable | undefined),
          },
        );
        return { done: true } as const;
      },
    });
  });
}

function readName(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(String(header ?? ''));
    // The last part of a path, without what a file system or a mail program could take for more than a name.
    return (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(0, 200);
  } catch {
    throw new Refusal('invalid-input', { field: 'x-file-name' });
  }
}

async function collect(body: Readable | undefined): Promise<Buffer> {
  if (body === undefined || body === null) throw new Refusal('invalid-input', { field: 'body' });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestFile) throw new Refusal('body-too-large', { most: largestFile });
    chunks.push(chunk);
  }
  if (bytes === 0) throw new Refusal('value-not-valid', { field: 'file' });
  return Buffer.concat(chunks);
}
