import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const chunkBytes = 64 * 1024;

/**
 * A mail as it came, as a download and nothing else: what is in it never runs in our origin, whatever it says it is.
 * Handed over in pieces as fast as they are taken. Its name says nothing of what is in it.
 */
export function sendRawMail(reply: FastifyReply, raw: Uint8Array): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', 'attachment; filename="mail.eml"')
    .header('content-length', raw.length)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', 'no-store')
    .serializer((payload: unknown) => payload as string)
    .send(Readable.from(piecesOf(raw)));
}

function* piecesOf(raw: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += chunkBytes)
    yield Buffer.from(raw.buffer, raw.byteOffset + at, Math.min(chunkBytes, raw.length - at));
}
