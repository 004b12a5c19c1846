import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { BounceCode } from './bounce.ts';
import type { SenderCheck } from './sender-check.ts';
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
  /** Of a message that came in by e-mail. */
  readonly sender?: SenderCheck;
  /** Hosts whose pictures the HTML wanted. */
  readonly blockedHosts?: readonly string[];
  readonly invitations?: readonly Invitation[];
  /** What of the mail is more than is shown here: the mail as it came has it. */
  readonly cut?: readonly MailCut[];
  /** It is a mail server's notice. */
  readonly notice?: BounceCode;
  /** Made by a rule of ours, or sent by a machine. */
  readonly automatic?: boolean;
  /** Where the sender wants the answer, when elsewhere than at `from`. */
  readonly replyTo?: string;
  /** Of an answer of ours: what stands below the text in the mail. */
  readonly signature?: string;
  /** Of an answer of ours, when another than its contact's was chosen. */
  readonly language?: Language;
  /** Of a mail of ours: what it is written in. */
  readonly writtenIn?: Language;
}

/** Whether nobody wrote it: a notice, or what a program sent. It makes nobody wait. */
export function isByMachine(body: Pick<MessageBody, 'notice' | 'automatic'>): boolean {
  return body.notice !== undefined || body.automatic === true;
}

/** An answer in the making. Null: as the house would fill it in. */
export interface ReplyDraft {
  readonly to: readonly string[] | null;
  readonly cc: readonly string[];
  readonly subject: string | null;
  readonly text: string;
  readonly quote: boolean;
  /** Of what the house adds; none: the contact's. */
  readonly language?: Language | null;
}

export interface NoteDraft {
  readonly text: string;
  readonly mentions: readonly string[];
}

/**
 * What a parser leaves out of a mail that holds too much of it: recipients; events of its calendar; mails within mails
 * within mails, which stand unread among the files; the end of a subject.
 */
export type MailCut = 'addresses' | 'invitations' | 'nested' | 'subject';

/** What a calendar invitation says; moments as its sender wrote them. */
export interface Invitation {
  readonly method: string;
  readonly summary: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly place: string;
  readonly organiser: string;
  readonly repeats: boolean;
}

export interface FileDescription {
  readonly name: string;
  readonly contentType: string;
  /** What it is by its first bytes, when that contradicts its name. */
  readonly realType?: string;
  /** By which the HTML names it, for a picture that stands in the text. */
  readonly contentId?: string;
}

/** The other ends of a call and our own, in E.164; of several customers each one. */
export interface CallNumbers {
  readonly customers: readonly string[];
  readonly own: string | null;
}

/** A complaint: why it is one, and what came of it. */
export interface ComplaintAccount {
  readonly reason: string;
  readonly outcome?: string;
}

export const cardColumn = sealedJson<ListCard>('register.contact', 'card_sealed', 'messages');
export const bodyColumn = sealedJson<MessageBody>('register.contact_message', 'body_sealed', 'messages');
export const noteColumn = sealedText('register.contact_note', 'text_sealed', 'notes');
export const todoColumn = sealedText('register.contact_todo', 'text_sealed', 'notes');
export const replyDraftColumn = sealedJson<ReplyDraft>('register.contact_draft', 'reply_sealed', 'messages');
export const noteDraftColumn = sealedJson<NoteDraft>('register.contact_draft', 'note_sealed', 'notes');
export const fileDescriptionColumn = sealedJson<FileDescription>(
  'register.contact_file',
  'description_sealed',
  'files',
);
export const fileContentColumn = sealedBytes('register.contact_file', 'content_sealed', 'files');
export const maskedCodeColumn = sealedText('register.masked_code', 'code_sealed', 'identityCode');
export const callNumbersColumn = sealedJson<CallNumbers>('register.contact_call', 'numbers_sealed', 'phone');
export const complaintColumn = sealedJson<ComplaintAccount>('register.complaint', 'account_sealed', 'notes');
