import { sealedJson } from '../../safeguards/vault/sealed.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { periodInForce } from '../../safeguards/retention/period-in-force.ts';

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
  namesBlobs: () => Promise.resolve([]),
  async shorten(tx, published) {
    const period = periodInForce(published, 'incident');
    if (period === undefined) return 0;
    const rows = await tx.query(
      `UPDATE register.incident SET delete_after = due, delete_rule = $3, declaration_version = $4
       FROM (SELECT id AS of, (date_trunc('day', coalesce(settled_at, reported_at) AT TIME ZONE $2) + make_interval(months => $1)) AT TIME ZONE $2 AS due
             FROM register.incident) computed
       WHERE id = of AND due < delete_after RETURNING 1`,
      [period.months, period.timeZone, period.rule, period.version],
    );
    return rows.length;
  },
  count: (db) =>
    db.query(
      'SELECT delete_rule AS rule, count(*) AS units, min(delete_after) AS next FROM register.incident GROUP BY delete_rule ORDER BY 1',
    ),
};
