import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { findByMessageIds } from '../../register/contacts/find-by-message-ids.ts';
import type { Tx } from '../../storage/database.ts';
import { dateOfMail, headerLimit } from './date-of-mail.ts';
import { findMailbox, type Mailbox } from './mailbox-addresses.ts';
import { type MailEnvelope, statedDate } from './mail-envelope.ts';
import { headOf, type RawMail } from './mail-in-pieces.ts';
import { lockThreads } from './mail-store.ts';
import { type MailAddress, type ParsedMail, UnreadableMail } from './parsed-mail.ts';

/** What is told of a mail that was brought from an older system, beside the mail itself. */
export interface OldMail {
  /** We wrote it: it stood among what was sent. */
  readonly outgoing: boolean;
  /** The customer: who wrote it, or to whom we did. */
  readonly person: MailAddress;
  readonly at: Date;
}

/** @throws {UnreadableMail} when no time can be told, or when it is of ours and goes to nobody but us */
export async function readOldMail(
  kept: { readonly raw: RawMail; readonly receivedAt: Date; readonly envelope: MailEnvelope },
  mail: Pick<ParsedMail, 'to' | 'cc'>,
  from: MailAddress,
  mailboxes: readonly Mailbox[],
): Promise<OldMail> {
  const date = dateOfMail(await headOf(kept.raw, headerLimit), kept.receivedAt, statedDate(kept.envelope));
  if (!('at' in date)) throw new UnreadableMail('no-date');
  const isOurs = (address: string) => findMailbox(mailboxes, address) !== undefined;
  if (!isOurs(from.address)) return { outgoing: false, person: from, at: date.at };
  const person = [...mail.to, ...mail.cc].find((each) => each.address !== '' && !isOurs(each.address));
  if (person === undefined) throw new UnreadableMail('no-sender');
  return { outgoing: true, person, at: date.at };
}

/** So many of the ids that a mail refers to tie it to its thread. */
const mostReferences = 20;

/** Every id by which an old mail belongs to a thread, the nearest first; its own last. */
export function threadIdsOf(mail: Pick<ParsedMail, 'messageId' | 'inReplyTo' | 'references'>): string[] {
  const own = mail.messageId === undefined ? [] : [mail.messageId];
  return [...new Set([...mail.inReplyTo, ...mail.references.toReversed().slice(0, mostReferences), ...own])];
}

/**
 * The contact of an old mail's thread. Old mail comes in any order, so a thread is known by every id its mails refer
 * to; of two of one thread that are brought at once the second waits for the first.
 */
export async function findOldThread(
  deps: Pick<ContactsDeps, 'blindIndex'>,
  tx: Tx,
  mail: Pick<ParsedMail, 'messageId' | 'inReplyTo' | 'references'>,
): Promise<Id<'contact'> | undefined> {
  const ids = threadIdsOf(mail);
  if (ids.length === 0) return undefined;
  await lockThreads(
    tx,
    ids.map((id) => deps.blindIndex.lastingDigest('message-id', id).readBigInt64BE(0)),
  );
  const known = await findByMessageIds({ db: tx, blindIndex: deps.blindIndex }, ids);
  const nearest = ids.find((id) => known.has(id));
  return nearest === undefined ? undefined : known.get(nearest);
}
