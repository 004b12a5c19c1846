import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { House } from '../../compose.ts';
import { openFile } from '../../register/contacts/open-file.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import type { LiveEvent } from '../../storage/live-events.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';

const heartbeatMilliseconds = 20_000;
const openFileRoute = byteRoutes.openFile;

/** Incidents are told to who may read them, whether or not their tasks list contacts. */
function actToHear({ kind, notice }: Pick<LiveEvent, 'kind' | 'notice'>): Act {
  return kind === 'incidents-changed' || notice === 'incident' ? 'read-incidents' : 'list-contacts';
}

/** The two routes that stream an answer: live events, and files. */
export function bindStreamRoutes(app: FastifyInstance, house: House): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/console/events',
    // Without a body there is nothing to send, and the answer would never end.
    exposeHeadRoute: false,
    schema: { operationId: 'events', tags: ['console'] },
    preValidation: async (request) => {
      request.who = await passGuard(house, 'signed-in', request);
    },
    handler: async (request, reply) => {
      const { actor } = request.who!;
      const { access, live } = house.contacts;
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'content-security-policy': "default-src 'none'",
      });
      stream.write('retry: 2000\n\n');
      const stop = live.subscribe(({ staffId, ...event }) => {
        if (staffId !== undefined && staffId !== actor.staffId) return;
        // What happens in queues outside one's tasks is not told.
        const told =
          event.queue === null
            ? Promise.resolve(true)
            : access.queuesFor(actor, actToHear(event)).then((queues) => queues.includes(event.queue!));
        told.then((may) => may && stream.write(`data: ${JSON.stringify(event)}\n\n`)).catch(() => undefined);
      });
      // A session that ends closes its stream with the next beat.
      const beat = setInterval(() => {
        passGuard(house, 'signed-in', request).then(
          () => stream.write(': beat\n\n'),
          () => stream.end(),
        );
      }, heartbeatMilliseconds);
      const close = () => {
        stop();
        clearInterval(beat);
      };
      stream.on('close', close);
      stream.on('error', close);
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/console/contacts/:contactId/files/:fileId',
    schema: {
      operationId: 'openFile',
      tags: ['console'],
      params: openFileRoute.params,
      querystring: openFileRoute.query,
    },
    preValidation: async (request, reply) => {
      request.who = await passGuard(house, openFileRoute.guard, request, {
        use: openFileRoute.use,
        reply,
      });
    },
    handler: async (request, reply) => {
      const { contactId, fileId } = request.params;
      const { description, content } = await openFile(
        house.contacts,
        request.who!.actor,
        contactId,
        fileId,
        request.query.reason,
      );
      const name = description.name || 'file';
      const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
      return (
        reply
          // Never shown in our origin: always a download, whatever it says it is.
          .header('content-type', 'application/octet-stream')
          .header(
            'content-disposition',
            `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
          )
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'no-store')
          // Said beforehand: should a chunk not open, the connection is broken off, and nobody takes the part for the whole.
          .header('content-length', content.size)
          .send(Readable.from(content.read(), { objectMode: false }))
      );
    },
  });
}
