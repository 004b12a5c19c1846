import type { SunkMail } from './start-smtp-sink.ts';

/** The notice by which a mail server says that a letter could not be delivered. */
export function bounceOf(letter: SunkMail): Buffer {
  const messageId = /^message-id: (.*)$/im.exec(letter.raw.toString())![1]!.trim();
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@example.fi>',
      `To: ${letter.sender}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <bounce-${crypto.randomUUID()}@example.fi>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I could not deliver your message.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.example.fi',
      '',
      `Final-Recipient: rfc822; ${letter.recipients[0]}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      `To: ${letter.recipients[0]}`,
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );
}
