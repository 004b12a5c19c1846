import { sealedJson } from '../../safeguards/vault/sealed.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';

/** What went wrong and what was done about it: the controller's documentation (GDPR Art. 33(5)). */
export interface IncidentAccount {
  readonly note: string;
  /** Where the message went. */
  readonly recipients: readonly string[];
  readonly measures: readonly { readonly at: string; readonly by: string; readonly text: string }[];
}

export const accountColumn = sealedJson<IncidentAccount>('register.incident', 'account_sealed', 'messages');

/** Incidents: units of their own, since the contact they happened in may go before they do. */
export const incidentHolding: Holding = {
  kind: 'incident',
  places: [accountColumn],
  lockDue: (tx, at, most) =>
    tx.query(
      'SELECT id, delete_rule AS rule FROM register.incident WHERE delete_after <= $1 ORDER BY delete_after LIMIT $2 FOR UPDATE SKIP LOCKED',
      [at, most],
    ),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    await tx.query('DELETE FROM register.incident WHERE id = ANY ($1)', [ids]);
    return { blobs: [] };
  },
  countValues: () => Promise.resolve([]),
  namesBlobs: () => Promise.resolve([]),
  ...keepTerm('incident', { table: 'register.incident', moment: 'coalesce(settled_at, reported_at)' }),
};
