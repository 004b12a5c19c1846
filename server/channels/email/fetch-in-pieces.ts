import type { ImapFlow } from 'imapflow';
import { ImapFailure, keepsStorage, withinTime } from './imap-failure.ts';
import type { ArrivedMail, MailReceiver } from './receive-mail.ts';

const pieceBytes = 512 * 1024;

/**
 * A mail of the open folder, piece by piece (RFC 3501, partial FETCH). The size a server states may be wrong, so
 * the end is where nothing more comes.
 * @throws {ImapFailure}
 */
export async function* readInPieces(
  client: ImapFlow,
  uid: number,
  { size, answerTime }: { size: number; answerTime: number },
): AsyncGenerator<Buffer> {
  for (let at = 0; ;) {
    const source = { start: at, maxLength: pieceBytes };
    // A mebibyte in two seconds is the slowest line expected.
    const message = await withinTime(
      client.fetchOne(uid, { uid: true, source }, { uid: true }),
      answerTime + 2_000,
    );
    if (!message) {
      // Gone since it was found: another program took it, or it was moved.
      if (client.usable && at === 0) return;
      throw new ImapFailure('connection-lost');
    }
    const piece = message.source ?? Buffer.alloc(0);
    if (piece.length > 0) yield piece;
    at += piece.length;
    // A server that knows no parts has sent the whole at once.
    if (piece.length > pieceBytes || piece.length === 0 || (piece.length < pieceBytes && at >= size)) return;
  }
}

/** @returns false when there was no such mail any more */
export async function keepInPieces(
  receiver: Pick<MailReceiver, 'begin'>,
  mail: Omit<ArrivedMail, 'raw'>,
  pieces: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const arriving = await keepsStorage(receiver.begin(mail));
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      await keepsStorage(arriving.write(piece));
      bytes += piece.length;
    }
  } catch (error) {
    await arriving.abandon();
    throw error;
  }
  if (bytes === 0) {
    await arriving.abandon();
    return false;
  }
  await keepsStorage(arriving.finish());
  return true;
}
