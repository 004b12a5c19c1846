import { expect } from 'vitest';
import { contentOf } from '../../server/channels/email/content-of-attachment.ts';
import type { MailInPieces } from '../../server/channels/email/mail-in-pieces.ts';
import { parseMail } from '../../server/channels/email/parse-mail.ts';

/** A mail cut as storage may cut it: at any place. */
export function inPieces(raw: Buffer, cuts: readonly number[] = []): MailInPieces {
  return {
    size: raw.length,
    async *read(from = 0, to = raw.length) {
      const inner = cuts.map((cut) => cut % (raw.length + 1)).filter((cut) => cut > from && cut < to);
      const at = [from, ...inner.toSorted((a, b) => a - b), to];
      for (const [index, end] of at.slice(1).entries()) yield Buffer.from(raw.subarray(at[index], end));
    },
  };
}

/** What a mail says, with every attachment's bytes read, wherever they were left; or why it cannot be read. */
export async function readMail(raw: MailInPieces | Buffer): Promise<object> {
  const mail = await parseMail(raw).catch((error: { code?: string }) => ({ failed: error.code }));
  if ('failed' in mail) return mail;
  const attachments = [];
  for (const each of mail.attachments) {
    const content = contentOf(raw, each);
    const held =
      content instanceof Uint8Array ? content : Buffer.concat(await Array.fromAsync(content.read()));
    expect(held.length).toBe(content instanceof Uint8Array ? content.length : content.size);
    attachments.push({ ...each, content: Buffer.from(held).toString('base64') });
  }
  return { ...mail, attachments };
}
