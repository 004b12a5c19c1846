import { Refusal } from '../../base/errors.ts';

/** What the client library throws, as far as we ask it. */
interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What the server says, by its own word for it. */
const said: Readonly<Record<string, string>> = {
  NoSuchBucket: 'bucket-missing',
  NoSuchUpload: 'upload-lost',
  InvalidAccessKeyId: 'keys-refused',
  SignatureDoesNotMatch: 'keys-refused',
  InvalidToken: 'keys-refused',
  AccessDenied: 'not-allowed',
  AccountProblem: 'not-allowed',
  AllAccessDisabled: 'not-allowed',
  PermanentRedirect: 'region-differs',
  TemporaryRedirect: 'region-differs',
  AuthorizationHeaderMalformed: 'region-differs',
  IllegalLocationConstraintException: 'region-differs',
  RequestTimeTooSkewed: 'clock-differs',
  SlowDown: 'server-busy',
  TooManyRequests: 'server-busy',
  TimeoutError: 'server-not-answering',
  AbortError: 'server-not-answering',
};
const full = new Set(['QuotaExceeded', 'EntityTooLarge', 'InsufficientStorage', 'XMinioStorageFull']);
const tls = /^(?:CERT_|DEPTH_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

const statusOf = (error: unknown) => (error as Failure).$metadata?.httpStatusCode;

/** Only an object: a bucket that is missing is no missing object. */
export function isObjectMissing(error: unknown): boolean {
  const { name } = error as Failure;
  return (
    name !== 'NoSuchBucket' && (name === 'NoSuchKey' || name === 'NoSuchUpload' || statusOf(error) === 404)
  );
}

export const isBeyondEnd = (error: unknown): boolean => statusOf(error) === 416;

/** A server that has no such thing to ask for. */
export const isNotOffered = (error: unknown): boolean =>
  (error as Failure).name === 'NotImplemented' || [405, 501].includes(statusOf(error) ?? 0);

/**
 * The failure in a word of ours: never a message of the library, which may hold names. A refusal to connect keeps its
 * own code in it.
 */
export function nameFailure(error: unknown): Refusal {
  if (error instanceof Refusal)
    return error.code === 'not-found' || error.code.startsWith('storage-')
      ? error
      : new Refusal('storage-unavailable', { blobs: error.code });
  const { name = '', code = '' } = error as Failure;
  const status = statusOf(error);
  if (full.has(name) || status === 507) return new Refusal('storage-full', { blobs: 'bucket-full' });
  return new Refusal('storage-unavailable', { blobs: wordFor(name, code, status) });
}

function wordFor(name: string, code: string, status: number | undefined): string {
  if (Object.hasOwn(said, name)) return said[name]!;
  if (code === 'ETIMEDOUT') return 'server-not-answering';
  if (code === 'ENOENT' || code === 'EACCES') return 'secret-unreadable';
  if (tls.test(code) || code === 'EPROTO') return 'tls-unavailable';
  // A failed connection has several causes when the name has several addresses.
  if (status === undefined) return 'server-out-of-reach';
  if (status === 401 || status === 403) return 'not-allowed';
  if (status === 404) return 'bucket-missing';
  if (status >= 300 && status < 400) return 'region-differs';
  return status >= 500 ? 'server-failing' : `server-answered-${status}`;
}
