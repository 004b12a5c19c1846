import type { Id } from '../../../base/new-id.ts';
import { type IndexedTable, tidRange } from '../../../safeguards/vault/indexed-table.ts';

interface CoveredText {
  readonly at: string;
  readonly contact_id: Id<'contact'>;
  readonly text_id: Id;
  readonly kind: number;
  readonly tokens: readonly number[];
}

/**
 * The texts of all months, the same page of each at once. Questions ask with the tokens of both covers, so what is found
 * meanwhile is found all the same.
 */
export const searchIndex: IndexedTable = {
  name: 'search.text',
  async countPages(db) {
    const [row] = await db.query<{ pages: number }>(
      `SELECT coalesce(max(pg_relation_size(inhrelid) / current_setting('block_size')::bigint), 0)::int AS pages
       FROM pg_inherits WHERE inhparent = 'search.text'::regclass`,
    );
    return row!.pages;
  },
  pagesAtOnce: 1,
  async recode(tx, pages, { from, to }) {
    const rows = await tx.query<CoveredText>(
      `SELECT at::text, contact_id, text_id, kind, tokens FROM search.text
       WHERE ctid >= $1::tid AND ctid < $2::tid AND cover = $3 FOR UPDATE SKIP LOCKED`,
      [...tidRange(pages), from.generation],
    );
    if (rows.length > 0)
      tx.send(
        `UPDATE search.text t SET tokens = moved.tokens::int[], cover = $7::int
         FROM unnest($1::timestamptz[], $2::uuid[], $3::uuid[], $4::smallint[], $5::text[]) AS moved (at, contact_id, text_id, kind, tokens)
         WHERE t.at = moved.at AND t.contact_id = moved.contact_id AND t.text_id = moved.text_id AND t.kind = moved.kind AND t.cover = $6`,
        [
          rows.map(({ at }) => at),
          rows.map(({ contact_id }) => contact_id),
          rows.map(({ text_id }) => text_id),
          rows.map(({ kind }) => kind),
          rows.map(
            ({ tokens }) => `{${tokens.map((token) => to.coverToken(from.uncoverToken(token))).join()}}`,
          ),
          from.generation,
          to.generation,
        ],
      );
    return rows.length;
  },
  async hasUnder(db, generation) {
    const [row] = await db.query<{ some: boolean }>(
      'SELECT EXISTS (SELECT FROM search.text WHERE cover = $1) AS some',
      [generation],
    );
    return row!.some;
  },
  async hasOutside(db, first, last) {
    const [row] = await db.query<{ some: boolean }>(
      'SELECT EXISTS (SELECT FROM search.text WHERE cover < $1 OR cover > $2) AS some',
      [first, last],
    );
    return row!.some;
  },
};
