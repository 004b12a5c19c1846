import type { Id } from '../../base/new-id.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import type { Tx } from '../../storage/database.ts';
import {
  bodyColumn,
  cardColumn,
  fileContentColumn,
  fileDescriptionColumn,
  maskedCodeColumn,
  noteColumn,
  noteDraftColumn,
  replyDraftColumn,
  todoColumn,
} from './contact-columns.ts';
import { forgetContacts } from './search/index-text.ts';

/** What goes with a contact but stands in another room (its raw mail). */
export interface ContactCompanion {
  unitsOf(tx: Tx, contacts: readonly Id[]): Promise<readonly Id[]>;
  remove(tx: Tx, contacts: readonly Id[]): Promise<readonly Id<'blob'>[]>;
}

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
    ],

    lockDue: (tx, at, most) =>
      tx.query(
        `SELECT c.id, c.delete_rule AS rule FROM register.contact c
         WHERE c.delete_after <= $1
           AND NOT EXISTS (SELECT 1 FROM register.person p WHERE p.id = c.person_id AND p.state = 'restricted')
         ORDER BY c.delete_after LIMIT $2 FOR UPDATE OF c SKIP LOCKED`,
        [at, most],
      ),

    async dependants(tx, ids) {
      const found = await Promise.all(companions.map((companion) => companion.unitsOf(tx, ids)));
      return found.flat();
    },

    async remove(tx, ids) {
      const blobs: Id<'blob'>[] = [];
      for (const companion of companions) blobs.push(...(await companion.remove(tx, ids)));
      const files = await tx.query<{ blob: Id<'blob'> | null }>(
        'DELETE FROM register.contact_file WHERE contact_id = ANY ($1) RETURNING blob',
        [ids],
      );
      for (const { blob } of files) if (blob !== null) blobs.push(blob);
      forgetContacts(tx, ids);
      await tx.query('DELETE FROM register.masked_code WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_draft WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_scheduled WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_note WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_todo WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_follower WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_seen WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM live.presence WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_message WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.thread_id WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_event WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact_forward WHERE contact_id = ANY ($1)', [ids]);
      await tx.query('DELETE FROM register.contact WHERE id = ANY ($1)', [ids]);
      return { blobs };
    },

    async namesBlobs(db, blobs) {
      const rows = await db.query<{ blob: Id<'blob'> }>(
        'SELECT blob FROM register.contact_file WHERE blob = ANY ($1)',
        [blobs],
      );
      return rows.map((row) => row.blob);
    },

    countValues: (db) =>
      db.query(
        `SELECT 'messages' AS category, NULL AS purposes, count(*) AS values FROM register.contact_message
         UNION ALL SELECT 'files', NULL, count(*) FROM register.contact_file
         UNION ALL SELECT 'notes', NULL, count(*) FROM register.contact_note`,
      ),
    ...keepTerm('contact', { table: 'register.contact', moment: 'coalesce(closed_at, last_at)' }),
  };
}
