import type { Id } from '../../../base/new-id.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import type { KeptRule, Rule } from './rule.ts';

interface RuleRow {
  id: Id<'rule'>;
  name: string;
  active: boolean;
  queues: string[];
  body: Pick<Rule, 'on' | 'when' | 'does' | 'stop'>;
  version: number;
}

/** In the order in which they are asked. */
export async function readRules(db: Db): Promise<KeptRule[]> {
  const rows = await db.query<RuleRow>(
    'SELECT id, name, active, queues, body, version FROM team.rule ORDER BY place, id',
  );
  return rows.map(({ body, ...row }) => ({ ...row, ...body }));
}

/** One writer at a time, so that limit and order hold. */
export async function lockRules(tx: Tx): Promise<KeptRule[]> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('team.rule'))`);
  return readRules(tx);
}

/** A new one stands last. */
export function insertRule(tx: Tx, id: Id<'rule'>, rule: Rule, at: Date): void {
  tx.send(
    `INSERT INTO team.rule (id, place, name, active, queues, body, changed_at)
     VALUES ($1, (SELECT coalesce(max(place), 0) + 1 FROM team.rule), $2, $3, $4, $5, $6)`,
    [id, ...columnsOf(rule), at],
  );
}

export function updateRule(tx: Tx, id: Id<'rule'>, rule: Rule, at: Date): void {
  tx.send(
    `UPDATE team.rule SET name = $2, active = $3, queues = $4, body = $5, changed_at = $6, version = version + 1
     WHERE id = $1`,
    [id, ...columnsOf(rule), at],
  );
}

export function deleteRule(tx: Tx, id: Id<'rule'>): void {
  tx.send('DELETE FROM team.rule WHERE id = $1', [id]);
}

export function placeRules(tx: Tx, ids: readonly Id<'rule'>[]): void {
  tx.send(
    `UPDATE team.rule r SET place = o.place FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) WHERE o.id = r.id`,
    [ids],
  );
}

function columnsOf({ name, active, queues, on, when, does, stop }: Rule): unknown[] {
  return [name, active, queues, JSON.stringify({ on, when, does, stop })];
}
