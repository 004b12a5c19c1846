import type { Id } from '../../base/new-id.ts';
import {
  countTablePages,
  digestTable,
  type IndexedTable,
  tidRange,
} from '../../safeguards/vault/indexed-table.ts';

/** The same token may lie there under both covers: it is put beside and taken away, since it cannot be written over. */
const nameTokens: IndexedTable = {
  name: 'register.name_token',
  countPages: (db) => countTablePages(db, 'register.name_token'),
  pagesAtOnce: 8,
  async recode(tx, pages, { from, to }) {
    const rows = await tx.query<{ token: number; person_id: Id<'person'> }>(
      `WITH picked AS (SELECT ctid AS at FROM register.name_token
         WHERE ctid >= $1::tid AND ctid < $2::tid AND cover = $3 FOR UPDATE SKIP LOCKED)
       DELETE FROM register.name_token t USING picked WHERE t.ctid = picked.at RETURNING t.token, t.person_id`,
      [...tidRange(pages), from.generation],
    );
    if (rows.length > 0)
      tx.send(
        `INSERT INTO register.name_token (token, person_id, cover)
         SELECT token, person_id, $3::int FROM unnest($1::int[], $2::uuid[]) AS moved (token, person_id) ON CONFLICT DO NOTHING`,
        [
          rows.map(({ token }) => to.coverToken(from.uncoverToken(token))),
          rows.map(({ person_id }) => person_id),
          to.generation,
        ],
      );
    return rows.length;
  },
  async hasUnder(db, generation) {
    const [row] = await db.query<{ some: boolean }>(
      'SELECT EXISTS (SELECT FROM register.name_token WHERE cover = $1) AS some',
      [generation],
    );
    return row!.some;
  },
  async hasOutside(db, first, last) {
    const [row] = await db.query<{ some: boolean }>(
      'SELECT EXISTS (SELECT FROM register.name_token WHERE cover < $1 OR cover > $2) AS some',
      [first, last],
    );
    return row!.some;
  },
};

export const peopleIndexes = [
  digestTable('register.identifier', 'digest'),
  digestTable('register.identifier_variant', 'digest'),
  nameTokens,
];
