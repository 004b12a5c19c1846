import { createTransport } from 'nodemailer';
import { expect } from 'vitest';
import type { House } from '../../server/compose.ts';

/** A mail by SMTP to a house, processed when it resolves. @param from '' for the null sender @returns its contact */
export async function handInBySmtp(
  house: House,
  raw: string | Buffer,
  from: string,
  recipients: string[],
): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: house.settings.smtpPort,
    ignoreTLS: true,
    secure: false,
  });
  await transport.sendMail({ raw, envelope: { from: from === '' ? false : from, to: recipients } });
  transport.close();
  const read = async () =>
    (
      await house.storage.db.query<{ state: string; contact_id: string }>(
        'SELECT state, contact_id FROM mail.raw ORDER BY id DESC LIMIT 1',
      )
    )[0]!;
  await expect.poll(async () => (await read()).state, { timeout: 8_000 }).toBe('done');
  return (await read()).contact_id;
}
