import type { Id } from '../../base/new-id.ts';
import { languages } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import { acknowledgementSubject, acknowledgementText } from '../team/acknowledgement-text.ts';
import { fillIn, wordsOf } from '../team/rules/automatic-text.ts';
import { type Acknowledgement, acknowledgeContact } from './acknowledge-contact.ts';
import type { RuleReply } from './apply-rules.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact } from './contacts-store.ts';
import { insertRuleEvent } from './merging-store.ts';
import { hasAutomaticAnswer } from './rule-store.ts';

const day = 86_400_000;

/** Whether this contact may be answered by itself now: it is at most once a day, whatever came and whichever rule asks. */
export async function mayReplyByRule(
  deps: Pick<ContactsDeps, 'clock'>,
  tx: Tx,
  contactId: Id<'contact'>,
): Promise<boolean> {
  return !(await hasAutomaticAnswer(tx, contactId, new Date(deps.clock.now().getTime() - day)));
}

/**
 * Queues the canned reply a rule asks for, in the language of the contact or else of its mailbox, as nobody's answer: the
 * customer goes on waiting, and no figure counts it. The caller has asked whether it may go at all.
 */
export async function replyByRule(
  deps: ContactsDeps & { readonly publicUrl: string },
  tx: Tx,
  contactId: Id<'contact'>,
  { rule, reply }: RuleReply,
  mail: Pick<Acknowledgement, 'to' | 'mailMessageId' | 'references' | 'at'>,
): Promise<void> {
  const row = await lockContact(tx, contactId);
  const { declaration } = deps.current();
  const mailbox = row?.mailbox ? declaration.mailboxes[row.mailbox] : undefined;
  const canned = deps.team.cannedReply(reply);
  if (row === undefined || mailbox === undefined || canned === undefined) return;
  const wanted = [row.language ?? mailbox.language, mailbox.language, ...languages];
  const words = wordsOf(canned, wanted);
  if (words === undefined) return;
  const { language } = words;
  const text = fillIn(words.text, {
    'contact.number': `#${row.number}`,
    'mailbox.name': mailbox.name[language],
    'queue.name': declaration.queues[row.queue]?.name[language] ?? '',
    'register.name': declaration.register.name[language],
    'notice.link': `${deps.publicUrl}/${language}/notice`,
  });
  const messageId = await acknowledgeContact(deps, tx, contactId, {
    ...mail,
    subject: acknowledgementSubject[language],
    text: acknowledgementText(text, language),
    language,
  });
  if (messageId !== undefined) insertRuleEvent(tx, contactId, { rule, effects: ['answered'], at: mail.at });
}
