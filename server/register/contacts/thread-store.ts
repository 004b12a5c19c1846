import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { messageColumns, type MessageRow } from './messages-store.ts';

/** Messages shown of a thread before one asks for earlier ones. */
export const threadPage = 50;
/** Of the newest: whose addresses an answer is held against. One that stands only further back is asked about. */
export const threadForDoubts = 100;

export interface ThreadPlace {
  readonly at: Date;
  readonly id: Id;
}

export interface ThreadPart {
  /** Oldest first. */
  readonly rows: readonly MessageRow[];
  /** The newest that came in, also when it stands further back than these. */
  readonly lastIn: MessageRow | undefined;
  /** The newest of those further back; undefined when these are the first. */
  readonly next: ThreadPlace | undefined;
}

/**
 * The newest messages of a contact, or the newest before a place. Which they are is found in the contact's own rows
 * before a body is fetched: left to choose, the planner walks the newest messages of the whole register instead.
 */
export async function readThreadPart(
  db: Db,
  contact: Id,
  most: number,
  before?: ThreadPlace,
): Promise<ThreadPart> {
  const found = await db.query<MessageRow>(
    `WITH here AS MATERIALIZED (SELECT id, at, direction FROM register.contact_message
       WHERE contact_id = $1 ${before === undefined ? '' : 'AND (at, id) < ($3, $4)'}),
     part AS (SELECT id FROM here ORDER BY at DESC, id DESC LIMIT $2),
     last_in AS (SELECT id FROM here WHERE direction = 'in' ORDER BY at DESC, id DESC LIMIT 1)
     SELECT ${messageColumns} FROM register.contact_message
     WHERE contact_id = $1 AND id IN (SELECT id FROM part UNION SELECT id FROM last_in)
     ORDER BY at DESC, id DESC`,
    [contact, most + 1, ...(before === undefined ? [] : [before.at, before.id])],
  );
  return {
    rows: found.slice(0, most).toReversed(),
    lastIn: found.find((row) => row.direction === 'in'),
    next: found[most],
  };
}

/** The newest message of a contact but one. */
export async function readNewestBut(db: Db, contact: Id, but: Id): Promise<MessageRow | undefined> {
  const [row] = await db.query<MessageRow>(
    `WITH here AS MATERIALIZED (SELECT id, at FROM register.contact_message WHERE contact_id = $1 AND id <> $2)
     SELECT ${messageColumns} FROM register.contact_message
     WHERE contact_id = $1 AND id = (SELECT id FROM here ORDER BY at DESC, id DESC LIMIT 1)`,
    [contact, but],
  );
  return row;
}
