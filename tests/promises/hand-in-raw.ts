import type { House } from '../../server/compose.ts';
import type { Id } from '../../server/base/new-id.ts';

let count = 0;

export interface MailWithFile {
  /** As it stands in the header: plain letters. */
  readonly from: string;
  readonly subject?: string;
  readonly text?: string;
  readonly file?: { readonly name: string; readonly content: Uint8Array };
  readonly mailbox?: string;
}

/** The bytes of a mail as a mail program writes them, with a file if there is one. */
export function writeMail(mail: MailWithFile): Buffer {
  count += 1;
  const head = [
    `From: ${mail.from}`,
    'To: service@posti.example',
    `Message-ID: <promise-${process.pid}-${count}@example.fi>`,
    `Subject: ${mail.subject ?? 'Fråga om ett brev'}`,
    'MIME-Version: 1.0',
  ];
  const text = ['Content-Type: text/plain; charset=utf-8', '', mail.text ?? 'Hej! Var är mitt brev?'];
  if (mail.file === undefined) return Buffer.from([...head, ...text, ''].join('\r\n'));
  const base64 = Buffer.from(mail.file.content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    [
      ...head,
      'Content-Type: multipart/mixed; boundary="between"',
      '',
      '--between',
      ...text,
      '--between',
      `Content-Type: application/pdf; name="${mail.file.name}"`,
      `Content-Disposition: attachment; filename="${mail.file.name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64,
      '--between--',
      '',
    ].join('\r\n'),
  );
}

/** Hands the bytes to the real intake and waits until they are dealt with. */
export async function handInRaw(
  house: House,
  raw: Buffer,
  mailbox = 'service-sv',
): Promise<{ rawId: string; state: string; contactId: Id<'contact'> | null }> {
  const { rawId } = await house.mail.pump.keep({
    mailbox,
    raw,
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  for (let tries = 0; tries < 500; tries += 1) {
    const [row] = await house.storage.db.query<{ state: string; contact_id: Id<'contact'> | null }>(
      'SELECT state, contact_id FROM mail.raw WHERE id = $1',
      [rawId],
    );
    if (row && row.state !== 'kept') return { rawId, state: row.state, contactId: row.contact_id };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the mail was not dealt with in time');
}

export async function handInMailWithFile(house: House, mail: MailWithFile): Promise<Id<'contact'>> {
  const { contactId } = await handInRaw(house, writeMail(mail), mail.mailbox);
  if (contactId === null) throw new Error('the mail became no contact');
  return contactId;
}
