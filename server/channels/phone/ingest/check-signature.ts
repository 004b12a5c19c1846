import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../../base/errors.ts';
import { type Source, secretOf } from './sources.ts';

/** Seconds that a signature may be old, or a clock ahead of ours. */
const window = 300;
/** Signatures remembered: those of the window, at the most that the rate of a source lets come. */
const mostRemembered = 100_000;

/** What must be signed, in this order (RFC 9421 section 2): no more and no less, so that there is one way to sign it. */
export const signedParts = {
  /** A body that is held whole, by its digest (RFC 9530). */
  body: ['@method', '@path', 'content-digest'],
  /** Bytes of an upload: their place; the digest of the whole was signed when it began. */
  bytes: ['@method', '@path', 'upload-offset'],
  nothing: ['@method', '@path'],
} as const;
export type SignedParts = keyof typeof signedParts;

export interface SignedRequest {
  readonly method: string;
  /** Of the address, without a question mark. */
  readonly path: string;
  header(name: string): string | undefined;
}

export interface SignatureChecker {
  /**
   * Whose request it is: a message signature (RFC 9421) by `hmac-sha256`, of this moment, seen for the first time. Everything that
   * is wrong before the signature itself holds is one refusal, found in one time.
   * @throws Refusal 'signature-not-valid'
   */
  check(request: SignedRequest, parts: SignedParts): Promise<Source>;
}

const inputForm =
  /^([a-z][a-z0-9_-]{0,30})=(\(((?:"[@a-z-]{1,40}"(?: "[@a-z-]{1,40}"){0,7}))\)((?:;[a-z]{1,20}=(?:\d{1,15}|"[\w.+/=-]{1,100}")){1,8}))$/;
const signatureForm = /^([a-z][a-z0-9_-]{0,30})=:([A-Za-z0-9+/]{43}=):$/;

export function createSignatureChecker(deps: {
  sources: readonly Source[];
  /** Milliseconds. */
  now(): number;
}): SignatureChecker {
  /** Signature → the second from which on it is too old by itself. */
  const seen = new Map<string, number>();
  const stranger = randomBytes(32).toString('hex');

  function remember(signature: string, second: number): boolean {
    for (const [each, until] of seen) {
      if (until >= second && seen.size < mostRemembered) break;
      seen.delete(each);
    }
    if (seen.has(signature)) return false;
    seen.set(signature, second + 2 * window);
    return true;
  }

  return {
    async check(request, parts) {
      const refuse = (reason: string) => new Refusal('signature-not-valid', { reason });
      const input = inputForm.exec(request.header('signature-input') ?? '');
      const given = signatureForm.exec(request.header('signature') ?? '');
      if (input === null || given === null || input[1] !== given[1]) throw refuse('form');
      const [, , signatureParameters = '', names = '', parameterText = ''] = input;
      const wanted = signedParts[parts];
      if (names !== wanted.map((name) => `"${name}"`).join(' ')) throw refuse('parts');
      const parameters = readParameters(parameterText);
      if (parameters === undefined) throw refuse('form');
      const source = deps.sources.find(({ name }) => name === parameters.keyId);
      const secret = source === undefined ? stranger : await secretOf(source);
      const lines = wanted.map((name) => `"${name}": ${valueOf(request, name)}`);
      const base = [...lines, `"@signature-params": ${signatureParameters}`].join('\n');
      const right = createHmac('sha256', secret).update(base).digest();
      if (!timingSafeEqual(right, Buffer.from(given[2]!, 'base64')) || source === undefined)
        throw refuse('signature');
      // Only whoever has the secret learns the rest.
      const second = Math.floor(deps.now() / 1000);
      if (Math.abs(second - parameters.created) > window) throw refuse('moment');
      if (!remember(given[2]!, second)) throw refuse('seen');
      return source;
    },
  };
}

/** `created` and `keyid` are there; a nonce makes two requests of one second differ. */
function readParameters(text: string): { readonly created: number; readonly keyId: string } | undefined {
  const found = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/;([a-z]+)=(\d+|"[^"]*")/g)) {
    if (found.has(name!)) return undefined;
    found.set(name!, value!);
  }
  const { created, keyid, alg = '"hmac-sha256"', nonce, ...others } = Object.fromEntries(found);
  const isKnown =
    Object.keys(others).length === 0 && nonce?.startsWith('"') === true && alg === '"hmac-sha256"';
  if (!isKnown || !/^\d+$/.test(created ?? '') || !keyid?.startsWith('"')) return undefined;
  return { created: Number(created), keyId: keyid.slice(1, -1) };
}

function valueOf(request: SignedRequest, name: string): string {
  if (name === '@method') return request.method;
  if (name === '@path') return request.path;
  return (request.header(name) ?? '').trim();
}

/** Whether a body is the one of its `Content-Digest: sha-256=:…:` (RFC 9530). @throws Refusal 'signature-not-valid' */
export function mustBeDigestOf(body: Buffer, header: string | undefined): void {
  const given = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header?.trim() ?? '')?.[1];
  const right = createHash('sha256').update(body).digest();
  if (given === undefined || !timingSafeEqual(right, Buffer.from(given, 'base64')))
    throw new Refusal('signature-not-valid', { reason: 'digest' });
}
