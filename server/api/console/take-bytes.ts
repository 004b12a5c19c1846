import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { problemSchema } from '../../../contract/common.ts';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { bearerOf } from './bearer.ts';
import { passGuard } from './bind-routes.ts';
import { type ByteRoute, type ByteRouteName, byteRoutes } from './byte-routes.ts';
import { mustBeOurPage } from '../must-be-our-page.ts';

/** The routes to which bytes are sent. */
type Taking = {
  [Name in ByteRouteName]: (typeof byteRoutes)[Name] extends { sends: string } ? Name : never;
}[ByteRouteName];
type Read<Route, Part extends string> = Route extends {
  readonly [Key in Part]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : unknown;
type Answer<Route> = Route extends { readonly answers: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;

export interface Taken<Route> {
  readonly bytes: Buffer;
  readonly params: Read<Route, 'params'>;
  readonly query: Read<Route, 'query'>;
  readonly headers: IncomingHttpHeaders;
  readonly actor: StaffActor;
}

/**
 * Binds a route to which a file is sent as it is: bytes and nothing else, by who may, looked at before the first of them
 * is read, and held whole.
 */
export async function takeBytes<Name extends Taking>(
  app: FastifyInstance,
  house: House,
  name: Name,
  given: {
    readonly url: string;
    /** Bytes. */
    readonly most: number;
    readonly perMinute: number;
    /** What is refused when nothing is sent; left out: nothing is something. */
    readonly field?: string;
    readonly handle: (taken: Taken<(typeof byteRoutes)[Name]>) => Promise<Answer<(typeof byteRoutes)[Name]>>;
  },
): Promise<void> {
  const route: ByteRoute = byteRoutes[name];
  const { most, field } = given;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.route({
      method: 'POST',
      url: given.url,
      bodyLimit: most,
      config: { rateLimit: { max: given.perMinute, timeWindow: '1 minute' } },
      schema: {
        operationId: name,
        tags: ['console'],
        ...(route.params && { params: route.params }),
        ...(route.query && { querystring: route.query }),
        response: { 200: route.answers, '4xx': problemSchema, '5xx': problemSchema },
      },
      onRequest: async (request) => {
        if (bearerOf(request) === undefined) mustBeOurPage(request, house.settings.publicUrl);
      },
      preParsing: async (request, reply) => {
        request.who = await passGuard(house, route.guard, request, { use: route.use, reply });
      },
      handler: async (request) => {
        const bytes = await collect(request.body, most);
        if (bytes.length === 0 && field !== undefined) throw new Refusal('invalid-input', { field });
        return given.handle({
          bytes,
          // The schemas of the route have read them.
          params: request.params as Read<(typeof byteRoutes)[Name], 'params'>,
          query: request.query as Read<(typeof byteRoutes)[Name], 'query'>,
          headers: request.headers,
          actor: request.who!.actor,
        });
      },
    });
  });
}

async function collect(body: unknown, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ((body as Readable | undefined) ?? []) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Refusal('body-too-large', { most });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
