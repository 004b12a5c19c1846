import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { House } from '../../compose.ts';
import { createPlayer } from '../../register/recordings/play-recording.ts';
import type { Id } from '../../base/new-id.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { readByteRange } from './read-byte-range.ts';

const route = byteRoutes.playRecording;

/** The sound of a recording, in pieces as players ask for them. It is shown, and never offered as a file. */
export function bindRecordingAudioRoute(app: FastifyInstance, house: House): void {
  const player = createPlayer(house.contacts);
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/console/recordings/:recordingId/audio',
    // Nobody learns of a recording without the line of the log that a listening has.
    exposeHeadRoute: false,
    schema: {
      operationId: 'playRecording',
      tags: ['console'],
      params: route.params,
      querystring: route.query,
    },
    preValidation: async (request, reply) => {
      request.who = await passGuard(house, route.guard, request, { use: route.use, reply });
    },
    handler: async (request, reply) => {
      const recordingId = request.params.recordingId as Id<'recording'>;
      const { sound, format } = await player.play(
        request.who!.actor,
        recordingId,
        request.query.hold as Id<'hold'> | undefined,
      );
      const range = readByteRange(request.headers.range, sound.size);
      void reply
        .header('accept-ranges', 'bytes')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'inline')
        .header('cross-origin-resource-policy', 'same-origin')
        .header('content-security-policy', "sandbox; default-src 'none'");
      if (range === 'not-satisfiable')
        return reply.code(416).header('content-range', `bytes */${sound.size}`).type('text/plain').send('');
      const { from, to } = range ?? { from: 0, to: sound.size };
      if (range !== undefined)
        void reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${sound.size}`);
      return (
        reply
          .type(format)
          // Said beforehand: should a chunk not open, the connection is broken off, and nobody takes the part for the whole.
          .header('content-length', to - from)
          .send(Readable.from(sound.read(from, to), { objectMode: false }))
      );
    },
  });
}
