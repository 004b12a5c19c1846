import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { type HugeMailLimit, ordinaryBytes } from './limit-huge-mail.ts';
import { SmtpReply } from './smtp-reply.ts';

export interface DataReader {
  /**
   * The mail that a client hands over, and what tells that it is no longer held in memory.
   * @throws {SmtpReply} too large, or no room for it in time
   */
  read(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
  ): Promise<{ raw: Uint8Array; release(): void }>;
}

/** Less than the time in which a client must say something: while it waits, nothing is read from it. */
const longestWait = 45_000;

/** Reads mails of all connections into memory, within bounds: many small ones at once, huge ones by turns. */
export function createDataReader(options: {
  huge: HugeMailLimit;
  /** Bytes of one mail, and of all that are being received. */
  sizeLimit: number;
  memoryLimit: number;
  /** Milliseconds for one mail. */
  dataTimeout: number;
  disconnect(session: SMTPServerSession): void;
}): DataReader {
  const { huge, sizeLimit, memoryLimit, dataTimeout } = options;
  let bytesInMemory = 0;

  return {
    async read(stream, session) {
      const chunks: Buffer[] = [];
      let held = 0;
      let refusal: SmtpReply | undefined;
      let room: (() => void) | undefined;
      // Bytes that trickle in keep the socket's own timer quiet, so the whole mail has one too.
      let timer = setTimeout(() => options.disconnect(session), dataTimeout);
      const release = () => {
        bytesInMemory -= held;
        held = 0;
        chunks.length = 0;
        room?.();
      };
      const refuse = (reply: SmtpReply) => {
        refusal = reply;
        release();
      };
      const reserved = expectedBytes(session, sizeLimit);
      try {
        // Read to the end even when refused: the answer may be given only then.
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          if (refusal || stream.sizeExceeded) continue;
          if (held + chunk.length > ordinaryBytes && room === undefined) {
            clearTimeout(timer);
            room = await huge.take(reserved, Math.min(longestWait, dataTimeout));
            timer = setTimeout(() => options.disconnect(session), dataTimeout);
          }
          if (held + chunk.length > Math.max(reserved, ordinaryBytes)) {
            refuse(new SmtpReply(552, '5.3.4 Message larger than announced', 'larger-than-announced'));
            continue;
          }
          const crowded = room === undefined && held + chunk.length > ordinaryBytes;
          if (crowded || bytesInMemory + chunk.length > memoryLimit) {
            refuse(new SmtpReply(452, '4.3.1 Busy, try again later'));
            continue;
          }
          bytesInMemory += chunk.length;
          held += chunk.length;
          chunks.push(chunk);
        }
        if (stream.sizeExceeded) throw new SmtpReply(552, '5.3.4 Message too large');
        if (refusal) throw refusal;
        const raw = Buffer.concat(chunks);
        chunks.length = 0;
        return { raw, release };
      } catch (error) {
        release();
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** What the client announced (RFC 1870), generously, since clients estimate; without a word, the most it may be. */
function expectedBytes({ envelope }: SMTPServerSession, sizeLimit: number): number {
  const args = envelope.mailFrom === false ? undefined : envelope.mailFrom.args;
  const announced = Number((args as { SIZE?: unknown } | undefined)?.SIZE);
  if (!Number.isSafeInteger(announced) || announced <= 0) return sizeLimit;
  return Math.min(sizeLimit, Math.ceil(announced * 1.2) + ordinaryBytes / 4);
}
