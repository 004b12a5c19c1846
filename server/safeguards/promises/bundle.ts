import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import { readTreeState } from '../access-log/tree/read-tree-state.ts';
import { verifyEntries } from '../access-log/verify-entries.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Keeper } from '../vault/keeper.ts';
import { promiseWords } from './promise-words.ts';
import { readPromises } from './read-promises.ts';
import { type Signed, signStatement, verifyStatement } from './sign-statement.ts';

const format = 'haltija-promises-1';

/** What an auditor is given: every promise, what was asked, what was found, and the access log as it stood, in one signed text. */
export type Bundle = Signed<typeof format, Statement>;

export interface BundleVerdict {
  readonly ok: boolean;
  readonly problem?: 'not-a-bundle' | 'signature-wrong' | 'question-differs' | 'other-key';
  /** SHA-256 of the public key: to be compared with the one noted from the controller. */
  readonly fingerprint?: string;
}

export interface BundleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly keeper: Keeper;
  current(): PublishedDeclaration;
}

/** Gathers the newest results and signs them. Reads the whole access log for its head: that takes a while on a large one. */
export async function makeBundle(deps: BundleDeps): Promise<Bundle> {
  return signStatement(deps.keeper, format, await gather(deps));
}

/** The file that is handed over. */
export function formatBundle(bundle: Bundle): Buffer {
  return Buffer.from(`${JSON.stringify(bundle, null, 2)}\n`, 'utf8');
}

export type Statement = Awaited<ReturnType<typeof gather>>;

async function gather(deps: BundleDeps) {
  const { db, clock } = deps;
  const { version, publishedAt, declaration } = deps.current();
  const [view, log, tree] = await Promise.all([
    readPromises(deps, 'en'),
    verifyEntries({ db, clock }),
    readTreeState(db, false),
  ]);
  const words = promiseWords('en');
  return {
    madeAt: clock.now().toISOString(),
    controller: { name: declaration.controller.name, businessId: declaration.controller.businessId },
    declaration: { version, publishedAt: publishedAt.toISOString() },
    checkedAt: view.checkedAt?.toISOString() ?? null,
    accessLog: {
      ...log.settled,
      linesNotAsWritten: log.bad,
      // Signed by itself, and good for all that comes after; the root beside it only until lines are pruned.
      checkpoint: tree.checkpoint?.note ?? null,
    },
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
}

/**
 * Whether a bundle is as it was signed, and each question still has the digest that stands beside it. Needs neither the
 * database nor the keeper. With `fingerprint` the key must be that one: anybody can sign with a key of their own.
 */
export function verifyBundle(text: string, fingerprint?: string): BundleVerdict {
  const signed = verifyStatement<Statement>(text, format, fingerprint);
  if (!signed.ok) {
    const problem = signed.problem === 'not-signed' ? 'not-a-bundle' : signed.problem;
    return { ...signed, problem };
  }
  const { fingerprint: found, statement } = signed;
  const differs = (statement.promises ?? [])
    .flatMap(({ probes }) => probes)
    .some(
      ({ asks, asksSha256 }) => createHash('sha256').update(asks.join('\n')).digest('hex') !== asksSha256,
    );
  if (differs) return { ok: false, problem: 'question-differs', fingerprint: found };
  return { ok: true, fingerprint: found };
}
