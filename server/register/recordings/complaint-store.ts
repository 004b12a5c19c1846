import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { ComplaintRow } from './matters-store.ts';

export interface ComplaintContact {
  readonly contact_id: Id<'contact'>;
  readonly number: number;
  readonly channel: 'email' | 'phone' | 'chat';
  readonly status: 'open' | 'waiting' | 'snoozed' | 'closed';
  readonly opened_at: Date;
}

const columns = 'c.id AS contact_id, c.number, c.channel, c.status, c.opened_at';
const linked = '(SELECT l.contact_id FROM register.complaint_contact l WHERE l.complaint_id = $2)';

/** Those that went to another queue since are left out: they are none of this one's. */
export function readComplaintContacts(db: Db, row: ComplaintRow): Promise<ComplaintContact[]> {
  return db.query<ComplaintContact>(
    `SELECT ${columns} FROM register.contact c
     WHERE c.id = $1 OR (c.id IN ${linked} AND c.queue = $3) ORDER BY c.id <> $1, c.opened_at, c.id`,
    [row.contact_id, row.id, row.queue],
  );
}

/** The newest few. */
export function readOtherContacts(db: Db, row: ComplaintRow): Promise<ComplaintContact[]> {
  return db.query<ComplaintContact>(
    `SELECT ${columns} FROM register.contact c JOIN register.contact own ON own.person_id = c.person_id
     WHERE own.id = $1 AND c.id <> $1 AND c.queue = $3 AND c.id NOT IN ${linked}
     ORDER BY c.last_at DESC, c.id DESC LIMIT 20`,
    [row.contact_id, row.id, row.queue],
  );
}

export interface RecordingBeside {
  readonly id: Id<'recording'>;
  readonly contact_id: Id<'contact'>;
  readonly call_at: Date;
  readonly milliseconds: number;
  readonly delete_after: Date;
  /** The complaint keeps it. */
  readonly kept: boolean;
  readonly held: boolean;
}

export function readRecordingsBeside(db: Db, row: ComplaintRow, now: Date): Promise<RecordingBeside[]> {
  return db.query<RecordingBeside>(
    `SELECT r.id, r.contact_id, r.call_at, r.milliseconds, r.delete_after,
       EXISTS (SELECT FROM register.recording_extension x
         WHERE x.recording_id = r.id AND x.complaint_id = $2 AND x.ended_at IS NULL) AS kept,
       EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL) AS held
     FROM register.recording r JOIN register.contact c ON c.id = r.contact_id
     WHERE r.state = 'kept' AND r.delete_after > $4 AND (c.id = $1 OR (c.id IN ${linked} AND c.queue = $3))
     ORDER BY r.id`,
    [row.contact_id, row.id, row.queue, now],
  );
}

/** The same again changes nothing. */
export function insertLink(
  tx: Tx,
  link: {
    readonly complaintId: Id<'complaint'>;
    readonly contactId: Id<'contact'>;
    readonly at: Date;
    readonly by: Id<'staff'>;
  },
): void {
  tx.send(
    `INSERT INTO register.complaint_contact (complaint_id, contact_id, linked_at, linked_by)
     SELECT $1, c.id, $3, $4 FROM register.contact c WHERE c.id = $2 ON CONFLICT DO NOTHING`,
    [link.complaintId, link.contactId, link.at, link.by],
  );
}

/** @returns false when it is not linked */
export async function deleteLink(tx: Tx, complaint: Id, contact: Id): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM register.complaint_contact WHERE complaint_id = $1 AND contact_id = $2 RETURNING 1',
    [complaint, contact],
  );
  return rows.length > 0;
}

/** A contact that goes into another takes its links along; one to the complaint's own contact says nothing. The contacts are held. */
export function moveLinks(tx: Tx, from: Id<'contact'>, to: Id<'contact'>): void {
  tx.send(
    `INSERT INTO register.complaint_contact (contact_id, complaint_id, linked_at, linked_by)
     SELECT $2, l.complaint_id, l.linked_at, l.linked_by FROM register.complaint_contact l WHERE l.contact_id = $1 ON CONFLICT DO NOTHING`,
    [from, to],
  );
  tx.send('DELETE FROM register.complaint_contact WHERE contact_id = $1', [from]);
  tx.send(
    `DELETE FROM register.complaint_contact l USING register.complaint m
     WHERE m.id = l.complaint_id AND l.contact_id = $2 AND m.contact_id IN ($1, $2)`,
    [from, to],
  );
}
