import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Db } from '../../storage/database.ts';
import type { Access, StaffActor } from '../access/authorize.ts';
import { addMonths, dayOf } from '../access/calendar-day.ts';
import type { PublishedDeclaration, Words } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import {
  type AttestationRow,
  insertAttestation,
  newestAttestations,
  selectEvidence,
} from './attestations-store.ts';

/** `attested`: vouched for, and the next review is to come. `overdue`: it was to be before today. */
export type AttestationState = 'attested' | 'overdue' | 'not-attested';

export interface AttestedMeasure {
  /** SHA-256 of its words, hex. */
  readonly measure: string;
  readonly name: Words;
  readonly state: AttestationState;
  readonly newest: AttestationRow | undefined;
}

type EvidenceType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'text/plain';
export const largestEvidence = 10 * 1024 * 1024;
/** Months after which a review is to be done again at the latest. */
const longestMonths = 24;

interface AttestationDeps {
  readonly db: Db;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}

export function measureKey(name: Words): string {
  return createHash('sha256')
    .update(JSON.stringify([name.sv, name.fi, name.en]))
    .digest('hex');
}

/** What the declaration says that somebody vouches for, and whether somebody does. */
export async function readAttestations(deps: AttestationDeps): Promise<AttestedMeasure[]> {
  const { declaration } = deps.current();
  const today = dayOf(deps.clock.now(), declaration.register.timeZone);
  const measures = declaration.measures.filter(({ kind }) => kind === 'attested');
  const keys = measures.map(({ name }) => measureKey(name));
  const rows = await newestAttestations(deps.db, keys);
  return measures.map(({ name }, index) => {
    const newest = rows.find(({ measure }) => measure === keys[index]);
    const state = !newest ? 'not-attested' : newest.next_review_on < today ? 'overdue' : 'attested';
    return { measure: keys[index]!, name, state, newest };
  });
}

export function worstOf(measures: readonly AttestedMeasure[]): AttestationState {
  const states = measures.map(({ state }) => state);
  if (states.length === 0 || states.includes('not-attested')) return 'not-attested';
  return states.includes('overdue') ? 'overdue' : 'attested';
}

/**
 * Vouches for a measure: who answers for it, who else has looked at it when, the document that shows it, and when it is
 * looked at again. What was vouched for before stays on record.
 * @throws Refusal 'invalid-input' (field), 'not-found' for a measure that the declaration in force does not have,
 *   'task-missing'
 */
export async function attest(
  deps: AttestationDeps & { readonly db: Database; readonly vault: Vault; readonly access: Access },
  actor: StaffActor,
  input: {
    measure: string;
    ownerId: Id<'staff'>;
    reviewerId: Id<'staff'>;
    reviewedOn: string;
    nextReviewOn: string;
    evidence: { bytes: Buffer; type: EvidenceType };
  },
): Promise<{ attestationId: string; evidenceDigest: string }> {
  const { declaration, version } = deps.current();
  const grant = await deps.access.authorize(actor, { act: 'publish-register', units: [], categories: [] });
  const known = declaration.measures.some(
    ({ kind, name }) => kind === 'attested' && measureKey(name) === input.measure,
  );
  if (!known) throw new Refusal('not-found', { what: 'measure' });
  const now = deps.clock.now();
  const today = dayOf(now, declaration.register.timeZone);
  const wrong = (field: string) => new Refusal('invalid-input', { field });
  if (input.ownerId === input.reviewerId) throw wrong('reviewerId');
  if (input.reviewedOn > today) throw wrong('reviewedOn');
  if (input.nextReviewOn <= today || input.nextReviewOn > addMonths(input.reviewedOn, longestMonths))
    throw wrong('nextReviewOn');
  const { bytes, type } = input.evidence;
  if (bytes.length === 0 || bytes.length > largestEvidence) throw wrong('evidence');
  const digest = createHash('sha256').update(bytes).digest();
  const id = newId<'attestation'>(now);
  await deps.db.transaction(async (tx) => {
    const working = await tx.query<{ id: string }>(
      "SELECT id FROM staff.member WHERE id = ANY ($1) AND state = 'active' FOR KEY SHARE",
      [[input.ownerId, input.reviewerId]],
    );
    if (!working.some((row) => row.id === input.ownerId)) throw wrong('ownerId');
    if (!working.some((row) => row.id === input.reviewerId)) throw wrong('reviewerId');
    await deps.vault.change(tx, grant, 'administer', { details: { change: 'attested', item: id } });
    await insertAttestation(tx, {
      id,
      measure: Buffer.from(input.measure, 'hex'),
      ownerId: input.ownerId,
      reviewerId: input.reviewerId,
      reviewedOn: input.reviewedOn,
      nextReviewOn: input.nextReviewOn,
      madeAt: now,
      madeBy: actor.staffId,
      version,
      digest,
      type,
      bytes,
    });
  });
  return { attestationId: id, evidenceDigest: digest.toString('hex') };
}

/** What a document is by its own bytes, whatever it is said to be; undefined for what is not taken as evidence. */
export function evidenceTypeOf(bytes: Buffer): EvidenceType | undefined {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  return isUtf8(bytes) && !bytes.includes(0) ? 'text/plain' : undefined;
}

/** The document that shows it, as it was handed in. @throws Refusal 'not-found' */
export async function readEvidence(db: Db, id: string): Promise<{ bytes: Buffer; type: string }> {
  const found = await selectEvidence(db, id);
  if (!found) throw new Refusal('not-found', { what: 'evidence' });
  return { bytes: found.evidence, type: found.evidence_type };
}
