import type { ContactCompanion } from '../contacts/contact-companion.ts';
import type { ContactMover } from '../contacts/contact-mover.ts';

/** Tries go along with their contact, and with their call: merging gives nobody more of them. Erased with it they are gone. */
export const identificationsOfContacts: ContactCompanion & ContactMover = {
  unitsOf: () => Promise.resolve([]),
  async remove(tx, contacts) {
    await tx.query('DELETE FROM register.identification WHERE contact_id = ANY ($1)', [contacts]);
    return [];
  },
  removeMails: () => Promise.resolve([]),
  moveContact(tx, from, to) {
    tx.send('UPDATE register.identification SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  },
  moveMails: () => undefined,
  moveCalls(tx, calls, to) {
    tx.send('UPDATE register.identification SET contact_id = $2 WHERE call_id = ANY ($1)', [calls, to]);
  },
};
