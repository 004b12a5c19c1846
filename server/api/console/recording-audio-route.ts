import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { House } from '../../compose.ts';
import { showAsMp4 } from '../../channels/phone/media/play/show-as-mp4.ts';
import type { Player, Playing } from '../../register/recordings/play-recording.ts';
import type { Id } from '../../base/new-id.ts';
import { passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { readByteRange } from './read-byte-range.ts';

const playing = byteRoutes.playRecording;
const downloading = byteRoutes.downloadRecording;
const endings = { 'audio/ogg': 'ogg', 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/wav': 'wav' } as const;

/** The sound of a recording: in pieces as players ask for them, and as a file for whose task lets them take it. */
export function bindRecordingAudioRoutes(app: FastifyInstance, house: House, player: Player): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  /** Read through once a sitting: what is kept of it is where its packets lie. */
  const shown = new WeakMap<Playing['sound'], ReturnType<typeof showAsMp4>>();

  async function asMp4(given: Playing): Promise<Playing> {
    if (given.format !== 'audio/ogg') return given;
    const made = shown.get(given.sound) ?? showAsMp4(given.sound);
    shown.set(given.sound, made);
    const sound = await made;
    return sound === undefined ? given : { format: 'audio/mp4', sound };
  }

  typed.route({
    method: 'GET',
    url: '/api/console/recordings/:recordingId/audio',
    // Nobody learns of a recording without the line of the log that a listening has.
    exposeHeadRoute: false,
    schema: {
      operationId: 'playRecording',
      tags: ['console'],
      params: playing.params,
      querystring: playing.query,
    },
    preValidation: async (request, reply) => {
      request.who = await passGuard(house, playing.guard, request, { use: playing.use, reply });
    },
    handler: async (request, reply) => {
      const { as, hold } = request.query;
      const recordingId = request.params.recordingId as Id<'recording'>;
      const given = await player.play(request.who!.actor, recordingId, hold as Id<'hold'> | undefined);
      const { sound, format } = as === 'mp4' ? await asMp4(given) : given;
      const range = readByteRange(request.headers.range, sound.size);
      setHeaders(reply, 'inline').header('accept-ranges', 'bytes');
      if (range === 'not-satisfiable')
        return reply.code(416).header('content-range', `bytes */${sound.size}`).type('text/plain').send('');
      const { from, to } = range ?? { from: 0, to: sound.size };
      if (range !== undefined)
        void reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${sound.size}`);
      return sendSound(reply, { sound, format }, from, to);
    },
  });

  typed.route({
    method: 'GET',
    url: '/api/console/recordings/:recordingId/file',
    exposeHeadRoute: false,
    schema: {
      operationId: 'downloadRecording',
      tags: ['console'],
      params: downloading.params,
      querystring: downloading.query,
    },
    preValidation: async (request, reply) => {
      request.who = await passGuard(house, downloading.guard, request, { use: downloading.use, reply });
    },
    handler: async (request, reply) => {
      const recordingId = request.params.recordingId as Id<'recording'>;
      const hold = request.query.hold as Id<'hold'> | undefined;
      const { callAt, ...given } = await player.download(request.who!.actor, recordingId, hold);
      // No name and no number of anybody: when the call was, in UTC.
      const moment = callAt.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
      setHeaders(reply, `attachment; filename="recording-${moment}Z.${endings[given.format]}"`);
      return sendSound(reply, given, 0, given.sound.size);
    },
  });
}

function setHeaders(reply: FastifyReply, disposition: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', disposition)
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-security-policy', "sandbox; default-src 'none'");
}

/** The length is said beforehand: should a chunk not open, the connection is broken off, and nobody takes the part for the whole. */
function sendSound(reply: FastifyReply, { sound, format }: Playing, from: number, to: number): FastifyReply {
  return reply
    .type(format)
    .header('content-length', to - from)
    .send(Readable.from(sound.read(from, to), { objectMode: false }));
}
