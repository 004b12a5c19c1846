import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { receiveMessage } from '../../register/contacts/receive-message.ts';
import { receiveOldMessage } from '../../register/contacts/receive-old-message.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { dateOfMail } from './date-of-mail.ts';
import { rawColumn, unpackRaw } from './keep-mail.ts';
import {
  countTrayRows,
  listTrayRows,
  lockRawIn,
  type RawRow,
  readRawRow,
  setRawState,
  type TrayMailboxes,
} from './mail-store.ts';

/** How much of an unreadable mail staff are shown. */
const shownBytes = 20_000;

async function mailboxesOf(deps: ContactsDeps, actor: StaffActor): Promise<TrayMailboxes | undefined> {
  const queues = await deps.access.queuesFor(actor, 'open-tray');
  const { mailboxes } = deps.current().declaration;
  const own = Object.entries(mailboxes).filter(([, mailbox]) => queues.includes(mailbox.queue));
  return queues.length === 0 ? undefined : { own: own.map(([key]) => key), declared: Object.keys(mailboxes) };
}

/** Mail that could not be read, oldest first, of the queues one's tasks reach. Nothing is opened. */
export async function listTray(deps: ContactsDeps, actor: StaffActor): Promise<RawRow[]> {
  const mailboxes = await mailboxesOf(deps, actor);
  return mailboxes === undefined ? [] : listTrayRows(deps.db, mailboxes);
}

export async function countTray(deps: ContactsDeps, actor: StaffActor): Promise<number> {
  const mailboxes = await mailboxesOf(deps, actor);
  return mailboxes === undefined ? 0 : countTrayRows(deps.db, mailboxes);
}

async function openRow(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
): Promise<{ row: RawRow; raw: Uint8Array }> {
  const row = await readRawRow(deps.db, mailId);
  if (row?.state !== 'unreadable') throw new Refusal('not-found', { what: 'mail' });
  const queue = deps.current().declaration.mailboxes[row.mailbox]?.queue;
  const grant = await deps.access.authorize(actor, {
    act: 'open-tray',
    units: [mailId],
    categories: ['messages'],
    ...(queue === undefined ? {} : { queue }),
  });
  const load = async () => row.raw_sealed ?? (await deps.blobs.get(row.blob!));
  return deps.vault.open(grant, 'view', load, (opener, sealed) => ({
    row,
    raw: unpackRaw(opener.open(rawColumn, rawColumn.at(mailId, mailId, sealed))).raw,
  }));
}

/** Bytes as text that can be looked at: what is no text is shown as its replacement sign. */
function asText(raw: Uint8Array): string {
  return new TextDecoder('utf-8')
    .decode(raw.subarray(0, shownBytes))
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '\ufffd');
}

export async function openTrayItem(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
): Promise<{ beginning: string; truncated: boolean }> {
  const { raw } = await openRow(deps, actor, mailId);
  return { beginning: asText(raw), truncated: raw.length > shownBytes };
}

export type Settlement =
  | { readonly act: 'try-again' }
  | { readonly act: 'set-aside' }
  | {
      readonly act: 'make-contact';
      readonly emailAddress: string;
      readonly name: string;
      readonly subject: string;
    };

/**
 * Deals with a mail in the tray: reads it again, puts it aside (it stays sealed until its period
 * ends), or makes a contact of what staff read in it.
 * @throws Refusal 'already-done' when a colleague was faster, 'value-not-valid' for the address
 */
export async function settleTrayItem(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
  settlement: Settlement,
): Promise<Id<'contact'> | null> {
  const { row, raw } = await openRow(deps, actor, mailId);
  const mailbox = deps.current().declaration.mailboxes[row.mailbox];
  return deps.db.transaction(async (tx) => {
    const locked = await lockRawIn(tx, mailId, ['unreadable']);
    if (locked === undefined) throw new Refusal('already-done', { what: 'mail' });
    let contactId: Id<'contact'> | null = null;
    if (settlement.act === 'make-contact') {
      const address = parseEmailAddress(settlement.emailAddress);
      if (address === undefined)
        throw new Refusal('value-not-valid', { field: 'emailAddress', kind: 'email-address' });
      if (mailbox === undefined) throw new Refusal('recipient-not-declared', { what: 'mailbox' });
      const message = {
        channel: 'email' as const,
        mailbox: row.mailbox,
        queue: mailbox.queue,
        language: mailbox.language,
        thread: undefined,
        at: row.received_at,
        from: { name: settlement.name.trim(), address },
        to: [mailbox.address],
        cc: [],
        subject: settlement.subject.trim(),
        text: asText(raw),
        quoted: '',
        html: null,
        mailMessageId: null,
        references: [],
        files: [{ name: 'mail.eml', contentType: 'message/rfc822', content: raw }],
        mailId,
      };
      const old = row.source === 'import' ? dateOfMail(raw, row.received_at) : undefined;
      const { from } = message;
      // Old mail that a colleague has read is still old mail; without a date it is of the day it was brought.
      const received = old
        ? await receiveOldMessage(deps, tx, {
            ...message,
            at: 'at' in old ? old.at : row.received_at,
            outgoing: false,
            person: from,
            threadIds: [],
          })
        : await receiveMessage(deps, tx, { ...message, automatic: false });
      contactId = received.contactId;
    }
    const state =
      settlement.act === 'try-again' ? 'kept' : settlement.act === 'set-aside' ? 'set-aside' : 'done';
    setRawState(tx, mailId, state, settlement.act === 'set-aside' ? row.problem : null, contactId);
    await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: mailbox?.queue ?? null });
    return contactId;
  });
}
