import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { touchPerson } from '../people/touch-person.ts';
import { isUndeliverable } from '../people/address-standing.ts';
import { rememberWaiting } from './answered-store.ts';
import { changeContact, closed } from './change-contact.ts';
import { quoteOriginal, readRecipients, replySubject } from './compose-reply.ts';
import { bodyColumn, cardColumn, type MessageBody } from './contact-columns.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { insertScheduled } from './delivery-store.ts';
import { deleteDraft, isTaken, readFilesUnder } from './drafts-store.ts';
import { type Doubt, findDoubts } from './find-doubts.ts';
import { insertMessage, messageExists, type MessageRow } from './messages-store.ts';
import { indexText } from './search/index-text.ts';
import { makePreview } from './make-preview.ts';
import { readThreadPart, threadForDoubts } from './thread-store.ts';

/** The job that carries a queued message out of the house. */
export const sendMessageJob = 'send-message';
export const sendKey = (messageId: Id<'message'>) => `send:${messageId}`;

const longestDelay = 90 * 86_400_000;

/** What others of the house add to an answer; each has a plain way without it. */
export interface AnsweringDeps extends ContactsDeps {
  /** What stands below an answer from this mailbox; without it, the mailbox's name does. */
  readonly signatureFor?: (
    mailbox: string,
    language: Language,
    staffId: Id<'staff'>,
  ) => Promise<string | null>;
}

export interface Answer {
  readonly messageId: Id<'message'>;
  readonly version: number;
  readonly text: string;
  /** Left out: Reply-To, else From, of the newest message that came in. */
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  /** Of what the house adds: signature, sender's name, the line above what is quoted. Left out: the contact's. */
  readonly language?: Language | undefined;
  /** The mail answered stands below the answer. */
  readonly quote?: boolean | undefined;
  readonly thenClose: boolean;
  /** Seconds in which it can still be taken back. */
  readonly delaySeconds?: number | undefined;
  /** When it is to go, at most 90 days ahead. */
  readonly sendAt?: Date | undefined;
  /** The doubts the writer has looked at. */
  readonly confirmed?: readonly string[] | undefined;
}

/**
 * Answers a contact: the message is sealed and queued in one transaction; the sending is a job that
 * tries again until it is out. One with a delay counts as the answer at once and can be taken back
 * meanwhile; one sent later leaves the contact as it is until it goes. The same `messageId` again changes nothing.
 * @throws Refusal 'no-address-to-answer', 'recipient-doubtful' (`doubts`, with commas: `find-doubts.ts`),
 *   'value-not-valid', 'changed-meanwhile' (somebody wrote or answered meanwhile), 'task-missing'
 */
export function answerContact(
  deps: AnsweringDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: Answer,
): Promise<{ contactId: Id<'contact'>; version: number }> {
  const { messageId } = input;
  const change = {
    act: 'answer-contact',
    contactId,
    version: input.version,
    categories: ['messages'],
    details: { change: input.sendAt === undefined ? 'answered' : 'answer-scheduled', message: messageId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    if (await messageExists(tx, contactId, messageId)) return undefined;
    if (await isTaken(tx, contactId, messageId, actor.staffId))
      throw new Refusal('invalid-input', { field: 'messageId' });
    if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
    const published = deps.current();
    const mailbox = row.mailbox === null ? undefined : published.declaration.mailboxes[row.mailbox];
    if (row.mailbox === null || mailbox === undefined) throw new Refusal('no-address-to-answer');
    const { rows, lastIn } = await readThreadPart(tx, contactId, threadForDoubts);
    const thread = openThread(sealer, rows);
    const [last] = openThread(sealer, lastIn === undefined ? [] : [lastIn]);
    const at = deps.clock.now();
    const { delivery, sendAt, later } = planSending(input, at);
    const standard = last === undefined || last.body.from.address === '' ? [] : [addressOf(last.body)];
    const recipients = readRecipients(input.to ?? standard, input.cc ?? []);
    // A code that staff typed does not leave the house in clear text, nor as a mark that means nothing to the customer.
    const text = maskIdentityCodes(input.text, findIdentityCodes(input.text));
    const files = await readFilesUnder(tx, contactId, messageId);
    const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));

    await mustBeConfirmed(deps, input.confirmed, {
      personId: row.person_id,
      ...recipients,
      text,
      files: files.length,
      names: [card.name, ...(last === undefined ? [] : [last.body.from.name])],
      thread: thread.map((message) => message.body),
      senderDoubtful: last !== undefined && last.body.sender?.conclusion === 'denied',
      isUndeliverable: (address) => isUndeliverable(deps, address),
    });

    const language = input.language ?? row.language ?? mailbox.language;
    const subject = maskIdentityCodes(input.subject ?? '', findIdentityCodes(input.subject ?? '')).trim();
    insertMessage(tx, {
      contact_id: contactId,
      id: messageId,
      direction: 'out',
      channel: 'email',
      at,
      author_id: actor.staffId,
      mail_id: null,
      delivery,
      ...(sendAt === undefined ? {} : { send_at: sendAt }),
      body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
        from: { name: mailbox.name[language], address: mailbox.address },
        ...recipients,
        subject: subject || replySubject(last?.body.subject ?? card.subject),
        text,
        quoted:
          input.quote === true && last !== undefined
            ? quoteOriginal(last.body, last.at, language, published.declaration.register.timeZone)
            : '',
        html: null,
        mailMessageId: last?.body.mailMessageId ?? null,
        references: last?.body.references ?? [],
        signature: await signatureOf(deps, row.mailbox, language, actor.staffId),
        ...(input.language === undefined ? {} : { language }),
        writtenIn: language,
      }),
    });
    const texts = [subject || replySubject(last?.body.subject ?? card.subject), text];
    await indexText(deps, tx, {
      contactId,
      textId: messageId,
      kind: 'message',
      at,
      texts,
      language: input.language ?? row.language,
    });
    await enqueueSending(tx, contactId, messageId, sendAt);
    if (sendAt !== undefined) {
      insertScheduled(tx, {
        contact_id: contactId,
        message_id: messageId,
        later,
        then_close: input.thenClose,
        status_before: row.status,
        assignee_before: row.assignee_id,
        waiting_before: row.waiting_since,
        due_before: row.answer_due_at,
        underway_before: row.underway_since,
        done_due_before: row.done_due_at,
        snoozed_before: row.snoozed_until,
        last_before: row.last_at,
      });
    }
    await deleteDraft(tx, contactId, messageId, actor.staffId);
    await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
    touchPerson(tx, published, row.person_id, at);
    const grown = {
      ...row,
      messages: row.messages + 1,
      files: row.files + files.length,
      assignee_id: row.assignee_id ?? actor.staffId,
    };
    // Until it goes the customer still waits, and the contact says so.
    if (later) return grown;
    rememberWaiting(tx, row, messageId);
    const card_sealed = sealer.seal(cardColumn, contactId, contactId, {
      ...card,
      preview: makePreview(text),
    });
    return answered(deps, { ...grown, card_sealed }, at, input.thenClose);
  });
}

/** The contact as it stands once answered. */
export async function answered(
  deps: ContactsDeps,
  row: ContactRow,
  at: Date,
  thenClose: boolean,
): Promise<ContactRow> {
  const next = {
    ...row,
    status: 'waiting' as const,
    closed_at: null,
    waiting_since: null,
    answer_due_at: null,
    snoozed_until: null,
    last_at: at,
    ...(await heldContactPeriod(deps, row, at)),
  };
  return thenClose ? closed(deps, next, null) : next;
}

export function enqueueSending(
  tx: Tx,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  runAt: Date | undefined,
): Promise<void> {
  return jobQueue.enqueue(
    tx,
    sendMessageJob,
    { contactId, messageId },
    { key: sendKey(messageId), ...(runAt === undefined ? {} : { runAt }) },
  );
}

/** @throws Refusal 'recipient-doubtful' unless every doubt is among those confirmed */
export async function mustBeConfirmed(
  deps: Pick<ContactsDeps, 'db' | 'blindIndex'>,
  confirmed: readonly string[] | undefined,
  outgoing: Parameters<typeof findDoubts>[1],
): Promise<void> {
  const found: Doubt[] = await findDoubts(deps, outgoing);
  const open = found.filter((doubt) => confirmed?.includes(doubt) !== true);
  if (open.length > 0) throw new Refusal('recipient-doubtful', { doubts: found.join(',') });
}

export interface OpenedMessage extends Omit<MessageRow, 'body_sealed'> {
  readonly body: MessageBody;
}

export function openThread(opener: Opener, rows: readonly MessageRow[]): OpenedMessage[] {
  return rows.map(({ body_sealed, ...row }) => ({
    ...row,
    body: opener.open(bodyColumn, bodyColumn.at(row.contact_id, row.id, body_sealed)),
  }));
}

export function addressOf(body: Pick<MessageBody, 'from' | 'replyTo'>): string {
  return body.replyTo ?? body.from.address;
}

export async function signatureOf(
  deps: AnsweringDeps,
  mailbox: string,
  language: Language,
  staffId: Id<'staff'>,
): Promise<string> {
  const own = await deps.signatureFor?.(mailbox, language, staffId);
  return own ?? deps.current().declaration.mailboxes[mailbox]?.name[language] ?? '';
}

function planSending(input: Answer, now: Date) {
  if (input.sendAt !== undefined) {
    const ahead = input.sendAt.getTime() - now.getTime();
    if (ahead > longestDelay) throw new Refusal('value-not-valid', { field: 'sendAt' });
    // What is due already goes at once.
    if (ahead > 0) return { delivery: 'scheduled' as const, sendAt: input.sendAt, later: true };
  }
  const seconds = input.delaySeconds ?? 0;
  if (seconds === 0) return { delivery: 'queued' as const, sendAt: undefined, later: false };
  return {
    delivery: 'scheduled' as const,
    sendAt: new Date(now.getTime() + seconds * 1000),
    later: false,
  };
}
