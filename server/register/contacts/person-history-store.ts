import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { contactColumns, type ContactRow } from './contacts-store.ts';

/** Newest first by keyset, along the index of a person's contacts. */
export function listHistory(
  db: Db,
  person: Id,
  filter: {
    queues: readonly string[];
    channel: string | null;
    status: string | null;
    before: { at: Date; id: Id } | undefined;
    most: number;
  },
): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `SELECT ${contactColumns} FROM register.contact
     WHERE person_id = $1 AND queue = ANY ($2) AND ($3::text IS NULL OR channel = $3) AND ($4::text IS NULL OR status = $4)
       AND ($5::timestamptz IS NULL OR (last_at, id) < ($5, $6::uuid))
     ORDER BY last_at DESC, id DESC LIMIT $7`,
    [
      person,
      filter.queues,
      filter.channel,
      filter.status,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      filter.most,
    ],
  );
}

export function countHistory(
  db: Db,
  person: Id,
  queues: readonly string[],
): Promise<{ channel: ContactRow['channel']; count: number }[]> {
  return db.query(
    'SELECT channel, count(*) AS count FROM register.contact WHERE person_id = $1 AND queue = ANY ($2) GROUP BY channel ORDER BY channel',
    [person, queues],
  );
}
