import type { Id } from '../../base/new-id.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import {
  bodyColumn,
  type FileDescription,
  fileDescriptionColumn,
  type MessageBody,
  noteColumn,
} from './contact-columns.ts';
import { hideUnseen } from './hide-unseen.ts';
import type { FileRow, MaskRow, MessageRow, NoteRow } from './messages-store.ts';

export interface OpenedThreadMessage extends Omit<MessageRow, 'body_sealed'> {
  readonly body: MessageBody;
  readonly files: readonly {
    readonly id: Id<'file'>;
    readonly size: number;
    readonly description: FileDescription;
  }[];
  readonly masks: readonly Pick<MaskRow, 'id' | 'mark'>[];
}

export interface OpenedNote extends Omit<NoteRow, 'text_sealed'> {
  readonly text: string;
}

/** Messages as a colleague sees them: names and addresses only where their task has them. */
export function openMessages(
  opener: Opener,
  contactId: Id<'contact'>,
  found: {
    readonly rows: readonly MessageRow[];
    readonly files: readonly Omit<FileRow, 'content_sealed'>[];
    readonly masks: readonly Omit<MaskRow, 'code_sealed'>[];
  },
  may: (category: string) => boolean,
): OpenedThreadMessage[] {
  const filesOf = Map.groupBy(found.files, (file) => file.message_id);
  const masksOf = Map.groupBy(found.masks, (mask) => mask.message_id);
  return found.rows.map(({ body_sealed, ...message }) => {
    const body = opener.open(bodyColumn, bodyColumn.at(contactId, message.id, body_sealed));
    return {
      ...message,
      body: hideUnseen(body, may),
      files: (filesOf.get(message.id) ?? []).map((file) => ({
        id: file.id,
        size: Number(file.size),
        description: opener.open(
          fileDescriptionColumn,
          fileDescriptionColumn.at(contactId, file.id, file.description_sealed),
        ),
      })),
      masks: (masksOf.get(message.id) ?? []).map(({ id, mark }) => ({ id, mark })),
    };
  });
}

export function openNotes(opener: Opener, contactId: Id<'contact'>, rows: readonly NoteRow[]): OpenedNote[] {
  return rows.map(({ text_sealed, ...note }) => ({
    ...note,
    text: opener.open(noteColumn, noteColumn.at(contactId, note.id, text_sealed)),
  }));
}
