import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';
import { notHere } from './find-heir.ts';
import { readMasks, readRawOf } from './messages-store.ts';
import { isInHand } from './leave-to-open.ts';

/** All that a mail as it came may hold: whoever may not see one of them may not see the whole. */
const wholeMail = ['messages', 'files', 'name', 'emailAddress'];

/**
 * The leave to see a message's mail as it came: what was left out, files, every header. Identity codes that are masked
 * in the message stand in it as they were written, so that such a mail takes the task to see those too, and a reason.
 * @returns the mail's unit; `reveal` is the leave for the codes, to be recorded first
 * @throws Refusal 'not-found', 'task-missing', 'reason-needed'
 */
export async function mayOpenRaw(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  reason: string | undefined,
): Promise<{ mailId: Id<'mail'>; grant: Grant; reveal: Grant | undefined }> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  const [mailId, masks] = await Promise.all([
    readRawOf(deps.db, contactId, messageId),
    readMasks(deps.db, contactId),
  ]);
  const units = mailId === undefined ? [contactId] : [contactId, mailId];
  const given = reason === undefined ? {} : { reason };
  const ask = {
    act: 'open-raw-mail',
    queue: row.queue,
    units,
    categories: wholeMail,
    needsReason: true,
    inHand: await isInHand(deps, actor, row),
    ...given,
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (grant.categories.length < wholeMail.length) return deps.access.refuse(actor, ask, 'task-missing');
  if (mailId === undefined) throw new Refusal('not-found', { what: 'mail' });
  if (!masks.some((mask) => mask.message_id === messageId)) return { mailId, grant, reveal: undefined };
  const codes = { act: 'reveal-identity-code', units, categories: ['identityCode'], ...given } as const;
  const reveal = await deps.access.authorize(actor, codes);
  if (reveal.categories.length === 0) return deps.access.refuse(actor, codes, 'task-missing');
  return { mailId, grant, reveal };
}
