import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { ordinaryBytes } from './limit-huge-mail.ts';
import { SmtpReply } from './smtp-reply.ts';

/** Where a mail goes that is not held. */
interface Arrival {
  write(piece: Uint8Array): Promise<void>;
  abandon(): Promise<void>;
}

export type ReadData<A> =
  | { readonly raw: Uint8Array; /** It is no longer held in memory. */ release(): void }
  | { readonly arrival: A };

export interface DataReader {
  /**
   * The mail that a client hands over: whole when it is small, else written piece by piece to what `begin` gives.
   * @throws {SmtpReply} too large; whatever `begin` throws, once the mail is read to its end
   */
  read<A extends Arrival>(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    begin: () => Promise<A>,
  ): Promise<ReadData<A>>;
}

/** Reads mails of all connections: many small ones in memory, whatever is larger or has no room there as it comes. */
export function createDataReader(options: {
  /** Bytes of all mails that are held at once. */
  memoryLimit: number;
  /** Milliseconds for one mail. */
  dataTimeout: number;
  disconnect(session: SMTPServerSession): void;
}): DataReader {
  let bytesInMemory = 0;

  return {
    async read<A extends Arrival>(
      stream: SMTPServerDataStream,
      session: SMTPServerSession,
      begin: () => Promise<A>,
    ): Promise<ReadData<A>> {
      const chunks: Buffer[] = [];
      let held = 0;
      let arrival: A | undefined;
      let failure: unknown;
      // Bytes that trickle in keep the socket's own timer quiet, so the whole mail has one too.
      const timer = setTimeout(() => options.disconnect(session), options.dataTimeout);
      const release = () => {
        bytesInMemory -= held;
        held = 0;
        chunks.length = 0;
      };
      async function take(chunk: Buffer): Promise<void> {
        const fits =
          held + chunk.length <= ordinaryBytes && bytesInMemory + chunk.length <= options.memoryLimit;
        if (arrival !== undefined) return arrival.write(chunk);
        if (fits) {
          bytesInMemory += chunk.length;
          held += chunk.length;
          chunks.push(chunk);
          return undefined;
        }
        arrival = await begin();
        for (const each of chunks) await arrival.write(each);
        release();
        return arrival.write(chunk);
      }
      try {
        // Read to the end even when it cannot be taken: the answer may be given only then.
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          if (failure !== undefined || stream.sizeExceeded) continue;
          await take(chunk).catch((error: unknown) => {
            failure = error;
          });
        }
        if (stream.sizeExceeded) throw new SmtpReply(552, '5.3.4 Message too large');
        if (failure !== undefined) throw failure;
        if (arrival !== undefined) return { arrival };
        const raw = Buffer.concat(chunks);
        chunks.length = 0;
        return { raw, release };
      } catch (error) {
        release();
        // A client that broke off as well: of a mail that did not come whole nothing is kept.
        await arrival?.abandon();
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
