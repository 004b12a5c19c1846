import type { Id } from '../../base/new-id.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { GroundlessUnit, ValueGroup } from '../../safeguards/retention/holding.ts';
import type { Db, Tx } from '../../storage/database.ts';

/** What hangs on a conversation and was collected for purposes of its own. */
const hanging = [
  { table: 'register.contact_file', category: 'files' },
  { table: 'register.contact_note', category: 'notes' },
  { table: 'register.contact_todo', category: 'notes' },
  { table: 'register.masked_code', category: 'identityCode' },
  { table: 'register.complaint', category: 'notes' },
  // A call without its number is a detail of the contact: only the number goes.
  { table: 'register.contact_call', category: 'phone', only: 'v.numbers_sealed IS NOT NULL' },
] as const satisfies readonly { table: string; category: string; only?: string }[];
const ofRows = (part: (typeof hanging)[number]) => ('only' in part ? `AND ${part.only}` : '');

export function countContactValues(db: Db): Promise<ValueGroup[]> {
  const of = 'register.contact c ON c.id = v.contact_id LEFT JOIN register.person p ON p.id = c.person_id';
  const restricted = "coalesce(p.state = 'restricted', false) AS restricted, count(*) AS values";
  const parts = hanging.map(
    (part) =>
      `SELECT '${part.category}', v.purposes, c.purposes, ${restricted} FROM ${part.table} v JOIN ${of} ${ofRows(part).replace('AND', 'WHERE')} GROUP BY 1, 2, 3, 4`,
  );
  return db.query(
    `SELECT 'messages' AS category, c.purposes, NULL::text[] AS within, ${restricted}
     FROM register.contact_message v JOIN ${of} GROUP BY 1, 2, 3, 4
     UNION ALL ${parts.join(' UNION ALL ')}`,
  );
}

/** A conversation goes with all that hangs on it; of one that has ground, what has none of its own. */
export function lockGroundlessContacts(tx: Tx, after: Id, most: number): Promise<GroundlessUnit[]> {
  const whole = `NOT ${hasGround('c', 'messages')}`;
  const parts = hanging.map(
    (part) =>
      `SELECT '${part.category}' AS category FROM ${part.table} v WHERE v.contact_id = c.id ${ofRows(part)} AND (${whole} OR NOT ${hasGround('v', part.category)})`,
  );
  return tx.query(
    `SELECT c.id, ${whole} AS whole, lost.values, lost.categories
     FROM register.contact c LEFT JOIN register.person p ON p.id = c.person_id, LATERAL (
       SELECT count(*) AS values, coalesce(array_agg(DISTINCT category), '{}') AS categories FROM (
         SELECT 'messages' AS category FROM register.contact_message v WHERE v.contact_id = c.id AND ${whole}
         UNION ALL ${parts.join(' UNION ALL ')}) each) lost
     WHERE c.id > $1 AND p.state IS DISTINCT FROM 'restricted' AND (${whole} OR lost.values > 0)
     ORDER BY c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
    [after, most],
  );
}

/** What is split off was collected for what it was. */
export function inheritGround(tx: Tx, from: Id, to: Id): void {
  tx.send(
    `UPDATE register.contact part SET purposes = whole.purposes, collected_under = whole.collected_under
     FROM register.contact whole WHERE part.id = $2 AND whole.id = $1`,
    [from, to],
  );
}

/** Two that are one serve only what both were collected for, where there is any of it. */
export function joinGround(tx: Tx, other: Id, kept: Id): void {
  tx.send(
    `UPDATE register.contact k SET collected_under = least(k.collected_under, o.collected_under),
       purposes = CASE WHEN k.purposes && o.purposes
         THEN ARRAY(SELECT unnest(k.purposes) INTERSECT SELECT unnest(o.purposes) ORDER BY 1) ELSE k.purposes END
     FROM register.contact o WHERE k.id = $2 AND o.id = $1`,
    [other, kept],
  );
}

export interface RemovedParts {
  /** Of notes and files: what they are found by. */
  readonly texts: readonly Id[];
  readonly files: number;
  readonly blobs: readonly Id<'blob'>[];
  /** The mails that the removed files came in. */
  readonly mails: readonly Id<'mail'>[];
}

export async function removeGroundlessParts(tx: Tx, contact: Id): Promise<RemovedParts> {
  const files = await tx.query<{ id: Id; blob: Id<'blob'> | null; message_id: Id }>(
    `DELETE FROM register.contact_file f WHERE contact_id = $1 AND NOT ${hasGround('f', 'files')} RETURNING id, blob, message_id`,
    [contact],
  );
  const notes = await tx.query<{ id: Id }>(
    `DELETE FROM register.contact_note n WHERE contact_id = $1 AND NOT ${hasGround('n', 'notes')} RETURNING id`,
    [contact],
  );
  tx.send(`DELETE FROM register.contact_todo t WHERE contact_id = $1 AND NOT ${hasGround('t', 'notes')}`, [
    contact,
  ]);
  tx.send(
    `DELETE FROM register.masked_code m WHERE contact_id = $1 AND NOT ${hasGround('m', 'identityCode')}`,
    [contact],
  );
  tx.send(`DELETE FROM register.complaint v WHERE contact_id = $1 AND NOT ${hasGround('v', 'notes')}`, [
    contact,
  ]);
  tx.send(
    `UPDATE register.contact_call v SET numbers_sealed = NULL, number_state = 'removed'
     WHERE contact_id = $1 AND numbers_sealed IS NOT NULL AND NOT ${hasGround('v', 'phone')}`,
    [contact],
  );
  // A note in the making for which there is no category any more could be neither read nor sealed anew.
  tx.send(
    `DELETE FROM register.contact_draft WHERE contact_id = $1 AND kind = 'note' AND cardinality(declaration.purposes_of('notes')) = 0`,
    [contact],
  );
  const mails =
    files.length === 0
      ? []
      : await tx.query<{ mail_id: Id<'mail'> }>(
          `UPDATE register.contact_message m SET mail_id = NULL FROM register.contact_message old
           WHERE m.contact_id = $1 AND m.id = ANY ($2) AND m.mail_id IS NOT NULL
             AND old.contact_id = m.contact_id AND old.id = m.id RETURNING old.mail_id`,
          [contact, files.map(({ message_id }) => message_id)],
        );
  return {
    texts: [...files, ...notes].map(({ id }) => id),
    files: files.length,
    blobs: files.flatMap(({ blob }) => (blob === null ? [] : [blob])),
    mails: mails.map(({ mail_id }) => mail_id),
  };
}
