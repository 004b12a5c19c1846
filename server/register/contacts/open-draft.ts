import type { Opener } from '../../safeguards/vault/vault.ts';
import { fileDescriptionColumn, noteDraftColumn, replyDraftColumn } from './contact-columns.ts';
import type { OpenedDraft } from './drafts.ts';
import type { DraftRow } from './drafts-store.ts';
import type { FileRow } from './messages-store.ts';

/** A draft of one's own, opened with the contact it stands in. @param files those of the whole contact */
export function openDraft(
  opener: Opener,
  row: DraftRow,
  files: readonly Omit<FileRow, 'content_sealed'>[],
): OpenedDraft {
  const contact = row.contact_id;
  return {
    draftId: row.id,
    kind: row.kind,
    version: row.version,
    savedAt: row.saved_at,
    reply:
      row.reply_sealed &&
      opener.open(replyDraftColumn, replyDraftColumn.at(contact, row.id, row.reply_sealed)),
    note:
      row.note_sealed && opener.open(noteDraftColumn, noteDraftColumn.at(contact, row.id, row.note_sealed)),
    files: files
      .filter((file) => file.message_id === row.id)
      .map((file) => ({
        id: file.id,
        size: Number(file.size),
        description: opener.open(
          fileDescriptionColumn,
          fileDescriptionColumn.at(contact, file.id, file.description_sealed),
        ),
      })),
  };
}
