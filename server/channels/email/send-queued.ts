import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import {
  beginHanding,
  noteHanded,
  openQueuedMessage,
  postponeMessage,
  recordDelivery,
} from '../../register/contacts/deliver-message.ts';
import { placesOf } from '../../register/contacts/recipients-of.ts';
import { releaseDue } from '../../register/contacts/release-message.ts';
import { noticeLine } from '../../safeguards/declaration/notice/short-forms.ts';
import { makeMessageId } from './build-mail.ts';
import type { CarriedMail, Gate } from '../../safeguards/processors/gate.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import type { Tx } from '../../storage/database.ts';
import { notLetOut } from './not-let-out.ts';
import { MailNotSent } from './send-mail.ts';
import type { SendingAccounts } from './sending-accounts.ts';

/** Tries go on for about five days, as mail servers' do; then the message shows as failed. */
const mostAttempts = 25;

/**
 * One try to send a message whose moment has come. A temporary failure is thrown, coded, so that the queue tries
 * again; a lasting one is recorded on the message for staff to see. Interrupted while the mail server had the
 * mail, it is sent again under the same Message-ID, and says so: docs/decisions/sending-once.md.
 */
export async function sendQueued(
  deps: ContactsDeps & {
    accounts: Pick<SendingAccounts, 'of'>;
    gate: Pick<Gate, 'noteCarried'>;
    publicUrl: string;
  },
  ids: { messageId: Id<'message'> },
  attempt: number,
): Promise<'sent' | 'failed' | 'held' | 'waiting' | 'nothing-to-do'> {
  const { messageId } = ids;
  const released = await releaseDue(deps, messageId);
  if (released === 'held') return 'held';
  if (typeof released === 'string') return 'nothing-to-do';
  const { contactId } = released;
  const queued = await openQueuedMessage(deps, contactId, messageId);
  if (queued === undefined) return 'nothing-to-do';
  const { body } = queued;
  const mailMessageId = makeMessageId(messageId, body.from.address);
  const sentAs = ({ code, missed }: { code: string | null; missed: readonly number[] }) =>
    recordDelivery(deps, contactId, messageId, {
      delivery: 'sent',
      code,
      mailMessageId,
      missed: missed.length,
    });
  if (queued.taken) {
    await sentAs(queued.taken);
    return 'sent';
  }
  const mailbox = mailboxOf(deps, body.from.address) ?? queued.mailbox;
  const account = deps.accounts.of(mailbox);
  if (account === undefined) {
    await postponeMessage(deps, contactId, messageId, { code: 'not-set', unsure: queued.unsure });
    return 'waiting';
  }
  let leave: Leave | undefined;
  const carried = (outcome: CarriedMail['outcome'], code: string | null) => (tx: Tx) => {
    const { personId, files } = queued;
    const categories = ['emailAddress', 'messages', ...(files.length > 0 ? ['files'] : [])];
    if (leave !== undefined)
      deps.gate.noteCarried(tx, leave, { contactId, personId, categories, outcome, code });
  };
  // Of the version in force as it leaves, also for what was written long before.
  const published = deps.current();
  const language = body.writtenIn ?? published.declaration.mailboxes[mailbox]?.language ?? 'en';
  const named = (address: string) => ({ name: '', address });
  try {
    const sent = await account.inTurn(async () => {
      leave = await account.leave();
      if (!(await beginHanding(deps, queued))) return undefined;
      const mail = {
        messageId,
        contactId,
        from: body.from,
        to: body.to.map(named),
        cc: body.cc.map(named),
        recipients: queued.recipients,
        subject: body.subject,
        text: body.text,
        quoted: body.quoted,
        ...(body.signature ? { signature: body.signature } : {}),
        noticeLine: noticeLine(published, language, `${deps.publicUrl}/${language}/notice`),
        ...(body.mailMessageId === null ? {} : { inReplyTo: body.mailMessageId }),
        references: [...body.references],
        date: queued.at,
        ...(body.automatic === true ? { automatic: true } : {}),
        attachments: queued.files.map(({ description, content }) => ({ ...description, content })),
      };
      const { refused } = await account.sender.send(mail, leave);
      const missed = placesOf(body, refused);
      const code = missed.length > 0 ? 'some-refused' : queued.unsure ? 'perhaps-twice' : null;
      await noteHanded(deps, messageId, { code, missed }, carried('done', code));
      return { code, missed };
    });
    if (sent === undefined) return 'nothing-to-do';
    await sentAs(sent);
    return 'sent';
  } catch (error) {
    if (!(error instanceof MailNotSent)) throw error;
    if (notLetOut.has(error.code)) {
      await postponeMessage(deps, contactId, messageId, { code: error.code, unsure: queued.unsure });
      return 'waiting';
    }
    const over = !error.temporary || attempt >= mostAttempts;
    await recordDelivery(deps, contactId, messageId, {
      delivery: over ? 'failed' : 'queued',
      code: error.code,
      attempt,
      // An answer to a mail that got through although we were told otherwise still finds its contact.
      mailMessageId,
      unsure: queued.unsure || error.unsure,
      // Whoever keeps the server was told of it, if only whom it was for.
      ...(error.unsure || (over && error.response !== undefined)
        ? { also: carried('failed', error.code) }
        : {}),
    });
    if (over) return 'failed';
    throw error;
  }
}

/** By its sender's address: a contact that it was merged into may be of another mailbox. */
function mailboxOf({ current }: ContactsDeps, address: string): string | undefined {
  return Object.entries(current().declaration.mailboxes).find(([, each]) => each.address === address)?.[0];
}
