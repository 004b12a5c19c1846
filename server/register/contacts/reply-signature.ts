import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { type AnsweringDeps, signatureOf } from './answer-contact.ts';
import { readContact } from './contacts-store.ts';

/** What the house adds to an answer, or names in it; empty where it has no such thing. */
export interface ReplyFrame {
  readonly language: Language;
  readonly signature: string;
  readonly mailboxName: string;
  readonly queueName: string;
  readonly registerName: string;
}

/** What stands around an answer of this colleague from here; nothing sealed is opened for it. @throws Refusal 'not-found', 'task-missing' */
export async function replyFrame(
  deps: AnsweringDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  wanted: Language | undefined,
): Promise<ReplyFrame> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw new Refusal('not-found', { what: 'contact' });
  const ask = { act: 'answer-contact', queue: row.queue, units: [contactId], categories: [] } as const;
  await deps.access.authorize(actor, ask);
  const { declaration } = deps.current();
  const mailbox = row.mailbox === null ? undefined : declaration.mailboxes[row.mailbox];
  const language = wanted ?? row.language ?? mailbox?.language ?? 'en';
  return {
    language,
    signature: row.mailbox === null ? '' : await signatureOf(deps, row.mailbox, language, actor.staffId),
    mailboxName: mailbox?.name[language] ?? '',
    queueName: declaration.queues[row.queue]?.name[language] ?? '',
    registerName: declaration.register.name[language] ?? '',
  };
}
