import type { House } from '../../server/compose.ts';
import type { Id } from '../../server/base/new-id.ts';

export interface HandedIn {
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly mailbox?: string;
  readonly messageId?: string;
  readonly headers?: readonly string[];
}

let count = 0;

/** A mail through the real intake, processed when it resolves. @returns its contact, undefined when it went to the tray */
export async function handInMail(house: House, mail: HandedIn = {}): Promise<Id<'contact'> | undefined> {
  count += 1;
  const raw = Buffer.from(
    [
      `From: ${mail.from ?? '"Åsa Lindqvist" <asa.lindqvist@example.fi>'}`,
      'To: service@posti.example',
      `Message-ID: ${mail.messageId ?? `<test-${process.pid}-${count}@example.fi>`}`,
      `Date: ${new Date().toUTCString()}`,
      `Subject: ${mail.subject ?? 'Brevet kom inte fram'}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      ...(mail.headers ?? []),
      '',
      mail.text ?? 'Hej! Jag väntar på ett brev från Skatteförvaltningen.',
    ].join('\r\n'),
  );
  const { rawId } = await house.mail.pump.keep({
    mailbox: mail.mailbox ?? 'service-sv',
    raw,
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  for (let tries = 0; tries < 3_000; tries += 1) {
    const [row] = await house.storage.db.query<{ state: string; contact_id: Id<'contact'> | null }>(
      'SELECT state, contact_id FROM mail.raw WHERE id = $1',
      [rawId],
    );
    if (row === undefined || row.state !== 'kept') return row?.contact_id ?? undefined;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the mail was not processed in time');
}
