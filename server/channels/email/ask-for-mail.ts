import type { ImapFlow } from 'imapflow';
import { ImapFailure, isRefusal, withinTime } from './imap-failure.ts';
import type { WithheldMail } from './withheld-mail.ts';

/** Bytes kept of a mail over the limit. */
export const headOfTooLarge = 1024 * 1024;

/** Sizes and dates, by UID; of mail about which the server tells nothing, the UID alone. What is gone is left out. */
export async function describeMails(
  client: ImapFlow,
  uids: readonly number[],
  answerTime: number,
): Promise<WithheldMail[]> {
  const query = { uid: true, size: true, internalDate: true };
  const read = async (range: string): Promise<WithheldMail[]> =>
    (await withinTime(client.fetchAll(range, query, { uid: true }), answerTime)).map(
      ({ uid, size, internalDate }) => ({
        uid,
        size: size ?? null,
        cameAt: internalDate === undefined ? null : new Date(internalDate),
      }),
    );
  try {
    return (await read(uids.join(','))).sort((a, b) => a.uid - b.uid);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  // One of them is refused, and with it all that were asked for together.
  const found: WithheldMail[] = [];
  for (const uid of uids) {
    try {
      found.push(...(await read(String(uid))));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      found.push({ uid, cameAt: null, size: null });
    }
  }
  return found;
}

/** Undefined when it is there no more. Of one over the limit the first mebibyte. */
export async function fetchRaw(
  client: ImapFlow,
  mail: WithheldMail,
  { answerTime, sizeLimit }: { readonly answerTime: number; readonly sizeLimit: number },
): Promise<Buffer | undefined> {
  const size = mail.size ?? 0;
  const source = size > sizeLimit ? { maxLength: headOfTooLarge } : true;
  // A mebibyte in two seconds is the slowest line expected.
  const time = answerTime + (size / headOfTooLarge) * 2_000;
  const message = await withinTime(client.fetchOne(mail.uid, { uid: true, source }, { uid: true }), time);
  if (message && message.source) return message.source;
  if (!client.usable) throw new ImapFailure('connection-lost');
  return undefined;
}
