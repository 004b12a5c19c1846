import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ed25519KeyOf, ed25519PublicKeyOf, rawPublicKeyOf } from '../../base/ed25519.ts';
import { canonicalJson } from '../access-log/canonical-leaf.ts';
import type { Keeper } from '../vault/keeper.ts';

/** What is handed out and can be checked without us. */
export interface Signed<Format extends string, Statement> {
  readonly format: Format;
  /** Everything that is signed. */
  readonly statement: Statement;
  /** Ed25519 over the canonical JSON (RFC 8785) of the statement; key and signature in base64url. */
  readonly signature: { readonly algorithm: 'Ed25519'; readonly key: string; readonly value: string };
}

export type SignatureVerdict<Statement> =
  | { readonly ok: true; readonly fingerprint: string; readonly statement: Statement }
  | {
      readonly ok: false;
      readonly problem: 'not-signed' | 'signature-wrong' | 'other-key';
      /** SHA-256 of the public key: to be compared with the one noted from the controller. */
      readonly fingerprint?: string;
    };

/** The bytes that are signed: the format, then the statement as canonical JSON. */
function bytesOf(format: string, statement: unknown): Buffer {
  return Buffer.from(`${format}\n${canonicalJson(statement)}`, 'utf8');
}

export function fingerprintOf(rawKey: string): string {
  return createHash('sha256').update(Buffer.from(rawKey, 'base64url')).digest('hex');
}

/**
 * Ed25519 over the bytes (RFC 8032) by the key of this installation, and the public key that checks it. It is derived from
 * the keeper: it stands nowhere else.
 */
export function signBytes(keeper: Keeper, bytes: Buffer): { signature: Buffer; publicKey: KeyObject } {
  const key = ed25519KeyOf(keeper.derive('promises/signing'));
  return { signature: sign(null, bytes, key), publicKey: createPublicKey(key) };
}

export function signStatement<Format extends string, Statement>(
  keeper: Keeper,
  format: Format,
  statement: Statement,
): Signed<Format, Statement> {
  const { signature, publicKey } = signBytes(keeper, bytesOf(format, statement));
  const key = rawPublicKeyOf(publicKey).toString('base64url');
  return {
    format,
    statement,
    signature: { algorithm: 'Ed25519', key, value: signature.toString('base64url') },
  };
}

/**
 * Whether a text of this format is as it was signed. Needs neither the database nor the keeper. With `fingerprint` the
 * key must be that one: anybody can sign with a key of their own.
 */
export function verifyStatement<Statement>(
  text: string,
  format: string,
  fingerprint?: string,
): SignatureVerdict<Statement> {
  let signed: Signed<string, Statement>;
  let found: string;
  try {
    signed = JSON.parse(text) as Signed<string, Statement>;
    if (signed.format !== format || signed.signature.algorithm !== 'Ed25519')
      return { ok: false, problem: 'not-signed' };
    found = fingerprintOf(signed.signature.key);
    const key = ed25519PublicKeyOf(Buffer.from(signed.signature.key, 'base64url'));
    const value = Buffer.from(signed.signature.value, 'base64url');
    if (!verify(null, bytesOf(format, signed.statement), key, value))
      return { ok: false, problem: 'signature-wrong', fingerprint: found };
  } catch {
    return { ok: false, problem: 'not-signed' };
  }
  if (fingerprint !== undefined && fingerprint.toLowerCase() !== found)
    return { ok: false, problem: 'other-key', fingerprint: found };
  return { ok: true, fingerprint: found, statement: signed.statement };
}
