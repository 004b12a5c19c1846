import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from './contacts.ts';
import { readContact } from './contacts-store.ts';
import { mayReadContact } from './may-read-contact.ts';

export interface Present {
  readonly staff_id: Id<'staff'>;
  readonly typing: boolean;
}

export type Doing = 'here' | 'typing' | 'gone';

/** Seconds that a word of presence holds; the console says it again well before. */
const holds = 25;

/**
 * Says that one is at a contact, types there, or has left; others who have it open are told when that changes.
 * It locks nothing. @returns who else is there
 * @throws Refusal 'not-found', 'task-missing'
 */
export async function bePresent(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  doing: Doing,
): Promise<Present[]> {
  await mayReadContact(deps, actor, contactId);
  const at = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const contact = await readContact(tx, contactId);
    const [before] = await tx.query<{ typing: boolean }>(
      'DELETE FROM live.presence WHERE contact_id = $1 AND session_id = $2 RETURNING typing, until > $3 AS holds',
      [contactId, actor.sessionId, at],
    );
    if (doing !== 'gone') {
      await tx.query(
        `INSERT INTO live.presence (contact_id, session_id, staff_id, typing, until) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (contact_id, session_id) DO UPDATE SET typing = excluded.typing, until = excluded.until`,
        [
          contactId,
          actor.sessionId,
          actor.staffId,
          doing === 'typing',
          new Date(at.getTime() + holds * 1000),
        ],
      );
    }
    const changed = doing === 'gone' ? before !== undefined : before?.typing !== (doing === 'typing');
    if (changed && contact)
      await deps.live.announce(tx, { kind: 'presence-changed', contactId, queue: contact.queue });
  });
  return readPresent(deps, actor, contactId, at);
}

async function readPresent(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  at: Date,
): Promise<Present[]> {
  return deps.db.query<Present>(
    `SELECT staff_id, bool_or(typing) AS typing FROM live.presence
     WHERE contact_id = $1 AND until > $2 AND staff_id <> $3 GROUP BY staff_id ORDER BY staff_id`,
    [contactId, at, actor.staffId],
  );
}

/** Forgets who left without a word. */
export async function removeOldPresence(deps: Pick<ContactsDeps, 'db' | 'clock'>): Promise<void> {
  await deps.db.query('DELETE FROM live.presence WHERE until < $1', [deps.clock.now()]);
}
