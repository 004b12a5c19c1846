import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { MailInPieces } from '../../channels/email/mail-in-pieces.ts';

/**
 * A mail as it came, as a download and nothing else: what is in it never runs in our origin, whatever it says it is.
 * Opened chunk by chunk as fast as it is taken. Its name says nothing of what is in it.
 */
export function sendRawMail(reply: FastifyReply, raw: MailInPieces): FastifyReply {
  return (
    reply
      .type('application/octet-stream')
      .header('content-disposition', 'attachment; filename="mail.eml"')
      // Said beforehand: should a chunk not open, the connection is broken off, and nobody takes the part for the whole.
      .header('content-length', raw.size)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cache-control', 'no-store')
      .serializer((payload: unknown) => payload as string)
      .send(Readable.from(raw.read(), { objectMode: false }))
  );
}
