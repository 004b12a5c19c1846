import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  ingestPaths,
  toldEventSchema,
  toldRecordingSchema,
  uploadParams,
  uploadStatusSchema,
} from '../../../contract/ingest/routes.ts';
import { noContentSchema, problemSchema } from '../../../contract/common.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Ingest } from '../../channels/phone/ingest/open-ingest.ts';
import { mustBeDigestOf, type SignedParts } from '../../channels/phone/ingest/check-signature.ts';
import type { Source } from '../../channels/phone/ingest/sources.ts';
import { bindCallBacks } from './bind-call-backs.ts';

/** Bytes of what is told, and of what is sent at once of a recording. */
const mostTold = 64 * 1024;
const mostAtOnce = 64 * 1024 * 1024;
const perMinute = 1200;
const tus = '1.0.0';

/** Routes for telephone systems; there only where the list of sources is. No cookie and no token of anybody opens them. */
export async function bindIngestRoutes(app: FastifyInstance, ingest: Ingest): Promise<void> {
  const config = { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  const failures = { '4xx': problemSchema, '5xx': problemSchema };

  /** Before a byte of the body is read. */
  const signed = (parts: SignedParts) => async (request: FastifyRequest) => {
    const [path = '', query] = request.url.split('?');
    if (query !== undefined) throw new Refusal('signature-not-valid', { reason: 'form' });
    request.source = await ingest.signatures.check(
      { method: request.method, path, header: (name) => headerOf(request, name) },
      parts,
    );
  };

  await app.register(async (scope) => {
    scope.decorateRequest('source', undefined);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer', bodyLimit: mostTold },
      (request, body: Buffer, done) => {
        try {
          mustBeDigestOf(body, headerOf(request, 'content-digest'));
          done(null, JSON.parse(body.toString()));
        } catch (error) {
          done(error instanceof Refusal ? error : new Refusal('invalid-input'));
        }
      },
    );
    scope.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) =>
      done(null, payload),
    );
    // Who sends what there is no parser for, or nothing, has signed no digest.
    const mustHaveBody = async (request: FastifyRequest) => {
      if (request.body === undefined || request.body === null) throw new Refusal('invalid-input');
    };

    scope.route({
      method: 'POST',
      url: ingestPaths.events,
      config,
      schema: { hide: true, body: toldEventSchema, response: { 200: noContentSchema, ...failures } },
      onRequest: signed('body'),
      preValidation: mustHaveBody,
      handler: async (request) => {
        const { event, at, ...told } = request.body as z.output<typeof toldEventSchema>;
        const isKnown = await ingest.takeEvent(request.source!, { ...told, kind: event, at: new Date(at) });
        if (!isKnown) throw new Refusal('unit-erased');
        return { done: true as const };
      },
    });

    scope.route({
      method: 'POST',
      url: ingestPaths.recordings,
      config,
      schema: { hide: true, body: toldRecordingSchema, response: { 200: uploadStatusSchema, ...failures } },
      onRequest: signed('body'),
      preValidation: mustHaveBody,
      handler: async (request, reply) => {
        const { beganAt, announced, tracks, sha256, url, ...told } = request.body as z.output<
          typeof toldRecordingSchema
        >;
        const status = await ingest.begin(request.source!, {
          ...told,
          beganAt: new Date(beganAt),
          announced: announced && { by: announced.by, at: new Date(announced.at) },
          tracks: tracks.map(({ bytes = null, ...track }) => ({ ...track, bytes })),
          sha256: sha256 ?? null,
          url: url ?? null,
        });
        if (status.state === 'receiving')
          void reply.header('location', ingestPaths.recording.replace(':uploadId', status.uploadId));
        return status;
      },
    });

    scope.route({
      method: 'GET',
      url: ingestPaths.recording,
      config,
      exposeHeadRoute: false,
      schema: { hide: true, params: uploadParams, response: { 200: uploadStatusSchema, ...failures } },
      onRequest: signed('nothing'),
      handler: (request) => ingest.status(request.source!, idOf(request)),
    });

    scope.route({
      method: 'HEAD',
      url: ingestPaths.recording,
      config,
      schema: { hide: true, params: uploadParams },
      onRequest: signed('nothing'),
      handler: async (request, reply) => {
        mustSpeakTus(request);
        const { offset, bytes } = await ingest.status(request.source!, idOf(request));
        // One that is done, or never was taken, has nothing to go on from.
        if (bytes === null) throw new Refusal('not-found');
        return tell(reply, offset).header('upload-length', bytes).code(200).send();
      },
    });

    scope.route({
      method: 'PATCH',
      url: ingestPaths.recording,
      bodyLimit: mostAtOnce,
      config,
      schema: { hide: true, params: uploadParams },
      onRequest: signed('bytes'),
      preValidation: mustHaveBody,
      handler: async (request, reply) => {
        mustSpeakTus(request);
        const offset = headerOf(request, 'upload-offset') ?? '';
        if (!/^\d{1,15}$/.test(offset)) throw new Refusal('invalid-input', { field: 'upload-offset' });
        const { source } = request;
        const taken = await ingest.append(
          source!,
          idOf(request),
          Number(offset),
          atMost(request.body as Readable),
        );
        return tell(reply, taken).code(204).send();
      },
    });
  });
  await app.register(async (scope) => bindCallBacks(scope, ingest));
}

const idOf = (request: FastifyRequest) =>
  (request.params as z.output<typeof uploadParams>).uploadId as Id<'recording'>;

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function mustSpeakTus(request: FastifyRequest): void {
  if (headerOf(request, 'tus-resumable') !== tus)
    throw new Refusal('invalid-input', { field: 'tus-resumable' });
}

function tell(reply: FastifyReply, offset: number): FastifyReply {
  return reply
    .header('tus-resumable', tus)
    .header('upload-offset', offset)
    .header('cache-control', 'no-store');
}

/** What comes, while it comes; a sender that is cut off is no failure of ours. */
async function* atMost(body: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > mostAtOnce) throw new Refusal('body-too-large', { most: mostAtOnce });
      yield piece;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('invalid-input', { reason: 'cut-off' });
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    source: Source | undefined;
  }
}
