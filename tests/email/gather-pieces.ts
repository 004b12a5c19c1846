import type { ArrivedMail, Kept, MailReceiver } from '../../server/channels/email/receive-mail.ts';

/** A receiver for tests of what stands before it: a mail that comes in pieces is put together and kept as any other. */
export function receiveBy(
  keep: (mail: ArrivedMail) => Promise<Kept>,
): Pick<MailReceiver, 'keep' | 'begin'> & { abandoned(): number } {
  let abandoned = 0;
  return {
    keep,
    abandoned: () => abandoned,
    async begin(mail) {
      const pieces: Uint8Array[] = [];
      return {
        // A copy: the piece may be used again.
        write: async (piece) => void pieces.push(Uint8Array.from(piece)),
        async abandon() {
          abandoned += 1;
        },
        async finish() {
          const raw = Buffer.concat(pieces);
          return { ...(await keep({ ...mail, raw })), bytes: raw.length };
        },
      };
    },
  };
}
