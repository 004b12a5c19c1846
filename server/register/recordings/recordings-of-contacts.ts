import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { ContactCompanion } from '../contacts/contact-companion.ts';
import type { ContactMover } from '../contacts/contact-mover.ts';
import { moveLinks } from './complaint-store.ts';
import { holdGrounds, withoutHeld } from './holds-store.ts';

/** A restriction (Art. 18) is the person's own: it keeps nothing from their erasure. */
const isHeld = (row: string) =>
  `EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = ${row}.id AND h.ended_at IS NULL AND h.ground IN ('order', 'claim'))`;

/** Recordings of these contacts, held or not: their keys name the person for the log. */
export async function recordingsOf(db: Db, contacts: readonly Id[]): Promise<Id<'recording'>[]> {
  const rows = await db.query<{ id: Id<'recording'> }>(
    'SELECT id FROM register.recording WHERE contact_id = ANY ($1) ORDER BY id',
    [contacts],
  );
  return rows.map(({ id }) => id);
}

/**
 * The recordings of a contact go with it, whatever keeps them longer: who is erased is erased. What a hold by law keeps stays, and
 * hangs on no contact any more.
 */
export const recordingsOfContacts: ContactCompanion & ContactMover = {
  moveContact(tx, from, to) {
    tx.send('UPDATE register.recording SET contact_id = $2 WHERE contact_id = $1', [from, to]);
    moveLinks(tx, from, to);
  },
  moveMails: () => undefined,
  moveCalls(tx, calls, to) {
    tx.send(
      'UPDATE register.recording SET contact_id = $2 WHERE call_id = ANY ($1) AND contact_id IS NOT NULL',
      [calls, to],
    );
  },
  subjectsOf: (tx, contact) => recordingsOf(tx, [contact]),
  async unitsOf(tx, contacts) {
    const rows = await tx.query<{ id: Id<'recording'> }>(
      'SELECT id FROM register.recording WHERE contact_id = ANY ($1) ORDER BY id FOR UPDATE',
      [contacts],
    );
    return withoutHeld(
      tx,
      rows.map(({ id }) => id),
      holdGrounds,
    );
  },
  removeMails: () => Promise.resolve([]),
  async remove(tx, contacts) {
    const rows = await tx.query<{ blob: Id<'blob'> | null }>(
      `DELETE FROM register.recording r WHERE r.contact_id = ANY ($1) AND NOT ${isHeld('r')} RETURNING r.blob`,
      [contacts],
    );
    tx.send('UPDATE register.recording SET contact_id = NULL WHERE contact_id = ANY ($1)', [contacts]);
    // A complaint goes with its contact, and keeps nothing longer from then on.
    tx.send(
      `UPDATE register.recording_extension x SET ended_at = now(), end_code = 'gone' WHERE x.ended_at IS NULL AND x.complaint_id IN
         (SELECT id FROM register.complaint WHERE contact_id = ANY ($1))`,
      [contacts],
    );
    return rows.flatMap((row) => (row.blob === null ? [] : [row.blob]));
  },
};
