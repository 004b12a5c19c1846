import type { Id } from '../../base/new-id.ts';
import type { ContactMover } from '../../register/contacts/merge-contacts.ts';
import type { ContactCompanion } from '../../register/contacts/contact-holding.ts';
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
  lockDue: (tx, at, most) =>
    tx.query(
      `SELECT id, delete_rule AS rule FROM mail.raw WHERE contact_id IS NULL AND delete_after <= $1
       ORDER BY delete_after LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [at, most],
    ),
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      'DELETE FROM mail.raw WHERE id = ANY ($1) RETURNING blob',
      [ids],
    );
    return { blobs: rows.flatMap((row) => (row.blob === null ? [] : [row.blob])) };
  },
  countValues: () => Promise.resolve([]),
  async namesBlobs(db, blobs) {
    const rows = await db.query<{ blob: Id<'blob'> }>('SELECT blob FROM mail.raw WHERE blob = ANY ($1)', [
      blobs,
    ]);
    return rows.map((row) => row.blob);
  },
  ...keepTerm('mail', { table: 'mail.raw', moment: 'received_at', only: 'contact_id IS NULL' }),
};
