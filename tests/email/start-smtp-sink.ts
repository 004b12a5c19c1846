import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** A mail as a receiving server got it. */
export interface SunkMail {
  sender: string;
  recipients: string[];
  raw: Buffer;
}

/** A real SMTP server that takes all mail and keeps it for the test to look at. */
export interface SmtpSink {
  port: number;
  mails: SunkMail[];
  /** From now on answers RCPT (`at: 'rcpt'`; of one address, or any) or the end of DATA so; undefined: takes all again. */
  refuse(answer: Refusal | undefined): void;
  stop(): Promise<void>;
}

interface Refusal {
  at: 'rcpt' | 'data';
  code: number;
  address?: string;
}

export async function startSmtpSink(options: SMTPServerOptions & { port?: number } = {}): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  let refusal: Refusal | undefined;
  const refused = () => Object.assign(new Error('refused by the test'), { responseCode: refusal?.code });
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 200,
    logger: false,
    ...(options.key ? {} : { disabledCommands: ['STARTTLS', 'AUTH'] }),
    onRcptTo: ({ address }, _session, done) =>
      done(refusal?.at === 'rcpt' && (refusal.address ?? address) === address ? refused() : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal?.at === 'data') return done(refused());
        const { mailFrom, rcptTo } = session.envelope;
        const sender = mailFrom === false ? '' : mailFrom.address;
        mails.push({ sender, recipients: rcptTo.map((each) => each.address), raw: Buffer.concat(chunks) });
        done(null);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    refuse(answer) {
      refusal = answer;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
