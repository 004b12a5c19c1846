import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { sendKey } from './answer-contact.ts';
import { bodyColumn, type MessageBody } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact, readContact } from './contacts-store.ts';
import { insertThreadId, listWaiting, readMessages, setDelivery } from './messages-store.ts';

export interface QueuedMessage {
  readonly contactId: Id<'contact'>;
  readonly messageId: Id<'message'>;
  readonly mailbox: string;
  readonly at: Date;
  readonly body: MessageBody;
}

/** A message on its way out, opened for the system; undefined when it went already or its contact is erased. */
export async function openQueuedMessage(
  deps: ContactsDeps,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
): Promise<QueuedMessage | undefined> {
  const contact = await readContact(deps.db, contactId);
  const row = contact && (await readMessages(deps.db, contactId)).find((message) => message.id === messageId);
  if (!row || contact.mailbox === null || row.delivery !== 'queued') return undefined;
  const { mailbox } = contact;
  const grant = deps.access.systemGrant('send', {
    units: [contactId],
    categories: ['messages', 'emailAddress', 'name'],
  });
  return deps.vault.open(
    grant,
    'view',
    () => Promise.resolve(row),
    (opener) =>
      opener.holds(contactId)
        ? {
            contactId,
            messageId,
            mailbox,
            at: row.at,
            body: opener.open(bodyColumn, bodyColumn.at(contactId, messageId, row.body_sealed)),
          }
        : undefined,
    { message: messageId },
  );
}

/** What became of a try: `queued` means it will be tried again. */
export async function recordDelivery(
  deps: ContactsDeps,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  outcome: { delivery: 'queued' | 'sent' | 'failed'; code: string | null; mailMessageId?: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockContact(tx, contactId);
    if (row === undefined) return;
    await setDelivery(tx, contactId, messageId, outcome.delivery, outcome.code);
    if (outcome.mailMessageId !== undefined) {
      insertThreadId(tx, deps.blindIndex.digest('message-id', outcome.mailMessageId), contactId);
    }
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
  });
}

/** Codes of the failed tries of messages that wait to be tried again. */
export async function listWaitingCodes(db: Db): Promise<ReadonlySet<string>> {
  return new Set((await listWaiting(db)).map(({ code }) => code));
}

/** What waits for one of these reasons is tried now: the reason is gone. */
export async function sendWaiting(db: Db, codes: ReadonlySet<string>): Promise<void> {
  const waiting = (await listWaiting(db)).filter(({ code }) => codes.has(code));
  if (waiting.length > 0)
    await jobQueue.hurry(
      db,
      waiting.map(({ id }) => sendKey(id)),
    );
}
