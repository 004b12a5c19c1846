import { type Id, isId } from '../../base/new-id.ts';
import { changeSenderCheck } from '../../register/contacts/change-sender-check.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { SenderCheck } from '../../register/contacts/sender-check.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { openRaw } from './keep-mail.ts';
import type { RawMail } from './mail-in-pieces.ts';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import type { ParsedMail } from './parsed-mail.ts';
import type { SenderVerifier } from './verify-sender.ts';

export const checkSenderJob = 'check-sender-again';

/** Minutes until name servers are asked again; after the last it stays as it is. */
const pauses = [15, 60, 240, 720, 1440] as const;

export interface CheckedMail {
  readonly contactId: Id<'contact'>;
  readonly messageId: Id<'message'>;
  readonly mailId: Id<'mail'>;
}

export const checkSenderKey = (messageId: Id<'message'>) => `check-sender:${messageId}`;

export const hadNoAnswer = ({ reasons }: SenderCheck) => reasons.includes('no-answer');

/** Lines up another look at a mail that came while name servers were silent. @param round how often it was looked at again */
export async function lineUpSenderCheck(
  db: Db | Tx,
  { contactId, messageId, mailId }: CheckedMail,
  now: Date,
  round = 0,
): Promise<void> {
  const minutes = pauses[round];
  if (minutes === undefined) return;
  await jobQueue.enqueue(
    db,
    checkSenderJob,
    { contactId, messageId, mailId, round },
    { key: checkSenderKey(messageId), runAt: new Date(now.getTime() + minutes * 60_000) },
  );
}

/** Looks again, in the raw mail that is kept; a mail that is gone meanwhile is left alone. */
export async function checkSenderAgain(
  deps: ContactsDeps & {
    verifier: SenderVerifier;
    parser: { parse(raw: RawMail): Promise<ParsedMail> };
  },
  payload: Readonly<Record<string, unknown>>,
): Promise<'checked' | 'no-answer' | 'gone'> {
  const { contactId, messageId, mailId, round } = payload;
  if (!isId<'contact'>(contactId) || !isId<'message'>(messageId) || !isId<'mail'>(mailId)) return 'gone';
  const kept = await openRaw(deps, mailId, 'done');
  if (kept === undefined) return 'gone';
  const { from } = await deps.parser.parse(kept.raw);
  const address = parseEmailAddress(from?.address ?? '');
  if (address === undefined) return 'gone';
  const found = await deps.verifier.verify(kept.raw, address, kept.envelope, 'nobody-waits');
  if (hadNoAnswer(found)) {
    const next = typeof round === 'number' ? round + 1 : pauses.length;
    await lineUpSenderCheck(deps.db, { contactId, messageId, mailId }, deps.clock.now(), next);
    return 'no-answer';
  }
  await changeSenderCheck(deps, contactId, messageId, found);
  return 'checked';
}
