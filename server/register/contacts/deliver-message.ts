import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../../base/new-id.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { readWhole } from '../../safeguards/vault/sealed-blob.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { enqueueSending, sendKey } from './answer-contact.ts';
import {
  bodyColumn,
  type FileDescription,
  fileDescriptionColumn,
  type MessageBody,
} from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { countLeaving } from './count-leaving.ts';
import { readContact } from './contacts-store.ts';
import { readAuthor, setDelivery, setHanded, setHanding, setWaiting } from './delivery-store.ts';
import { openContent } from './file-content.ts';
import { currentContactId, lockContactOrHeir } from './find-heir.ts';
import { readFilesUnder } from './drafts-store.ts';
import type { MailboxGroup } from './mailbox-group.ts';
import { insertThreadId, listWaiting, readMessage, readWaitingCodes } from './messages-store.ts';
import { readSealedFile } from './read-sealed-file.ts';
import { missedOf, recipientsOf } from './recipients-of.ts';
import { reopenUnanswered } from './reopen-unanswered.ts';

export interface QueuedMessage {
  readonly contactId: Id<'contact'>;
  readonly messageId: Id<'message'>;
  readonly personId: Id<'person'> | null;
  readonly mailbox: string;
  readonly at: Date;
  readonly body: MessageBody;
  /** The mail server had taken it when we were interrupted: only its being sent is to be noted, with this code. */
  readonly taken: { readonly code: string | null; readonly missed: readonly number[] } | undefined;
  /** An earlier try ended without our knowing whether the mail server had taken it. */
  readonly unsure: boolean;
  /** Who is to get it, of its recipients: all, or those whom it has missed before. */
  readonly recipients: readonly string[];
  readonly files: readonly { readonly description: FileDescription; readonly content: Uint8Array }[];
}

/** A message on its way out, opened for the system; undefined when it went already or its contact is erased. */
export function openQueuedMessage(
  deps: ContactsDeps,
  askedFor: Id<'contact'>,
  messageId: Id<'message'>,
): Promise<QueuedMessage | undefined> {
  return rereadReplaced(() => openAsItIs(deps, askedFor, messageId));
}

async function openAsItIs(
  deps: ContactsDeps,
  askedFor: Id<'contact'>,
  messageId: Id<'message'>,
): Promise<QueuedMessage | undefined> {
  const contactId = await currentContactId(deps.db, askedFor);
  const contact = await readContact(deps.db, contactId);
  const row = contact && (await readMessage(deps.db, contactId, messageId));
  if (!row || contact.mailbox === null || row.delivery !== 'queued') return undefined;
  const { mailbox } = contact;
  const grant = deps.access.systemGrant('send', {
    units: [contactId],
    categories: ['messages', 'emailAddress', 'name', 'files'],
  });
  const load = async () => {
    const under = await readFilesUnder(deps.db, contactId, messageId);
    return Promise.all(under.map(async ({ id }) => (await readSealedFile(deps, contactId, id))!));
  };
  return deps.vault.open(
    grant,
    'view',
    load,
    async (opener, files) => {
      if (!opener.holds(contactId)) return undefined;
      const body = opener.open(bodyColumn, bodyColumn.at(contactId, messageId, row.body_sealed));
      return {
        contactId,
        messageId,
        personId: contact.person_id,
        mailbox,
        at: row.at,
        taken: row.handed_at === null ? undefined : { code: row.delivery_code, missed: row.missed ?? [] },
        unsure: row.handing_since !== null && row.handed_at === null,
        recipients: row.missed === null ? recipientsOf(body) : missedOf(body, row.missed),
        body,
        files: await Promise.all(
          files.map(async ({ file, found }) => ({
            description: opener.open(
              fileDescriptionColumn,
              fileDescriptionColumn.at(contactId, file.id, file.description_sealed),
            ),
            // Held whole: what may be attached is bounded, and a mail is made of it.
            content: await readWhole(
              (await openContent(deps.blobs, opener, contactId, file.id, found)).read(),
            ),
          })),
        ),
      };
    },
    { message: messageId },
  );
}

/** Notes, before a byte leaves, that the message is being handed over. @returns false when it may not go any more */
export function beginHanding(
  deps: ContactsDeps,
  { contactId, messageId }: Pick<QueuedMessage, 'contactId' | 'messageId'>,
): Promise<boolean> {
  return setHanding(deps.db, contactId, messageId, deps.clock.now());
}

/** Milliseconds between tries to note it, and how many: a database that falls now is back within seconds. */
const noteAgainAfter = 1_000;
const mostNotes = 60;

/** Notes that the mail server has taken it; all else about its being sent may come later. @param also what is noted with it, in a statement that nobody waits for */
export async function noteHanded(
  deps: ContactsDeps,
  messageId: Id<'message'>,
  taken: { readonly code: string | null; readonly missed: readonly number[] },
  also: (tx: Tx) => void,
): Promise<void> {
  for (let note = 1; ; note += 1) {
    try {
      return await deps.db.transaction(async (tx) => {
        setHanded(tx, messageId, deps.clock.now(), taken);
        also(tx);
      });
    } catch (error) {
      if (note === mostNotes) throw error;
      await sleep(noteAgainAfter);
    }
  }
}

/**
 * What became of a try: `queued` means it will be tried again. Where it has not reached everybody for good, the contact
 * is open again and colleagues are told.
 */
export async function recordDelivery(
  deps: ContactsDeps,
  askedFor: Id<'contact'>,
  messageId: Id<'message'>,
  outcome: {
    delivery: 'queued' | 'sent' | 'failed';
    code: string | null;
    mailMessageId?: string;
    /** Which try it was. */
    attempt?: number;
    /** Whether it may have arrived although it failed. */
    unsure?: boolean;
    /** Of one that is sent: how many of its recipients the mail server would not take. */
    missed?: number;
    /** What else is noted with it. */
    also?(tx: Tx): void;
  },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const row = await lockContactOrHeir(tx, askedFor);
    if (row === undefined) return;
    const contactId = row.id;
    if (outcome.delivery === 'sent') await countLeaving(tx, deps, row, messageId, now);
    await setDelivery(tx, contactId, messageId, {
      delivery: outcome.delivery,
      code: outcome.code,
      unsure: outcome.unsure === true,
      sentAt: outcome.delivery === 'sent' ? now : null,
      nextTryAt:
        outcome.delivery === 'queued' ? new Date(now.getTime() + pauseAfter(outcome.attempt ?? 1)) : null,
    });
    outcome.also?.(tx);
    if (outcome.mailMessageId !== undefined) {
      insertThreadId(tx, deps.blindIndex.lastingDigest('message-id', outcome.mailMessageId), contactId);
    }
    await deps.live.announce(tx, {
      kind: 'contact-changed',
      contactId,
      queue: row.queue,
      ...(outcome.delivery === 'queued' ? {} : { facts: [`message.${outcome.delivery}` as const] }),
    });
    if (outcome.delivery !== 'failed' && !outcome.missed) return;
    const author_id = await readAuthor(tx, contactId, messageId);
    // What a rule of ours told at once was nobody's answer: the customer waits on without it.
    if (author_id === null) return;
    const grant = deps.access.systemGrant('send', { units: [contactId], categories: [] });
    const details = { change: 'not-delivered', queue: row.queue, message: messageId };
    await deps.vault.change(tx, grant, 'change', { details });
    await reopenUnanswered(deps, tx, row, { id: messageId, author_id }, now);
  });
}

/** Milliseconds the job queue waits after a failed try: e to the power of the tries, at most ten, in seconds. */
function pauseAfter(attempt: number): number {
  return Math.exp(Math.min(10, attempt)) * 1000;
}

/** Codes of the failed tries of messages of these mailboxes that wait to be tried again. */
export async function listWaitingCodes(db: Db, of: MailboxGroup): Promise<ReadonlySet<string>> {
  return new Set(await readWaitingCodes(db, of));
}

/** What waits for one of these reasons is tried now: the reason is gone. */
export async function sendWaiting(db: Db, of: MailboxGroup, codes: ReadonlySet<string>): Promise<void> {
  const waiting = await listWaiting(db, of, [...codes]);
  if (waiting.length > 0) await jobQueue.hurry(db, waiting.map(sendKey));
}

/** Nothing of ours can send it now: it waits untried, a day at a time, for whoever ends that. */
export async function postponeMessage(
  deps: ContactsDeps,
  askedFor: Id<'contact'>,
  messageId: Id<'message'>,
  { code, unsure }: { readonly code: string; readonly unsure: boolean },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockContactOrHeir(tx, askedFor);
    if (row === undefined) return;
    setWaiting(tx, row.id, messageId, code, unsure);
    await enqueueSending(tx, row.id, messageId, new Date(deps.clock.now().getTime() + 86_400_000));
    await deps.live.announce(tx, { kind: 'contact-changed', contactId: row.id, queue: row.queue });
  });
}
