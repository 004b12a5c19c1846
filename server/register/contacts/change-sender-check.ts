import type { Id } from '../../base/new-id.ts';
import { noteMailFrom } from '../people/address-standing.ts';
import { bodyColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { setBody } from './delivery-store.ts';
import { lockContactOrHeir } from './find-heir.ts';
import { readMessage } from './messages-store.ts';
import { confirmsSender, type SenderCheck, type SenderReason, withReasons } from './sender-check.ts';

/** What the register had added, and looking again does not undo. */
const lasting: ReadonlySet<SenderReason> = new Set(['forged-reply-address', 'other-address']);

/** The verdict about a message that could not be had when it came; nothing when contact or message are gone. */
export async function changeSenderCheck(
  deps: ContactsDeps,
  askedFor: Id<'contact'>,
  messageId: Id<'message'>,
  found: SenderCheck,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await lockContactOrHeir(tx, askedFor);
    const message = row && (await readMessage(tx, row.id, messageId));
    if (row === undefined || message === undefined) return;
    const grant = deps.access.systemGrant('intake', { units: [row.id], categories: ['messages'] });
    const details = { change: 'sender-checked', message: messageId };
    const sealer = await deps.vault.change(tx, grant, 'change', { details });
    if (!sealer.holds(row.id)) return;
    const body = sealer.open(bodyColumn, bodyColumn.at(row.id, messageId, message.body_sealed));
    const confirmed = confirmsSender(found);
    const kept = (body.sender?.reasons ?? []).filter(
      (reason) => lasting.has(reason) || (reason === 'confirmed-before' && !confirmed),
    );
    const sender = withReasons(found, kept);
    setBody(tx, row.id, messageId, sealer.seal(bodyColumn, row.id, messageId, { ...body, sender }));
    if (found.conclusion !== 'denied') noteMailFrom(tx, deps.blindIndex, body.from.address, confirmed);
    await deps.live.announce(tx, { kind: 'contact-changed', contactId: row.id, queue: row.queue });
  });
}
