import { Refusal } from '../../base/errors.ts';
import type { ConnectionRefusal } from '../../safeguards/processors/refuse-connection.ts';
import { AccessTokenFailure, type AccessTokenFailureCode } from './keep-access-token.ts';

/** Why a mailbox cannot be read. Closed: staff see words chosen by it. */
export type ImapFailureCode =
  | 'host-not-found'
  | 'connection-refused'
  | 'connection-lost'
  | 'not-answering'
  | 'tls-failed'
  | 'sign-in-refused'
  | AccessTokenFailureCode
  | ConnectionRefusal
  | 'folder-missing'
  | 'mail-withheld'
  | 'mailbox-not-declared'
  | 'storage-unavailable'
  | 'unknown';

export class ImapFailure extends Error {
  readonly code: ImapFailureCode;

  constructor(code: ImapFailureCode) {
    super(code);
    this.name = 'ImapFailure';
    this.code = code;
  }
}

/** The connection ended when it was asked for a mail that is left to the end now: connecting anew need not wait long. */
export class BrokenOff extends ImapFailure {}

const codes: Record<string, ImapFailureCode> = {
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  ETIMEDOUT: 'not-answering',
  CONNECT_TIMEOUT: 'not-answering',
  GREETING_TIMEOUT: 'not-answering',
  UPGRADE_TIMEOUT: 'not-answering',
  ETIMEOUT: 'not-answering',
  NoConnection: 'connection-lost',
  EConnectionClosed: 'connection-lost',
  StateLogout: 'connection-lost',
  ClosedAfterConnectText: 'connection-lost',
  ClosedAfterConnectTLS: 'connection-lost',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  STARTTLS_INJECTION: 'tls-failed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-failed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-failed',
};

/** The code of a failure of the mail client; its message may quote addresses and is never passed on. */
export function describeImapFailure(error: unknown): ImapFailureCode {
  // Of the gate: the only refusal on the way to a mailbox.
  if (error instanceof Refusal) return error.code as ConnectionRefusal;
  if (error instanceof ImapFailure || error instanceof AccessTokenFailure) return error.code;
  const { code, authenticationFailed, tlsFailed } = error as {
    code?: unknown;
    authenticationFailed?: unknown;
    tlsFailed?: unknown;
  };
  if (authenticationFailed === true) return 'sign-in-refused';
  if (tlsFailed === true) return 'tls-failed';
  if (typeof code !== 'string') return 'unknown';
  return codes[code] ?? (/^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/.test(code) ? 'tls-failed' : 'unknown');
}

/** Whether the server answered that it will not, rather than the connection failing. */
export function isRefusal(error: unknown): boolean {
  const { responseStatus } = (error ?? {}) as { responseStatus?: unknown };
  return responseStatus === 'NO' || responseStatus === 'BAD';
}

/** @throws {ImapFailure} not-answering */
export async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ImapFailure('not-answering')), milliseconds);
  });
  // The work may fail after nobody waits for it any more.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Our own storage failing must not be told to staff as a mail server failing. @throws {ImapFailure} storage-unavailable */
export async function keepsStorage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw new ImapFailure('storage-unavailable');
  }
}
