import type { Printable } from '../../../base/printable.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import { sealedJson, sealedText } from '../../../safeguards/vault/sealed.ts';
import type { Holding } from '../../../safeguards/retention/holding.ts';
import { keepTerm } from '../../../safeguards/retention/keep-term.ts';

/** What went wrong and what was done about it: the controller's documentation (GDPR Art. 33(5)). */
export interface IncidentAccount {
  readonly note: string;
  /** Where the message went. */
  readonly recipients: readonly string[];
  readonly measures: readonly { readonly at: string; readonly by: string; readonly text: string }[];
  /** What may come of it for those concerned (Art. 33(3)(c)). */
  readonly consequences?: string;
  readonly riskReason?: string;
  readonly authorityReason?: string;
  readonly tellReason?: string;
  readonly lessons?: string;
  /** What those concerned are written, in each of the register's languages. */
  readonly letters?: Partial<Record<Language, IncidentLetter>>;
}

export interface IncidentLetter {
  readonly subject: string;
  readonly text: string;
}

/** What the authority was told, as it was sent. */
export interface SealedNotice {
  readonly reference: string;
  /** Why it was told later than the law gives time for (Art. 33(1)). */
  readonly lateReason: string | null;
  readonly document: Omit<Printable, 'date'> & { readonly date: string };
}

export const accountColumn = sealedJson<IncidentAccount>('register.incident', 'account_sealed', 'messages');

export const stepColumn = sealedText('register.incident_step', 'text_sealed', 'messages');
export const noticeColumn = sealedJson<SealedNotice>('register.incident_notice', 'notice_sealed', 'messages');

/** Incidents: units of their own, since the contact they happened in may go before they do. */
export const incidentHolding: Holding = {
  kind: 'incident',
  places: [accountColumn, stepColumn, noticeColumn],
  lockDue: (tx, at, most, after) =>
    tx.query(
      `SELECT id, delete_rule AS rule, delete_after AS due FROM register.incident
       WHERE delete_after <= $1 AND (delete_after, id) > ($3, $4) ORDER BY delete_after, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [at, most, after.due, after.id],
    ),
  // What went wrong is documented for as long as its own period says (GDPR Art. 33(5)).
  lockOfPerson: () => Promise.resolve({ ids: [], more: false }),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    await tx.query('DELETE FROM register.incident WHERE id = ANY ($1)', [ids]);
    return { blobs: [] };
  },
  countValues: () => Promise.resolve([]),
  // For the same reason.
  lockGroundless: () => Promise.resolve([]),
  removeGroundless: () => Promise.resolve({ blobs: [], units: [] }),
  namesBlobs: () => Promise.resolve([]),
  listUnits: (db, after, most) =>
    db.query(
      `SELECT id, NULL AS blob, substring(account_sealed FROM 1 FOR 2) AS head FROM register.incident
       WHERE id > $1 ORDER BY id LIMIT $2`,
      [after, most],
    ),
  ...keepTerm('incident', {
    table: 'register.incident',
    moments: { closing: 'coalesce(settled_at, reported_at)' },
  }),
};
