import { leastIdAt, type Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { ContactMover } from '../../register/contacts/contact-mover.ts';
import type { ContactCompanion } from '../../register/contacts/contact-companion.ts';
import { hasGround } from '../../safeguards/declaration/ground.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import { rawColumn } from './keep-mail.ts';

/** Raw mail that became part of a contact goes with it. */
export const mailOfContacts: ContactCompanion & ContactMover = {
  moveContact(tx, from, to) {
    tx.send('UPDATE mail.raw SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  },
  moveMails(tx, mails, to) {
    tx.send('UPDATE mail.raw SET contact_id = $2 WHERE id = ANY ($1)', [mails, to]);
  },
  async unitsOf(tx, contacts) {
    const rows = await tx.query<{ id: Id<'mail'> }>('SELECT id FROM mail.raw WHERE contact_id = ANY ($1)', [
      contacts,
    ]);
    return rows.map((row) => row.id);
  },
  async removeMails(tx, mails) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      'DELETE FROM mail.raw WHERE id = ANY ($1) RETURNING blob',
      [mails],
    );
    return rows.flatMap((row) => (row.blob === null ? [] : [row.blob]));
  },
  async remove(tx, contacts) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      'DELETE FROM mail.raw WHERE contact_id = ANY ($1) RETURNING blob',
      [contacts],
    );
    return rows.flatMap((row) => (row.blob === null ? [] : [row.blob]));
  },
};

/** Raw mail that became nothing: unreadable, or set aside. */
export const mailHolding: Holding = {
  kind: 'mail',
  places: [rawColumn],
  lockDue: (tx, at, most, after) =>
    tx.query(
      `SELECT id, delete_rule AS rule, delete_after AS due FROM mail.raw
       WHERE contact_id IS NULL AND delete_after <= $1 AND (delete_after, id) > ($3, $4)
       ORDER BY delete_after, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [at, most, after.due, after.id],
    ),
  // What could not be read, or was set aside, was found to be about nobody.
  lockOfPerson: () => Promise.resolve({ ids: [], more: false }),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      'DELETE FROM mail.raw WHERE id = ANY ($1) RETURNING blob',
      [ids],
    );
    return { blobs: rows.flatMap((row) => (row.blob === null ? [] : [row.blob])) };
  },
  countValues: (db) =>
    db.query(
      `SELECT 'messages' AS category, purposes, NULL AS within, false AS restricted, count(*) AS values
       FROM mail.raw WHERE contact_id IS NULL GROUP BY purposes`,
    ),
  lockGroundless: (tx, after, most) =>
    tx.query(
      `SELECT id, true AS whole, 1 AS values, ARRAY['messages'] AS categories FROM mail.raw m
       WHERE contact_id IS NULL AND id > $1 AND NOT ${hasGround('m', 'messages')}
       ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [after, most],
    ),
  // A mail has no parts: it goes whole.
  removeGroundless: () => Promise.resolve({ blobs: [], units: [] }),
  listUnits: (db, after, most) =>
    db.query(
      'SELECT id, blob, substring(raw_sealed FROM 1 FOR 2) AS head FROM mail.raw WHERE id > $1 ORDER BY id LIMIT $2',
      [after, most],
    ),
  async namesBlobs(db, blobs) {
    const rows = await db.query<{ blob: Id<'blob'> }>('SELECT blob FROM mail.raw WHERE blob = ANY ($1)', [
      blobs,
    ]);
    return rows.map((row) => row.blob);
  },
  ...keepTerm('mail', { table: 'mail.raw', moments: { arrival: 'received_at' }, only: 'contact_id IS NULL' }),
};

/** Milliseconds since the last mail until it counts as quiet: between two mails of a busy hour nothing waits either. */
const quietAfter = 2_000;

/** Whether mail comes in: some waits that nobody has tried to process yet, or has just come. Its senders wait. */
export async function hasFreshMail(db: Db, now: Date): Promise<boolean> {
  const [found] = await db.query<{ fresh: boolean }>(
    `SELECT EXISTS (SELECT FROM mail.raw WHERE state = 'kept' AND attempts = 0)
       OR EXISTS (SELECT FROM mail.raw WHERE id >= $1) AS fresh`,
    [leastIdAt<'mail'>(new Date(now.getTime() - quietAfter))],
  );
  return found!.fresh;
}
