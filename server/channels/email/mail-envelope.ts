/** What the transport told about a mail, beside its bytes. Personal data: it is sealed with the raw mail. */
export interface MailEnvelope {
  /** RCPT TO, as given; empty when fetched from a mailbox. */
  recipients: string[];
  /** MAIL FROM: '' for the null path; absent when fetched from a mailbox. */
  sender?: string;
  /** Who handed it over by SMTP: its address and what it called itself. */
  client?: { address: string; hello: string };
  /** The mail was larger than the limit: `raw` holds its beginning only. */
  cutShort?: boolean;
  /** Of old mail: when the file it stood in says that it came. */
  statedAt?: string;
}

export function statedDate({ statedAt }: Pick<MailEnvelope, 'statedAt'>): Date | undefined {
  return statedAt === undefined ? undefined : new Date(statedAt);
}
