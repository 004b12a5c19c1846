import { sealedBytes, sealedJson, sealedText } from '../../safeguards/vault/sealed.ts';

/** What a line of the inbox shows, under one seal: fifty lines are fifty openings, not two hundred. */
export interface ListCard {
  readonly subject: string;
  readonly name: string;
  readonly preview: string;
}

export interface MessageBody {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly quoted: string;
  /** Cleaned already, with identity codes masked. */
  readonly html: string | null;
  /** With angle brackets; for the answer's thread. */
  readonly mailMessageId: string | null;
  readonly references: readonly string[];
}

export interface FileDescription {
  readonly name: string;
  readonly contentType: string;
}

export const cardColumn = sealedJson<ListCard>('register.contact', 'card_sealed', 'messages');
export const bodyColumn = sealedJson<MessageBody>('register.contact_message', 'body_sealed', 'messages');
export const noteColumn = sealedText('register.contact_note', 'text_sealed', 'notes');
export const fileDescriptionColumn = sealedJson<FileDescription>(
  'register.contact_file',
  'description_sealed',
  'files',
);
export const fileContentColumn = sealedBytes('register.contact_file', 'content_sealed', 'files');
export const maskedCodeColumn = sealedText('register.masked_code', 'code_sealed', 'identityCode');
