import { Refusal } from '../../base/errors.ts';
import { type Id, isId } from '../../base/new-id.ts';
import { parseEmailAddress } from '../../base/normalise-contact.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { receiveMessage } from '../../register/contacts/receive-message.ts';
import { receiveOldMessage } from '../../register/contacts/receive-old-message.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { dateOfMail, headerLimit } from './date-of-mail.ts';
import { findRaw, unpackRaw } from './keep-mail.ts';
import { headOf, type MailInPieces } from './mail-in-pieces.ts';
import {
  countTrayRows,
  listTrayRows,
  lockRawIn,
  type RawRow,
  readRawRow,
  setRawState,
  type TrayMailboxes,
  type TrayRow,
  type TrayState,
} from './mail-store.ts';
import { settleWithheld } from './withheld-mail.ts';
import { countWithheldRows, listWithheldRows, type WithheldRow } from './withheld-store.ts';

/** How much of an unreadable mail staff are shown. */
const shownBytes = 20_000;

async function mailboxesOf(deps: ContactsDeps, actor: StaffActor): Promise<TrayMailboxes | undefined> {
  const queues = await deps.access.queuesFor(actor, 'open-tray');
  const { mailboxes } = deps.current().declaration;
  const own = Object.entries(mailboxes).filter(([, mailbox]) => queues.includes(mailbox.queue));
  return queues.length === 0 ? undefined : { own: own.map(([key]) => key), declared: Object.keys(mailboxes) };
}

/** Mail that the servers of one's mailboxes will not give out: not here, so that there is nothing to open. */
export async function listWithheld(
  deps: ContactsDeps,
  actor: StaffActor,
  { aside }: { readonly aside: boolean },
): Promise<WithheldRow[]> {
  const mailboxes = await mailboxesOf(deps, actor);
  return mailboxes === undefined ? [] : listWithheldRows(deps.db, mailboxes, aside);
}

/**
 * Mail that could not be read, of the queues one's tasks reach. Nothing is opened.
 * @throws Refusal 'invalid-input' for a cursor that is none of ours
 */
export async function listTray(
  deps: ContactsDeps,
  actor: StaffActor,
  page: { readonly state: TrayState; readonly cursor: string | undefined; readonly limit: number },
): Promise<{ rows: TrayRow[]; next: string | null }> {
  const { state, limit } = page;
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const mailboxes = await mailboxesOf(deps, actor);
  if (mailboxes === undefined) return { rows: [], next: null };
  const found = await listTrayRows(deps.db, mailboxes, { state, after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last
      ? Buffer.from(`${last.received_at.getTime()}.${last.id}`).toString('base64url')
      : null;
  return { rows, next };
}

function readCursor(cursor: string): { at: Date; id: Id } {
  const [, at, id] = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at: new Date(Number(at)), id };
}

export async function countTray(
  deps: ContactsDeps,
  actor: StaffActor,
): Promise<{ waiting: number; aside: number }> {
  const mailboxes = await mailboxesOf(deps, actor);
  if (mailboxes === undefined) return { waiting: 0, aside: 0 };
  const [counts, withheld] = await Promise.all([
    countTrayRows(deps.db, mailboxes),
    countWithheldRows(deps.db, mailboxes),
  ]);
  return { waiting: counts.waiting + withheld.waiting, aside: counts.aside + withheld.aside };
}

/** A mail of the tray, waiting or set aside, and the leave for it. @throws Refusal 'not-found', 'task-missing' */
async function mayOpen(deps: ContactsDeps, actor: StaffActor, mailId: Id<'mail'>) {
  const row = await readRawRow(deps.db, mailId);
  if (row?.state !== 'unreadable' && row?.state !== 'set-aside')
    throw new Refusal('not-found', { what: 'mail' });
  const queue = deps.current().declaration.mailboxes[row.mailbox]?.queue;
  const ask = {
    act: 'open-tray',
    units: [mailId],
    categories: ['messages'],
    ...(queue === undefined ? {} : { queue }),
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return { row, grant, queue };
}

async function openRow(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
): Promise<{ row: RawRow; raw: MailInPieces; beginning: Uint8Array }> {
  const { row, grant } = await mayOpen(deps, actor, mailId);
  return deps.vault.open(
    grant,
    'view',
    () => findRaw(deps.blobs, row),
    async (opener, found) => {
      const { raw } = await unpackRaw(deps.blobs, opener, mailId, found);
      return { row, raw, beginning: await headOf(raw, headerLimit) };
    },
  );
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
  const { raw, beginning } = await openRow(deps, actor, mailId);
  return { beginning: asText(beginning), truncated: raw.size > shownBytes };
}

/** The whole of it, byte for byte, to be read piece by piece. @throws Refusal as opening it */
export async function downloadTrayItem(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
): Promise<MailInPieces> {
  return (await openRow(deps, actor, mailId)).raw;
}

/**
 * Puts a mail aside - it stays sealed until its period ends - or back among those that wait. It is not read for that.
 * @throws Refusal 'already-done' when it is there already or a colleague has dealt with it
 */
export async function moveTrayItem(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
  act: 'set-aside' | 'put-back',
): Promise<void> {
  if (await settleWithheld(deps, actor, mailId, act)) return;
  const { row, grant, queue } = await mayOpen(deps, actor, mailId);
  const [from, to] =
    act === 'set-aside' ? (['unreadable', 'set-aside'] as const) : (['set-aside', 'unreadable'] as const);
  await deps.db.transaction(async (tx) => {
    if ((await lockRawIn(tx, mailId, [from])) === undefined)
      throw new Refusal('already-done', { what: 'mail' });
    await deps.vault.change(tx, grant, 'change', {
      details: { change: act === 'set-aside' ? 'mail-set-aside' : 'mail-put-back' },
    });
    setRawState(tx, mailId, to, row.problem, null);
    await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: queue ?? null });
  });
}

export type Settlement =
  | { readonly act: 'try-again' }
  | {
      readonly act: 'make-contact';
      readonly emailAddress: string;
      readonly name: string;
      readonly subject: string;
    };

/**
 * Deals with a mail in the tray, also one that was set aside: reads it again, or makes a contact of what staff read in it.
 * @throws Refusal 'already-done' when a colleague was faster, 'value-not-valid' for the address
 */
export async function settleTrayItem(
  deps: ContactsDeps,
  actor: StaffActor,
  mailId: Id<'mail'>,
  settlement: Settlement,
): Promise<Id<'contact'> | null> {
  if (await settleWithheld(deps, actor, mailId, settlement.act)) return null;
  const { row, raw, beginning } = await openRow(deps, actor, mailId);
  const mailbox = deps.current().declaration.mailboxes[row.mailbox];
  return deps.db.transaction(async (tx) => {
    const locked = await lockRawIn(tx, mailId, ['unreadable', 'set-aside']);
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
        text: asText(beginning),
        quoted: '',
        html: null,
        mailMessageId: null,
        references: [],
        files: [{ name: 'mail.eml', contentType: 'message/rfc822', content: raw }],
        mailId,
      };
      const old = row.source === 'import' ? dateOfMail(beginning, row.received_at) : undefined;
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
    setRawState(tx, mailId, settlement.act === 'try-again' ? 'kept' : 'done', null, contactId);
    await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: mailbox?.queue ?? null });
    return contactId;
  });
}
