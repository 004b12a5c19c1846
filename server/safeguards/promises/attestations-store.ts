import type { Db, Tx } from '../../storage/database.ts';

export interface AttestationRow {
  readonly id: string;
  /** Hex. */
  readonly measure: string;
  readonly owner_id: string;
  readonly reviewer_id: string;
  readonly reviewed_on: string;
  readonly next_review_on: string;
  readonly made_at: Date;
  readonly evidence_digest: Buffer;
  readonly evidence_type: string;
  readonly bytes: number;
}

/** Of each measure the one that was made last, without the document. */
export function newestAttestations(db: Db, measures: readonly string[]): Promise<AttestationRow[]> {
  return db.query<AttestationRow>(
    `SELECT DISTINCT ON (measure_digest) id, encode(measure_digest, 'hex') AS measure, owner_id, reviewer_id, reviewed_on,
       next_review_on, made_at, evidence_digest, evidence_type, octet_length(evidence) AS bytes
     FROM promises.attestation WHERE encode(measure_digest, 'hex') = ANY ($1)
     ORDER BY measure_digest, made_at DESC, id DESC`,
    [measures],
  );
}

export async function insertAttestation(
  tx: Tx,
  row: {
    id: string;
    measure: Buffer;
    ownerId: string;
    reviewerId: string;
    reviewedOn: string;
    nextReviewOn: string;
    madeAt: Date;
    madeBy: string;
    version: number;
    digest: Buffer;
    type: string;
    bytes: Buffer;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO promises.attestation (id, measure_digest, owner_id, reviewer_id, reviewed_on, next_review_on, made_at, made_by,
       declaration_version, evidence_digest, evidence_type, evidence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.measure,
      row.ownerId,
      row.reviewerId,
      row.reviewedOn,
      row.nextReviewOn,
      row.madeAt,
      row.madeBy,
      row.version,
      row.digest,
      row.type,
      row.bytes,
    ],
  );
}

export async function selectEvidence(
  db: Db,
  id: string,
): Promise<{ evidence: Buffer; evidence_type: string } | undefined> {
  const [row] = await db.query<{ evidence: Buffer; evidence_type: string }>(
    'SELECT evidence, evidence_type FROM promises.attestation WHERE id = $1',
    [id],
  );
  return row;
}
