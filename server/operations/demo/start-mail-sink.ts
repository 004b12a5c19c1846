import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** The invented customers' mail server: takes every answer, keeps none, and lets the demo read each once. */
export interface MailSink {
  /** For HALTIJA_OUTGOING_SMTP_URL. */
  readonly url: string;
  /** Mails taken so far. */
  received(): number;
  /** Called with every mail from now on, until the returned function is. */
  onMail(listener: (mail: { recipients: readonly string[]; raw: Buffer }) => void): () => void;
  stop(): Promise<void>;
}

/** A real SMTP server on 127.0.0.1, on a free port. */
export async function startMailSink(): Promise<MailSink> {
  const listeners = new Set<Parameters<MailSink['onMail']>[0]>();
  let count = 0;
  const server = new SMTPServer({
    name: 'mail.example',
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 1_000,
    // The library's log holds addresses.
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        count += 1;
        const recipients = session.envelope.rcptTo.map((each) => each.address);
        for (const listener of listeners) listener({ recipients, raw: Buffer.concat(chunks) });
        done();
      });
    },
  });
  // A client that breaks off tries again by itself.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: () => count,
    onMail(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
