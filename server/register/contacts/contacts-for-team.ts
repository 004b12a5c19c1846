import type { TeamContacts } from '../team/pick-assignee.ts';

/** What the team's room must know of contacts: whether a tag stands on one, and who has how many open. */
export const contactsForTeam: TeamContacts = {
  async usesTag(db, tag) {
    const rows = await db.query('SELECT 1 FROM register.contact WHERE tags @> ARRAY[$1::uuid] LIMIT 1', [
      tag,
    ]);
    return rows.length > 0;
  },

  async openOf(db, staff) {
    const rows = await db.query<{ id: string; open: number }>(
      `SELECT assignee_id AS id, count(*) AS open FROM register.contact
       WHERE assignee_id = ANY ($1) AND status = 'open' GROUP BY assignee_id`,
      [staff],
    );
    return new Map(rows.map(({ id, open }) => [id, open]));
  },
};
