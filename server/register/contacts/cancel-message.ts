import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { type OpenedMessage, openThread } from './answer-contact.ts';
import { changeContact } from './change-contact.ts';
import { cardColumn, type ReplyDraft, replyDraftColumn } from './contact-columns.ts';
import { heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { removeMessage, type ScheduledRow, takeScheduled } from './delivery-store.ts';
import { insertDraft, moveFilesUnder, readDraftsOf, readFilesUnder, updateDraft } from './drafts-store.ts';
import { makePreview } from './make-preview.ts';
import { readMessage } from './messages-store.ts';
import { mustBeScheduled } from './release-message.ts';
import { forgetTexts } from './search/index-text.ts';
import { readNewestBut } from './thread-store.ts';

/**
 * Takes a message back before it goes: it becomes its author's draft again, and the contact stands as it did
 * before, but for what happened since. Of cancelling and sending the database lets only one happen.
 * @throws Refusal 'sent-already', 'not-found', and those of `changeContact`
 */
export function cancelMessage(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
) {
  const change = {
    act: 'answer-contact',
    contactId,
    version: undefined,
    categories: ['messages'],
    details: { change: 'answer-taken-back', message: messageId },
  } as const;
  return changeContact(deps, actor, change, async (tx, row, sealer) => {
    await mustBeScheduled(tx, contactId, messageId);
    const scheduled = await takeScheduled(tx, contactId, messageId);
    const message = (await readMessage(tx, contactId, messageId))!;
    const [{ body }] = openThread(sealer, [message]) as [OpenedMessage];
    const files = await readFilesUnder(tx, contactId, messageId);
    removeMessage(tx, contactId, messageId);
    forgetTexts(tx, contactId, [messageId]);
    await keepAsDraft(deps, tx, sealer, {
      contactId,
      draftId: messageId,
      staffId: message.author_id ?? actor.staffId,
      draft: {
        to: body.to,
        cc: body.cc,
        subject: body.subject,
        text: body.text,
        quote: body.quoted !== '',
        language: body.language ?? null,
      },
    });
    await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
    const fewer = { ...row, messages: row.messages - 1, files: row.files - files.length };
    if (scheduled === undefined) return fewer;
    const back = takenBack(fewer, scheduled, message);
    if (back.last_at.getTime() === row.last_at.getTime()) return back;
    const newest = await readNewestBut(tx, contactId, messageId);
    const [left] = openThread(sealer, newest === undefined ? [] : [newest]);
    const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));
    return {
      ...back,
      card_sealed: sealer.seal(cardColumn, contactId, contactId, {
        ...card,
        preview: makePreview(left?.body.text ?? ''),
      }),
      ...(await heldContactPeriod(deps, row, back.last_at)),
    };
  });
}

/** The contact as it stood, where nobody else has changed the same since. */
function takenBack(
  row: ContactRow,
  before: ScheduledRow,
  message: { readonly at: Date; readonly author_id: Id<'staff'> | null },
): ContactRow {
  const assigned =
    before.assignee_before === null && row.assignee_id === message.author_id ? null : row.assignee_id;
  if (before.later) return { ...row, assignee_id: assigned };
  const untouched = row.last_at.getTime() === message.at.getTime();
  const asLeft = row.status === (before.then_close ? 'closed' : 'waiting');
  return {
    ...row,
    assignee_id: assigned,
    ...(untouched ? { last_at: before.last_before } : {}),
    ...(untouched && asLeft
      ? {
          status: before.status_before,
          closed_at: before.status_before === 'closed' ? (row.closed_at ?? before.last_before) : null,
          waiting_since: before.waiting_before,
          answer_due_at: before.due_before,
          underway_since: before.underway_before,
          done_due_at: before.done_due_before,
          snoozed_until: before.snoozed_before,
        }
      : {}),
  };
}

/** Puts an answer back among its author's drafts; below another one they have begun meanwhile. */
export async function keepAsDraft(
  deps: ContactsDeps,
  tx: Tx,
  sealer: Sealer,
  kept: {
    readonly contactId: Id<'contact'>;
    readonly draftId: Id<'message'>;
    readonly staffId: Id<'staff'>;
    readonly draft: ReplyDraft;
  },
): Promise<Id<'message'>> {
  const { contactId, draftId, staffId, draft } = kept;
  const saved_at = deps.clock.now();
  const seal = (id: Id<'message'>, value: ReplyDraft) => sealer.seal(replyDraftColumn, contactId, id, value);
  const isNew = await insertDraft(tx, {
    contact_id: contactId,
    id: draftId,
    staff_id: staffId,
    kind: 'reply',
    saved_at,
    reply_sealed: seal(draftId, draft),
    note_sealed: null,
  });
  if (isNew) return draftId;
  const other = (await readDraftsOf(tx, contactId, staffId)).find((each) => each.kind === 'reply');
  if (other?.reply_sealed == null) return draftId;
  const begun = sealer.open(replyDraftColumn, replyDraftColumn.at(contactId, other.id, other.reply_sealed));
  const text = [begun.text, draft.text].filter((each) => each.trim() !== '').join('\n\n');
  await updateDraft(tx, {
    contact_id: contactId,
    id: other.id,
    saved_at,
    reply_sealed: seal(other.id, { ...draft, text }),
    note_sealed: null,
  });
  moveFilesUnder(tx, contactId, draftId, other.id);
  return other.id;
}
