import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import type { Logger } from '../../base/logger.ts';
import { isAllowed, readNetworks } from './allowed-networks.ts';
import { type Answers, createHandOver, kept } from './hand-over.ts';
import { findMailbox } from './mailbox-addresses.ts';
import type { Mailbox } from './mailbox-addresses.ts';
import { createDataReader } from './receive-data.ts';
import type { MailReceiver } from './receive-mail.ts';
import { keepFailure, SmtpReply } from './smtp-reply.ts';

export interface SmtpListenerOptions {
  host: string;
  /** 0: any free one. */
  port: number;
  /** LMTP (RFC 2033) instead of SMTP: an answer for each recipient. */
  lmtp?: boolean;
  /** Name in the greeting. */
  name: string;
  /** Networks that may hand mail over, as CIDR or single addresses; others are turned away at once. */
  allowedNetworks: readonly string[];
  /** Bytes of one mail. */
  sizeLimit?: number;
  /** Connections at once, and of them from one address; over it: 421, come later. */
  maxClients?: number;
  maxClientsOfOne?: number;
  /** Bytes of mail in memory at once, over all connections; beyond it small mail too is sealed as it comes. */
  memoryLimit?: number;
  /** Milliseconds without a byte from the client. */
  socketTimeout?: number;
  /** Milliseconds for one whole mail, and for a whole connection: bytes that trickle keep the first timer quiet. */
  dataTimeout?: number;
  connectionTimeout?: number;
  /** Reads key and certificate (PEM): STARTTLS is then offered. Read anew each hour, since certificates are renewed. */
  readTls?: (() => Promise<{ key: string; cert: string }>) | undefined;
}

export interface SmtpListener {
  /** @throws {Refusal} settings-invalid when the port cannot be had */
  start(): Promise<{ port: number }>;
  /** Takes no new connection, lets mails being handed over finish (5 s). */
  stop(): Promise<void>;
}

const maxRecipients = 100;

/**
 * Where a mail server (MTA) hands mail over. It takes mail for the declared mailboxes only and relays
 * nothing. 250 is said when the mail is durably kept; 452 asks to try again when it cannot be kept now.
 * @throws {Refusal} settings-invalid when a network is no address or CIDR
 */
export function createSmtpListener(
  deps: {
    receiver: Pick<MailReceiver, 'keep' | 'begin'>;
    mailboxes(): readonly Mailbox[];
    logger: Logger;
  },
  options: SmtpListenerOptions,
): SmtpListener {
  const { mailboxes, logger } = deps;
  const handOver = createHandOver(deps);
  const sizeLimit = options.sizeLimit ?? 50 * 1024 * 1024;
  const memoryLimit = options.memoryLimit ?? 32 * 1024 * 1024;
  const maxOfOne = options.maxClientsOfOne ?? 20;
  const dataTimeout = options.dataTimeout ?? 5 * 60_000;
  const allowed = readNetworks(options.allowedNetworks);
  const reader = createDataReader({ memoryLimit, dataTimeout, disconnect });
  const clients = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  let renewing: NodeJS.Timeout | undefined;

  const server = new SMTPServer({
    name: options.name,
    banner: 'haltija',
    lmtp: options.lmtp === true,
    minVersion: 'TLSv1.2',
    // STARTTLS with the library's built-in certificate would be a show of safety.
    disabledCommands: options.readTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    size: sizeLimit,
    maxClients: options.maxClients ?? 50,
    socketTimeout: options.socketTimeout ?? 60_000,
    closeTimeout: 5_000,
    disableReverseLookup: true,
    // The library's log holds addresses.
    logger: false,
    onConnect(session, done) {
      const { remoteAddress } = session;
      if (!isAllowed(allowed, remoteAddress)) {
        logger.warn({ kind: 'network-not-allowed' }, 'mail client turned away');
        return done(new SmtpReply(554, '5.7.1 This server takes no mail from your network'));
      }
      const open = (clients.get(remoteAddress) ?? 0) + 1;
      if (open > maxOfOne) return done(new SmtpReply(421, '4.7.0 Too many connections, come later'));
      clients.set(remoteAddress, open);
      timers.set(
        session.id,
        setTimeout(() => disconnect(session), options.connectionTimeout ?? 30 * 60_000),
      );
      done();
    },
    onClose(session) {
      const timer = timers.get(session.id);
      // One that was turned away was not counted.
      if (timer === undefined) return;
      clearTimeout(timer);
      timers.delete(session.id);
      const open = clients.get(session.remoteAddress) ?? 0;
      if (open > 1) clients.set(session.remoteAddress, open - 1);
      else clients.delete(session.remoteAddress);
    },
    onRcptTo(recipient, session, done) {
      if (session.envelope.rcptTo.length >= maxRecipients)
        return done(new SmtpReply(452, '4.5.3 Too many recipients'));
      if (findMailbox(mailboxes(), recipient.address)) return done();
      done(new SmtpReply(550, '5.1.1 No such mailbox here'));
    },
    onData(stream, session, done) {
      void answerData(stream, session, done);
    },
  });
  // A client that breaks off is no event of ours; the handlers above have answered what concerns it.
  server.on('error', (error) =>
    logger.warn({ error: describeError(error) }, 'mail client connection failed'),
  );

  async function answerData(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error: Error | null, message?: string | (string | Error)[]) => void,
  ): Promise<void> {
    try {
      const answers = await take(stream, session);
      const refused = answers.filter((each) => each instanceof SmtpReply);
      for (const { responseCode, reason } of new Set(refused))
        logger.warn({ code: responseCode, reason }, 'mail not taken');
      if (options.lmtp === true) return done(null, answers);
      // One answer for all. Kept for some and not for others: the client is told to send again, and the digest
      // knows those kept; a mailbox that is gone is then refused by its own answer.
      if (refused.length === 0) return done(null, kept);
      done(
        refused.length === answers.length
          ? (refused.find(({ responseCode }) => responseCode < 500) ?? refused[0]!)
          : new SmtpReply(451, '4.3.0 Not kept for all, send again', 'kept-for-some'),
      );
    } catch (error) {
      const refused = error instanceof SmtpReply ? error : keepFailure(error);
      logger.warn({ code: refused.responseCode, reason: refused.reason }, 'mail not taken');
      done(refused);
    }
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Answers> {
    const data = await reader.read(stream, session, () => handOver.begin(session));
    if ('arrival' in data) return data.arrival.finish();
    try {
      return await handOver.keep(data.raw, session);
    } finally {
      data.release();
    }
  }

  async function loadTls(): Promise<void> {
    if (options.readTls === undefined) return;
    try {
      server.updateSecureContext({ ...(await options.readTls()), minVersion: 'TLSv1.2' });
    } catch (error) {
      throw new Refusal('settings-invalid', {
        setting: 'HALTIJA_SMTP_CERT_FILE',
        reason: describeError(error).code,
      });
    }
  }

  function disconnect(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id === session.id) connection.close();
    }
  }

  return {
    async start() {
      await loadTls();
      if (options.readTls) {
        const renew = () =>
          void loadTls().catch((error: unknown) =>
            logger.warn(
              { error: describeError(error) },
              'the certificate could not be read; the old one stays',
            ),
          );
        renewing = setInterval(renew, 60 * 60_000).unref();
      }
      return new Promise((resolve, reject) => {
        const failed = (error: NodeJS.ErrnoException) =>
          reject(new Refusal('settings-invalid', { setting: 'smtp port', reason: error.code ?? 'unknown' }));
        server.server.once('error', failed);
        server.listen(options.port, options.host, () => {
          server.server.off('error', failed);
          resolve({ port: (server.server.address() as AddressInfo).port });
        });
      });
    },
    stop() {
      clearInterval(renewing);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
