import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { mayOpenRaw } from '../../register/contacts/may-open-raw.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { findRaw, unpackRaw } from './keep-mail.ts';
import type { MailInPieces } from './mail-in-pieces.ts';
import { readRawRow } from './mail-store.ts';

/**
 * A message's mail as it came, byte for byte, without the envelope that we keep with it, to be read piece by piece. A line of its own in the log.
 * @throws Refusal as `mayOpenRaw`, 'unit-erased'
 */
export async function openRawMail(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  reason: string | undefined,
): Promise<MailInPieces> {
  const { mailId, grant, reveal } = await mayOpenRaw(deps, actor, contactId, messageId, reason);
  const row = await readRawRow(deps.db, mailId);
  // It goes with its contact, and moves with its message.
  if (row?.contact_id !== contactId) throw new Refusal('not-found', { what: 'mail' });
  const details = { message: messageId };
  const nothing = () => Promise.resolve();
  if (reveal) await deps.vault.open(reveal, 'reveal', nothing, () => undefined, details);
  return deps.vault.open(
    grant,
    'view',
    () => findRaw(deps.blobs, row),
    async (opener, found) => {
      if (!opener.holds(mailId)) throw new Refusal('unit-erased');
      return (await unpackRaw(deps.blobs, opener, mailId, found)).raw;
    },
    { ...details, kibibytes: Math.ceil(row.size / 1024) },
  );
}
