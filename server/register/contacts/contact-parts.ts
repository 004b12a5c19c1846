import { type SealedColumn, sealedBytes } from '../../safeguards/vault/sealed.ts';

/** Rows with sealed values that hang on a contact: when they change contact they are sealed anew under its key. */
export interface SealedPart {
  readonly table: string;
  /** As bytes: what is moved need not be read. */
  readonly columns: readonly SealedColumn<Uint8Array>[];
  /** The column whose large values are blobs, and where those are named. */
  readonly blobOf?: string;
  /** The column that names the message a row belongs to; rows of no message stay when a contact is split. */
  readonly messageIn?: string;
}

const bytes = (table: string, category: string, ...names: readonly string[]) =>
  names.map((name) => sealedBytes(table, name, category));

/** Every table of sealed values of a contact but its own row; tests/merging holds the list against the database. */
export const sealedParts: readonly SealedPart[] = [
  {
    table: 'register.contact_message',
    columns: bytes('register.contact_message', 'messages', 'body_sealed'),
    messageIn: 'id',
  },
  { table: 'register.contact_note', columns: bytes('register.contact_note', 'notes', 'text_sealed') },
  {
    table: 'register.contact_file',
    columns: bytes('register.contact_file', 'files', 'description_sealed', 'content_sealed'),
    blobOf: 'content_sealed',
    messageIn: 'message_id',
  },
  {
    table: 'register.masked_code',
    columns: bytes('register.masked_code', 'identityCode', 'code_sealed'),
    messageIn: 'message_id',
  },
  {
    table: 'register.contact_call',
    columns: bytes('register.contact_call', 'phone', 'numbers_sealed'),
  },
  { table: 'register.complaint', columns: bytes('register.complaint', 'notes', 'account_sealed') },
  { table: 'register.contact_todo', columns: bytes('register.contact_todo', 'notes', 'text_sealed') },
  {
    table: 'register.contact_draft',
    columns: [
      ...bytes('register.contact_draft', 'messages', 'reply_sealed'),
      ...bytes('register.contact_draft', 'notes', 'note_sealed'),
    ],
  },
];

/** The categories that moving sealed values opens. */
export const movedCategories = [
  'messages',
  'notes',
  'files',
  'identityCode',
  'name',
  'emailAddress',
  'phone',
];
