import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import { mayOpenRaw } from '../../register/contacts/may-open-raw.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rawColumn, unpackRaw } from './keep-mail.ts';
import { readRawRow } from './mail-store.ts';

/**
 * A message's mail as it came, byte for byte, without the envelope that we keep with it. A line of its own in the log.
 * @throws Refusal as `mayOpenRaw`, 'unit-erased'
 */
export async function openRawMail(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  reason: string | undefined,
): Promise<Uint8Array> {
  const { mailId, grant, reveal } = await mayOpenRaw(deps, actor, contactId, messageId, reason);
  const row = await readRawRow(deps.db, mailId);
  // It goes with its contact, and moves with its message.
  if (row?.contact_id !== contactId) throw new Refusal('not-found', { what: 'mail' });
  const details = { message: messageId };
  const nothing = () => Promise.resolve();
  if (reveal) await deps.vault.open(reveal, 'reveal', nothing, () => undefined, details);
  const load = async () => row.raw_sealed ?? (await deps.blobs.get(row.blob!));
  return deps.vault.open(
    grant,
    'view',
    load,
    (opener, sealed) => {
      if (!opener.holds(mailId)) throw new Refusal('unit-erased');
      return unpackRaw(opener.open(rawColumn, rawColumn.at(mailId, mailId, sealed))).raw;
    },
    { ...details, bytes: row.size },
  );
}
