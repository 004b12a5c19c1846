import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import { canonicalJson } from '../access-log/canonical-leaf.ts';
import { verifyEntries } from '../access-log/verify-entries.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Keeper } from '../vault/keeper.ts';
import { promiseWords } from './promise-words.ts';
import { readPromises } from './read-promises.ts';

const format = 'haltija-promises-1';

/** What an auditor is given: every promise, what was asked, what was found, and the access log as it stood, in one signed text. */
export interface Bundle {
  readonly format: typeof format;
  /** Everything that is signed. */
  readonly statement: Readonly<Record<string, unknown>>;
  /** Ed25519 over the canonical JSON (RFC 8785) of the statement; key and signature in base64url. */
  readonly signature: { readonly algorithm: 'Ed25519'; readonly key: string; readonly value: string };
}

export interface BundleVerdict {
  readonly ok: boolean;
  readonly problem?: 'not-a-bundle' | 'signature-wrong' | 'question-differs' | 'other-key';
  /** SHA-256 of the public key: to be compared with the one noted from the controller. */
  readonly fingerprint?: string;
}

// PKCS #8 of an Ed25519 key (RFC 8410): this, and the 32 bytes of its seed.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of this installation, derived from the keeper's master key: it stands nowhere else. */
function signingKey(keeper: Keeper): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([pkcs8, keeper.derive('promises/signing')]),
    format: 'der',
    type: 'pkcs8',
  });
}

const rawOf = (key: KeyObject) => (key.export({ format: 'jwk' }) as { x: string }).x;

export function fingerprintOf(rawKey: string): string {
  return createHash('sha256').update(Buffer.from(rawKey, 'base64url')).digest('hex');
}

/** Gathers the newest results and signs them. Reads the whole access log for its head: that takes a while on a large one. */
export async function makeBundle(deps: {
  db: Db;
  clock: Clock;
  keeper: Keeper;
  current(): PublishedDeclaration;
}): Promise<Bundle> {
  const { db, clock } = deps;
  const { version, publishedAt, declaration } = deps.current();
  const [view, log] = await Promise.all([readPromises(deps, 'en'), verifyEntries({ db, clock })]);
  const words = promiseWords('en');
  const statement = {
    madeAt: clock.now().toISOString(),
    controller: { name: declaration.controller.name, businessId: declaration.controller.businessId },
    declaration: { version, publishedAt: publishedAt.toISOString() },
    checkedAt: view.checkedAt?.toISOString() ?? null,
    accessLog: { ...log.settled, linesNotAsWritten: log.bad },
    promises: view.promises.map(({ spec, status, probes }) => {
      const text = words.promises[spec.number]!;
      return {
        promise: spec.number,
        title: text.title,
        kind: spec.kind,
        status,
        how: text.how,
        notBuilt: spec.gap ? (text.gap ?? null) : null,
        control: spec.control,
        tests: spec.tests,
        probes: probes.map(({ probe, digest, newest, firstAt, lastBrokenAt }) => ({
          probe: probe.key,
          counts: words.probes[probe.key]!.counts,
          asks: probe.asks,
          asksSha256: digest,
          result: newest
            ? {
                at: newest.at.toISOString(),
                state: newest.state,
                numerator: newest.numerator,
                denominator: newest.denominator,
                sample: newest.sample,
                code: newest.code,
                declarationVersion: newest.declaration_version,
                askedSha256: newest.probe_digest.toString('hex'),
              }
            : null,
          firstAskedAt: firstAt?.toISOString() ?? null,
          lastBrokenAt: lastBrokenAt?.toISOString() ?? null,
        })),
      };
    }),
    attested: view.attested.map(({ name, state, newest }) => ({
      measure: name.en,
      state,
      reviewedOn: newest?.reviewed_on ?? null,
      nextReviewOn: newest?.next_review_on ?? null,
      evidenceSha256: newest?.evidence_digest.toString('hex') ?? null,
    })),
  };
  const key = signingKey(deps.keeper);
  const value = sign(null, bytesOf(statement), key);
  return {
    format,
    statement,
    signature: {
      algorithm: 'Ed25519',
      key: rawOf(createPublicKey(key)),
      value: value.toString('base64url'),
    },
  };
}

/** The bytes that are signed: the format, then the statement as canonical JSON. */
function bytesOf(statement: unknown): Buffer {
  return Buffer.from(`${format}\n${canonicalJson(statement)}`, 'utf8');
}

/**
 * Whether a bundle is as it was signed, and each question still has the digest that stands beside it. Needs neither the
 * database nor the keeper. With `fingerprint` the key must be that one: anybody can sign with a key of their own.
 */
export function verifyBundle(text: string, fingerprint?: string): BundleVerdict {
  let bundle: Bundle;
  let found: string;
  try {
    bundle = JSON.parse(text) as Bundle;
    if (bundle.format !== format || bundle.signature.algorithm !== 'Ed25519')
      return { ok: false, problem: 'not-a-bundle' };
    found = fingerprintOf(bundle.signature.key);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: bundle.signature.key },
      format: 'jwk',
    });
    if (!verify(null, bytesOf(bundle.statement), key, Buffer.from(bundle.signature.value, 'base64url')))
      return { ok: false, problem: 'signature-wrong', fingerprint: found };
  } catch {
    return { ok: false, problem: 'not-a-bundle' };
  }
  if (fingerprint !== undefined && fingerprint.toLowerCase() !== found)
    return { ok: false, problem: 'other-key', fingerprint: found };
  const promises = (bundle.statement['promises'] ?? []) as {
    probes: { asks: string[]; asksSha256: string }[];
  }[];
  const differs = promises
    .flatMap(({ probes }) => probes)
    .some(
      ({ asks, asksSha256 }) => createHash('sha256').update(asks.join('\n')).digest('hex') !== asksSha256,
    );
  if (differs) return { ok: false, problem: 'question-differs', fingerprint: found };
  return { ok: true, fingerprint: found };
}
