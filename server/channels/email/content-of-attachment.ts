import type { FileContent } from '../../register/contacts/file-content.ts';
import { decodeBase64Pieces } from './base64-pieces.ts';
import type { RawMail } from './mail-in-pieces.ts';
import type { MailAttachment } from './parsed-mail.ts';

/** What an attachment holds; one that was left where it stands is decoded when it is read. */
export function contentOf(raw: RawMail, { content }: MailAttachment): FileContent {
  if (content instanceof Uint8Array || raw instanceof Uint8Array) return content as Uint8Array;
  const { from, to, size } = content;
  return { size, read: () => decodeBase64Pieces(raw.read(from, to)) };
}
