import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Tx } from '../../storage/database.ts';
import { removeBlobJob } from '../../safeguards/retention/remove-units.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import {
  type FileDescription,
  type NoteDraft,
  noteDraftColumn,
  type ReplyDraft,
  replyDraftColumn,
} from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, holdContact, readContact } from './contacts-store.ts';
import {
  deleteDraft,
  deleteFilesUnder,
  type DraftKind,
  insertDraft,
  listDraftMarks,
  lockDraft,
  updateDraft,
} from './drafts-store.ts';
import { mayReadContact } from './may-read-contact.ts';

export type DraftToSave = { readonly draftId: Id<'message'>; readonly version: number } & (
  | { readonly kind: 'reply'; readonly body: ReplyDraft }
  | { readonly kind: 'note'; readonly body: NoteDraft }
);

/** A draft of one's own, opened. */
export interface OpenedDraft {
  readonly draftId: Id<'message'>;
  readonly kind: DraftKind;
  readonly version: number;
  readonly savedAt: Date;
  readonly reply: ReplyDraft | null;
  readonly note: NoteDraft | null;
  readonly files: readonly {
    readonly id: Id<'file'>;
    readonly size: number;
    readonly description: FileDescription;
  }[];
}

export interface Drafts {
  /**
   * Saves a draft of one's own; version 0 begins it.
   * @throws Refusal 'changed-meanwhile' (saved from another window, or another draft is begun there), 'not-found', 'task-missing'
   */
  save(actor: StaffActor, contactId: Id<'contact'>, draft: DraftToSave): Promise<{ version: number }>;
  /** Throws a draft of one's own away, with its files. One that is gone is no error. */
  discard(actor: StaffActor, contactId: Id<'contact'>, draftId: Id<'message'>): Promise<void>;
  /** Who writes what there, without a word of it; the version only of one's own. @throws Refusal 'not-found', 'task-missing' */
  marks(
    actor: StaffActor,
    contactId: Id<'contact'>,
  ): Promise<{ staffId: Id<'staff'>; kind: DraftKind; savedAt: Date; version: number | null }[]>;
}

/** How long one line of the log stands for the savings of one draft in one session. */
const sittingMilliseconds = 10 * 60_000;
const mostPens = 2_000;

/** Seals one colleague's drafts of one contact, and opens nothing. */
interface Pen {
  readonly until: number;
  /** False once the contact has another key: what this pen wrote could not be read. */
  readonly isCurrent: (tx: Tx) => Promise<boolean>;
  readonly seal: (draft: DraftToSave) => { reply_sealed: Buffer | null; note_sealed: Buffer | null };
}

const actFor = { reply: 'answer-contact', note: 'note-contact' } as const;
const categoryFor = { reply: 'messages', note: 'notes' } as const;

/**
 * Drafts are sealed under their contact's key. A draft saves itself every few seconds, so the log gets one line
 * for each sitting of ten minutes, not one for each saving: what the vault handed out for that line is
 * kept as a pen that only seals. Rights are asked anew at every saving (docs/decisions/draft-lines.md).
 */
export function createDrafts(deps: ContactsDeps): Drafts {
  const pens = new Map<string, Pen>();

  async function penFor(
    tx: Tx,
    actor: StaffActor,
    row: ContactRow,
    draft: DraftToSave,
  ): Promise<Pen['seal']> {
    const ask = {
      act: actFor[draft.kind],
      queue: row.queue,
      units: [row.id],
      categories: [categoryFor[draft.kind]],
    };
    const grant = await deps.access.authorize(actor, ask);
    if (!grant.categories.includes(categoryFor[draft.kind]))
      return deps.access.refuse(actor, ask, 'task-missing');
    const key = `${actor.sessionId}/${actor.staffId}/${row.id}/${draft.draftId}`;
    const now = deps.clock.now().getTime();
    const held = pens.get(key);
    if (held !== undefined && held.until > now && (await held.isCurrent(tx))) return held.seal;
    const details = { change: draft.kind === 'reply' ? 'answer-drafted' : 'note-drafted' };
    const sealer = await deps.vault.change(tx, grant, 'change', { details });
    if (!sealer.holds(row.id)) throw new Refusal('unit-erased');
    const seal: Pen['seal'] = (given) => ({
      reply_sealed:
        given.kind === 'reply' ? sealer.seal(replyDraftColumn, row.id, given.draftId, given.body) : null,
      note_sealed:
        given.kind === 'note' ? sealer.seal(noteDraftColumn, row.id, given.draftId, given.body) : null,
    });
    // Kept only once the line is durable.
    tx.afterCommit(() => {
      if (pens.size >= mostPens) for (const [old, pen] of pens) if (pen.until <= now) pens.delete(old);
      const isCurrent = (later: Tx) => sealer.isCurrent(later, row.id);
      if (pens.size < mostPens) pens.set(key, { until: now + sittingMilliseconds, isCurrent, seal });
    });
    return seal;
  }

  return {
    async save(actor, contactId, draft) {
      const row = await readContact(deps.db, contactId);
      if (row === undefined) throw new Refusal('not-found', { what: 'contact' });
      return deps.db.transaction(async (tx) => {
        await holdContact(tx, contactId);
        const seal = await penFor(tx, actor, row, draft);
        const sealed = seal(draft);
        const saved_at = deps.clock.now();
        const place = { contact_id: contactId, id: draft.draftId, saved_at, ...sealed };
        const before = await lockDraft(tx, contactId, draft.draftId);
        if (before === undefined) {
          if (draft.version !== 0) throw new Refusal('changed-meanwhile', { version: 0 });
          const isNew = await insertDraft(tx, { ...place, staff_id: actor.staffId, kind: draft.kind });
          if (!isNew) throw new Refusal('changed-meanwhile', { version: 0 });
          await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
          return { version: 1 };
        }
        if (before.staff_id !== actor.staffId || before.kind !== draft.kind)
          throw new Refusal('not-found', { what: 'draft' });
        if (before.version !== draft.version)
          throw new Refusal('changed-meanwhile', { version: before.version });
        const version = await updateDraft(tx, place);
        // One's other windows show what is newer; colleagues know already that one writes.
        await deps.live.announce(tx, {
          kind: 'drafts-changed',
          contactId,
          queue: row.queue,
          staffId: actor.staffId,
        });
        return { version };
      });
    },

    async discard(actor, contactId, draftId) {
      const row = await readContact(deps.db, contactId);
      if (row === undefined) return;
      await deps.db.transaction(async (tx) => {
        if (!(await deleteDraft(tx, contactId, draftId, actor.staffId))) return;
        for (const blob of await deleteFilesUnder(tx, contactId, draftId, null)) await dropBlob(tx, blob);
        await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
      });
    },

    async marks(actor, contactId) {
      await mayReadContact(deps, actor, contactId);
      const rows = await listDraftMarks(deps.db, contactId);
      return rows.map((row) => ({
        staffId: row.staff_id,
        kind: row.kind,
        savedAt: row.saved_at,
        version: row.staff_id === actor.staffId ? row.version : null,
      }));
    },
  };
}

/** The blob of a file whose row is gone: unreadable rubbish, taken away by the sweep's own job. */
export function dropBlob(tx: Tx, blob: Id<'blob'>): Promise<void> {
  return jobQueue.enqueue(tx, removeBlobJob, { blob }, { key: `blob:${blob}` });
}
