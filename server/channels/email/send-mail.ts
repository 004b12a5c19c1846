import type { Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { Refusal } from '../../base/errors.ts';
import { isThisMachine } from '../../base/host-name.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import type { ConnectionRefusal, Destination } from '../../safeguards/processors/refuse-connection.ts';
import { buildMail, makeMessageId, recipientsOf } from './build-mail.ts';
import type { OutgoingMail } from './build-mail.ts';
import { AccessTokenFailure, type AccessTokenFailureCode } from './keep-access-token.ts';
import { openSmtp } from './open-smtp.ts';
import type { MailSignIn } from './sign-in-to-mail.ts';

/** Why a mail did not go. Closed: staff see words chosen by it. */
export type MailNotSentCode =
  | 'server-out-of-reach'
  | 'server-not-answering'
  | 'tls-unavailable'
  | 'sign-in-refused'
  | AccessTokenFailureCode
  | ConnectionRefusal
  | 'server-busy'
  | 'recipient-refused'
  | 'recipient-deferred'
  | 'sender-refused'
  | 'message-refused'
  | 'message-too-large'
  | 'unknown';

/** A mail did not go; holds codes only. `temporary`: the queue tries again. */
export class MailNotSent extends Error {
  readonly code: MailNotSentCode;
  readonly temporary: boolean;
  /** Answer of the server, such as 550. */
  readonly response: number | undefined;

  /** The connection ended in the middle: the server may have taken it all the same. */
  readonly unsure: boolean;

  constructor(code: MailNotSentCode, temporary: boolean, response?: number, unsure = false) {
    super(code);
    this.name = 'MailNotSent';
    this.code = code;
    this.temporary = temporary;
    this.response = response;
    this.unsure = unsure;
  }
}

export interface MailSenderOptions {
  /** `smtps://host:465` or `smtp://…:587` (STARTTLS demanded unless the host is this machine). */
  url: string;
  /** Undefined: the server wants none, or the URL has user and password. */
  signIn?: MailSignIn | undefined;
  /** Key of reply tokens: the newest. */
  tokenKey: Uint8Array;
  /** Let mail go without TLS to a host that is not this machine: only for a network of one's own. */
  allowPlain?: boolean;
  /** CA in PEM, for a server with a certificate of one's own. */
  ca?: string;
  /** Our name in EHLO. */
  name?: string;
  /** Milliseconds for connecting and for each answer. */
  answerTime?: number;
}

export interface SentMail {
  state: 'sent';
  /** Answer of the server, such as 250. */
  response: number;
  /** Message-ID it went out with, to be kept for threading. */
  messageId: string;
  /** Recipients, of several, whom the server would not take. */
  refused: string[];
}

export interface MailSender {
  /** What a leave is to be asked for. */
  readonly destination: Destination;
  /**
   * Sends one mail, one try. Repeating it gives the same Message-ID.
   * @throws {MailNotSent}
   */
  send(mail: OutgoingMail, leave: Leave): Promise<SentMail>;
  /** Connects and signs in without sending, for `doctor` and /readyz. @throws {MailNotSent} */
  check(leave: Leave): Promise<void>;
}

/** @throws {Refusal} settings-invalid when the URL is not one of a mail server */
export function createMailSender(options: MailSenderOptions): MailSender {
  const url = readUrl(options.url);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 465 : 587);
  const plain = isThisMachine(host) || options.allowPlain === true;
  const answerTime = options.answerTime ?? 30_000;
  const { signIn } = options;
  const common = {
    secure,
    // With TLS offered on this machine it would be taken with no certificate to be trusted.
    ...(plain ? { ignoreTLS: isThisMachine(host), opportunisticTLS: true } : { requireTLS: !secure }),
    tls: { minVersion: 'TLSv1.2' as const, ...(options.ca === undefined ? {} : { ca: options.ca }) },
    ...(options.name === undefined ? {} : { name: options.name }),
    connectionTimeout: answerTime,
    greetingTimeout: answerTime,
    socketTimeout: 2 * answerTime,
    dnsTimeout: answerTime,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;

  async function signedIn(): Promise<{ auth?: SMTPTransport.Options['auth'] & {}; refused(): boolean }> {
    if (signIn === undefined) {
      const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
      return { ...(url.username === '' ? {} : { auth }), refused: () => false };
    }
    const credentials = await signIn.credentials();
    const auth =
      'accessToken' in credentials
        ? { type: 'OAuth2' as const, user: credentials.user, accessToken: credentials.accessToken }
        : { user: credentials.user, pass: credentials.pass };
    return { auth, refused: () => signIn.refused(credentials) };
  }

  /** A connection for one act. A token that the server refuses may have been taken back: one more is asked for, once. */
  async function withTransport<T>(
    leave: Leave,
    act: (transport: Transporter<SMTPTransport.SentMessageInfo>) => Promise<T>,
  ): Promise<T> {
    for (let again = true; ; again = false) {
      try {
        const { auth, refused } = await signedIn();
        const transport = openSmtp(leave, { ...common, ...(auth === undefined ? {} : { auth }) });
        try {
          return await act(transport);
        } catch (error) {
          const failure = describeSendFailure(error);
          if (failure.code !== 'sign-in-refused' || !refused() || !again) throw failure;
        } finally {
          transport.close();
        }
      } catch (error) {
        if (error instanceof AccessTokenFailure) throw new MailNotSent(error.code, true);
        throw error;
      }
    }
  }

  return {
    destination: { way: 'mail-out', host, port },
    async send(mail, leave) {
      const raw = await buildMail(mail, options.tokenKey);
      const from = mail.automatic ? false : mail.from.address;
      const info = await withTransport(leave, (transport) =>
        transport.sendMail({ raw, envelope: { from, to: [...(mail.recipients ?? recipientsOf(mail))] } }),
      );
      const response = Number(/^\d{3}/.exec(info.response)?.[0] ?? 250);
      return {
        state: 'sent',
        response,
        messageId: makeMessageId(mail.messageId, mail.from.address),
        refused: [...info.rejected],
      };
    },
    async check(leave) {
      await withTransport(leave, (transport) => transport.verify());
    },
  };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new Refusal('settings-invalid', {
      setting: 'SMTP URL',
      fix: 'smtps://user:password@host:465 or smtp://host:587',
    });
  }
  return url;
}

/**
 * The code of a failed try. A refusal of this mail or its recipient (5xx) is for good; what concerns the way
 * to the server, our sign-in or its settings is not, since people mend it and no mail shall be lost meanwhile.
 */
export function describeSendFailure(error: unknown): MailNotSent {
  const { code, command, responseCode } = error as {
    code?: unknown;
    command?: unknown;
    responseCode?: unknown;
  };
  const response = typeof responseCode === 'number' ? responseCode : undefined;
  if (
    code === 'EAUTH' ||
    code === 'ENOAUTH' ||
    (response !== undefined && [530, 534, 535, 538].includes(response))
  ) {
    return new MailNotSent('sign-in-refused', true, response);
  }
  if (code === 'ETLS' || code === 'EREQUIRETLS') return new MailNotSent('tls-unavailable', true, response);
  const at = typeof command === 'string' ? command.toUpperCase() : '';
  if (response !== undefined && response >= 400) {
    const temporary = response < 500;
    if (at.startsWith('RCPT'))
      return new MailNotSent(temporary ? 'recipient-deferred' : 'recipient-refused', temporary, response);
    if (temporary) return new MailNotSent('server-busy', true, response);
    if (at.startsWith('MAIL'))
      return new MailNotSent(response === 552 ? 'message-too-large' : 'sender-refused', false, response);
    if (at.startsWith('DATA') || code === 'EMESSAGE') {
      return new MailNotSent(response === 552 ? 'message-too-large' : 'message-refused', false, response);
    }
    // A 5xx to the greeting or EHLO is about us, not about this mail.
    return new MailNotSent('server-out-of-reach', true, response);
  }
  const unsure = brokeOff(error);
  if (code === 'ETIMEDOUT') return new MailNotSent('server-not-answering', true, undefined, unsure);
  if (
    ['ECONNECTION', 'ESOCKET', 'EDNS', 'EPROTOCOL', 'ECONNREFUSED', 'ENOTFOUND', 'ESTREAM'].includes(
      String(code),
    )
  ) {
    return new MailNotSent('server-out-of-reach', true, undefined, unsure);
  }
  // An address that cannot be put into an envelope will not fit it later either.
  if (code === 'EENVELOPE') return new MailNotSent('recipient-refused', false);
  if (code === 'EMESSAGE') return new MailNotSent('message-too-large', false);
  return new MailNotSent('unknown', true);
}

/** Whether a connection that stood broke off or fell silent, rather than never having stood. */
function brokeOff(error: unknown): boolean {
  const { code, timeoutType, syscall } = error as {
    code?: unknown;
    timeoutType?: unknown;
    syscall?: unknown;
  };
  if (code === 'ETIMEDOUT') return timeoutType === 'SOCKET_TIMEOUT';
  return code === 'ECONNECTION' || syscall === 'read' || syscall === 'write';
}
