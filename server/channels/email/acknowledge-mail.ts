import type { Id } from '../../base/new-id.ts';
import { acknowledgeContact } from '../../register/contacts/acknowledge-contact.ts';
import type { RuleReply } from '../../register/contacts/apply-rules.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { mayReplyByRule, replyByRule } from '../../register/contacts/reply-by-rule.ts';
import { isUndeliverable } from '../../register/people/address-standing.ts';
import { acknowledgementSubject, acknowledgementText } from '../../register/team/acknowledgement-text.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import type { ReceivedMail } from './receive-mail.ts';
import { takeAutoReplyTurn } from './take-auto-reply-turn.ts';

export interface AcknowledgingDeps {
  /** Where the portal stands, with no slash at the end. */
  readonly publicUrl: string;
  /** What the team wants told; null: nothing. */
  acknowledgementFor(mailbox: string, language: Language): string | null;
}

/** A mailbox that is read for the first time is full of mail that nobody wants confirmed any more. */
const oldMilliseconds = 3 * 86_400_000;

/** Tells the sender of a new contact that their mail has come, where the mailbox does so and it may be done (`may-auto-reply.ts`). */
export async function acknowledgeMail(
  deps: ContactsDeps & AcknowledgingDeps,
  tx: Tx,
  contact: { contactId: Id<'contact'>; mailbox: string; language: Language },
  received: ReceivedMail,
): Promise<void> {
  const { contactId, mailbox, language } = contact;
  const words = deps.acknowledgementFor(mailbox, language);
  const to = words === null ? undefined : await whomToTell(deps, tx, received);
  if (words === null || to === undefined) return;
  const at = deps.clock.now();
  if (!(await takeAutoReplyTurn(tx, deps.blindIndex, { mailbox, to, at }))) return;
  await acknowledgeContact(deps, tx, contactId, {
    ...answering(received, to, at),
    // Words of theirs would make us carry anybody's text to whom they name as sender.
    subject: acknowledgementSubject[language],
    text: acknowledgementText(words, language),
    language,
  });
}

/**
 * Sends what a rule answers, by the same leave as the acknowledgement; at most once a day in a contact, and once a day from
 * a mailbox to an address, so that a machine that does not say it is one is not answered for ever.
 */
export async function replyToMail(
  deps: ContactsDeps & AcknowledgingDeps,
  tx: Tx,
  contact: { contactId: Id<'contact'>; mailbox: string },
  received: ReceivedMail,
  reply: RuleReply,
): Promise<void> {
  const { contactId, mailbox } = contact;
  const to = await whomToTell(deps, tx, received);
  if (to === undefined || !(await mayReplyByRule(deps, tx, contactId))) return;
  const at = deps.clock.now();
  if (!(await takeAutoReplyTurn(tx, deps.blindIndex, { mailbox, to, at, byRule: true }))) return;
  await replyByRule(deps, tx, contactId, reply, answering(received, to, at));
}

/** The return path; undefined where nobody may be answered by a machine. */
async function whomToTell(
  deps: ContactsDeps,
  tx: Tx,
  { mail, autoReply, receivedAt }: ReceivedMail,
): Promise<string | undefined> {
  if (!autoReply.allowed) return undefined;
  const age = receivedAt.getTime() - new Date(mail.date ?? 0).getTime();
  if (!(age < oldMilliseconds)) return undefined;
  // What came before a restore comes again, and may have been answered then.
  const [before] = await tx.query('SELECT 1 FROM mail.restored WHERE until > $1', [new Date(mail.date ?? 0)]);
  if (before !== undefined) return undefined;
  const { to } = autoReply;
  return (await isUndeliverable({ db: tx, blindIndex: deps.blindIndex }, to)) ? undefined : to;
}

function answering({ mail }: ReceivedMail, to: string, at: Date) {
  return { to, mailMessageId: mail.messageId ?? null, references: mail.references, at };
}
