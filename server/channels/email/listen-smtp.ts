import { BlockList, isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Refusal } from '../../base/errors.ts';
import { describeError } from '../../base/logger.ts';
import type { Logger } from '../../base/logger.ts';
import { findMailbox } from './mailbox-addresses.ts';
import type { Mailbox } from './mailbox-addresses.ts';
import type { MailReceiver } from './receive-mail.ts';

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
  /** Connections at once. */
  maxClients?: number;
  /** Bytes of mail in memory at once, over all connections; beyond it: 452, try again. */
  memoryLimit?: number;
  /** Milliseconds without a byte from the client. */
  socketTimeout?: number;
  /** Milliseconds for one whole mail. */
  dataTimeout?: number;
  /** PEM; with both, STARTTLS is offered. */
  tls?: { key: string; cert: string };
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
  deps: { receiver: Pick<MailReceiver, 'keep'>; mailboxes(): readonly Mailbox[]; logger: Logger },
  options: SmtpListenerOptions,
): SmtpListener {
  const { receiver, mailboxes, logger } = deps;
  const sizeLimit = options.sizeLimit ?? 40 * 1024 * 1024;
  const memoryLimit = options.memoryLimit ?? 4 * sizeLimit;
  const dataTimeout = options.dataTimeout ?? 5 * 60_000;
  const allowed = readNetworks(options.allowedNetworks);
  let bytesInMemory = 0;

  const server = new SMTPServer({
    name: options.name,
    banner: 'haltija',
    lmtp: options.lmtp === true,
    ...options.tls,
    // STARTTLS with the library's built-in certificate would be a show of safety.
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    size: sizeLimit,
    maxClients: options.maxClients ?? 20,
    socketTimeout: options.socketTimeout ?? 60_000,
    closeTimeout: 5_000,
    disableReverseLookup: true,
    // The library's log holds addresses.
    logger: false,
    onConnect(session, done) {
      if (isAllowed(allowed, session.remoteAddress)) return done();
      logger.warn({ kind: 'network-not-allowed' }, 'mail client turned away');
      done(reply(554, '5.7.1 This server takes no mail from your network'));
    },
    onRcptTo(recipient, session, done) {
      if (session.envelope.rcptTo.length >= maxRecipients)
        return done(reply(452, '4.5.3 Too many recipients'));
      if (findMailbox(mailboxes(), recipient.address)) return done();
      done(reply(550, '5.1.1 No such mailbox here'));
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
    done: (error: Error | null, message?: string) => void,
  ): Promise<void> {
    try {
      await take(stream, session);
      done(null, '2.0.0 Kept');
    } catch (error) {
      const refused = error instanceof SmtpReply ? error : keepFailure(error);
      logger.warn({ code: refused.responseCode, reason: refused.reason }, 'mail not taken');
      done(refused);
    }
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await readData(stream, session);
    const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const recipients = session.envelope.rcptTo.map((each) => each.address);
    const groups = Map.groupBy(recipients, (recipient) => findMailbox(mailboxes(), recipient)?.key ?? '');
    // Kept for some and not for others: the client is told to send again, and the digest knows those kept.
    for (const [mailbox, addressed] of groups) {
      await receiver.keep({
        mailbox,
        raw,
        envelope: { recipients: addressed, sender },
        source: { kind: 'smtp' },
      });
    }
  }

  async function readData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let held = 0;
    let crowded = false;
    // Bytes that trickle in keep the socket's own timer quiet, so the whole mail has one too.
    const timer = setTimeout(() => disconnect(session), dataTimeout);
    const release = () => {
      clearTimeout(timer);
      bytesInMemory -= held;
      held = 0;
    };
    try {
      // Read to the end even when refused: the answer may be given only then.
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (crowded || stream.sizeExceeded) continue;
        if (bytesInMemory + chunk.length > memoryLimit) {
          crowded = true;
          chunks.length = 0;
          continue;
        }
        bytesInMemory += chunk.length;
        held += chunk.length;
        chunks.push(chunk);
      }
      if (stream.sizeExceeded) throw reply(552, '5.3.4 Message too large');
      if (crowded) throw reply(452, '4.3.1 Busy, try again later');
      return Buffer.concat(chunks);
    } finally {
      release();
    }
  }

  function disconnect(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id === session.id) connection.close();
    }
  }

  return {
    start() {
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
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

class SmtpReply extends Error {
  readonly responseCode: number;
  readonly reason: string;

  constructor(responseCode: number, text: string, reason: string) {
    super(text);
    this.responseCode = responseCode;
    this.reason = reason;
  }
}

function reply(responseCode: number, text: string, reason = 'refused'): SmtpReply {
  return new SmtpReply(responseCode, text, reason);
}

function keepFailure(error: unknown): SmtpReply {
  const cause = describeError(error).code;
  const full = error instanceof Refusal && error.code === 'storage-full';
  return reply(
    452,
    full ? '4.3.1 Storage is full, try again later' : '4.3.0 Cannot keep mail now, try again later',
    cause,
  );
}

function readNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix, ...rest] = network.trim().split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const bits = prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix);
    const fits = /^\d{1,3}$/.test(prefix ?? '0') && bits <= (family === 'ipv6' ? 128 : 32);
    if (isIP(address) === 0 || !fits || rest.length > 0) {
      throw new Refusal('settings-invalid', {
        setting: 'networks that may hand mail over',
        fix: 'such as 10.0.0.0/8 or ::1',
      });
    }
    list.addSubnet(address, bits, family);
  }
  return list;
}

function isAllowed(list: BlockList, address: string): boolean {
  // A socket that listens on both families shows IPv4 clients as ::ffff:192.0.2.1.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
