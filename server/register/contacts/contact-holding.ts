import type { Id } from '../../base/new-id.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import {
  bodyColumn,
  callNumbersColumn,
  cardColumn,
  complaintColumn,
  fileContentColumn,
  fileDescriptionColumn,
  maskedCodeColumn,
  noteColumn,
  noteDraftColumn,
  replyDraftColumn,
  todoColumn,
} from './contact-columns.ts';
import type { ContactCompanion } from './contact-companion.ts';
import { removeFromContact } from './contact-grounds.ts';
import { countContactValues, lockGroundlessContacts } from './grounds-store.ts';
import { forgetContacts } from './search/index-text.ts';

/** Contacts with all that hangs on them: messages, notes, files, masked codes, thread ids. */
export function createContactHolding(companions: readonly ContactCompanion[]): Holding {
  return {
    kind: 'contact',
    places: [
      cardColumn,
      bodyColumn,
      noteColumn,
      todoColumn,
      fileDescriptionColumn,
      fileContentColumn,
      maskedCodeColumn,
      replyDraftColumn,
      noteDraftColumn,
      callNumbersColumn,
      complaintColumn,
    ],

    lockDue: (tx, at, most, after) =>
      tx.query(
        `SELECT c.id, c.delete_rule AS rule, c.delete_after AS due FROM register.contact c
         WHERE c.delete_after <= $1 AND c.delete_after >= $3 AND (c.delete_after > $3 OR c.id > $4)
           AND NOT EXISTS (SELECT 1 FROM register.person p WHERE p.id = c.person_id AND p.state = 'restricted')
         ORDER BY c.delete_after, c.id LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
        [at, most, after.due, after.id],
      ),

    async lockOfPerson(tx, person, most) {
      const rows = await tx.query<{ id: Id }>(
        `SELECT id FROM register.contact WHERE person_id = $1 ORDER BY last_at DESC, id DESC LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [person, most + 1],
      );
      const ids = rows.slice(0, most).map(({ id }) => id);
      if (rows.length > most) return { ids, more: true };
      // Those that somebody has in hand were passed over.
      const [left] = await tx.query<{ more: boolean }>(
        'SELECT EXISTS (SELECT FROM register.contact WHERE person_id = $1 AND id <> ALL ($2)) AS more',
        [person, ids],
      );
      return { ids, more: left!.more };
    },

    async dependants(tx, ids) {
      const found = await Promise.all(companions.map((companion) => companion.unitsOf(tx, ids)));
      return found.flat();
    },

    async remove(tx, ids) {
      // On their way one after the other; the commit waits for all of them.
      const blobs: Id<'blob'>[] = [];
      for (const companion of companions) blobs.push(...(await companion.remove(tx, ids)));
      const files = await tx.query<{ blob: Id<'blob'> | null }>(
        'DELETE FROM register.contact_file WHERE contact_id = ANY ($1) RETURNING blob',
        [ids],
      );
      for (const { blob } of files) if (blob !== null) blobs.push(blob);
      forgetContacts(tx, ids);
      tx.send('DELETE FROM register.masked_code WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_draft WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_scheduled WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_note WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_todo WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_follower WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_seen WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM live.presence WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM live.call_intent WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_message WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.thread_id WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_call_leg WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_call WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.complaint WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_event WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact_forward WHERE contact_id = ANY ($1)', [ids]);
      tx.send('DELETE FROM register.contact WHERE id = ANY ($1)', [ids]);
      return { blobs };
    },

    async namesBlobs(db, blobs) {
      const rows = await db.query<{ blob: Id<'blob'> }>(
        'SELECT blob FROM register.contact_file WHERE blob = ANY ($1)',
        [blobs],
      );
      return rows.map((row) => row.blob);
    },

    listUnits: (db, after, most) =>
      db.query(
        `SELECT id, NULL AS blob, substring(card_sealed FROM 1 FOR 2) AS head FROM register.contact
         WHERE id > $1 ORDER BY id LIMIT $2`,
        [after, most],
      ),

    countValues: countContactValues,
    lockGroundless: lockGroundlessContacts,
    removeGroundless: (tx, tools, id) => removeFromContact(tx, tools, companions, id),
    ...keepTerm('contact', {
      table: 'register.contact',
      moments: { closing: 'coalesce(closed_at, last_at)', arrival: 'opened_at' },
    }),
  };
}
