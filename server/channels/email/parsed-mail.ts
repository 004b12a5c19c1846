import type { MailCut } from '../../register/contacts/contact-columns.ts';
import type { BounceNotice } from './recognise-bounce.ts';
import type { Invitation } from './read-invitation.ts';

/** A sender or recipient as the mail names them. */
export interface MailAddress {
  /** Fit to be answered: domain in lower case and punycode, local part as written. */
  address: string;
  /** Display name, decoded; empty when none was given. */
  name: string;
}

/** A large attachment that was left where it stands in its mail, in base64. */
export interface AttachmentPlace {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Bytes, decoded. */
  readonly size: number;
}

export interface MailAttachment {
  /** As the sender named it, without folders and control characters; empty when unnamed. Personal data. */
  name: string;
  contentType: string;
  /** What it is by its first bytes, when that contradicts its name. */
  realType?: string;
  content: Uint8Array | AttachmentPlace;
  /** Without angle brackets. */
  contentId?: string;
  /** Shown inside the HTML rather than listed below it. */
  inline: boolean;
}

/** What a mail says, decoded; nothing in it is trusted or safe to show as it stands. */
export interface ParsedMail {
  /** Absent when the mail names no sender that could be answered. */
  from?: MailAddress;
  /** An address, or '' for the null return path of bounces and automatic mail. Absent when not stated. */
  returnPath?: string;
  to: MailAddress[];
  cc: MailAddress[];
  replyTo: MailAddress[];
  /** Addresses the transport says it delivered to (Delivered-To, X-Original-To, Envelope-To). */
  deliveredTo: string[];
  subject: string;
  /** The sender's claim, ISO 8601 UTC; absent when missing or no date. Never used as the time of receipt. */
  date?: string;
  /** With angle brackets, as are all message ids here. */
  messageId?: string;
  inReplyTo: string[];
  /** Oldest first; of a longer list the newest 100. */
  references: string[];
  /** Plain text; made from the HTML when there is only HTML. */
  text: string;
  /** As sent, unsanitised; it does not leave the parser's thread. */
  html?: string;
  /** The same, safe for the sandboxed frame (`sanitize-html.ts`); added by the parser's thread. */
  safeHtml?: string;
  /** Hosts whose pictures the HTML wanted; they are never asked. Added with `safeHtml`. */
  blockedHosts?: string[];
  attachments: MailAttachment[];
  invitations: Invitation[];
  /** What of it is more than we show; absent when nothing is. */
  cut?: MailCut[];
  /** A mail server tells that a mail was not, or not yet, delivered. */
  bounce?: BounceNotice;
  /** Auto-Submitted, lower case, without parameters. */
  autoSubmitted?: string;
  /** Precedence, lower case. */
  precedence?: string;
  /** X-Auto-Response-Suppress, lower case. */
  autoResponseSuppress?: string;
  listId?: string;
  /** Importance, or what programs write in its place. */
  importance?: 'high' | 'normal' | 'low';
  /** The first of Content-Language, without its country, lower case. */
  contentLanguage?: string;
  /** Any List-* header is there. */
  fromList: boolean;
}

/** Why a mail could not be read. Closed: the tray's words are chosen by it. */
export type UnreadableReason =
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'too-many-parts'
  | 'headers-too-large'
  | 'too-many-attachments'
  | 'malformed'
  | 'parser-timeout'
  | 'parser-crashed'
  | 'no-sender'
  | 'no-date'
  | 'not-accepted'
  | 'keeps-failing';

/** The mail is kept but cannot be read. Holds the reason only, never a word of the mail. */
export class UnreadableMail extends Error {
  readonly code: UnreadableReason;

  constructor(code: UnreadableReason) {
    super(code);
    this.name = 'UnreadableMail';
    this.code = code;
  }
}
