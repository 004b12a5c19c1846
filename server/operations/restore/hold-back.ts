import type { Db } from '../../storage/database.ts';

export interface HeldBack {
  readonly letters: number;
  readonly webHooks: number;
}

/**
 * What was about to leave when the backup was made may have left since, and nobody can know. None of it is sent by itself: a
 * letter of a round counts as one that was interrupted (its person is listed, to be told otherwise), a web hook's row is
 * withdrawn. Messages are settled with their contacts (`settle-outgoing.ts`).
 */
export async function holdBackOutgoing(db: Db, at: { snapshot: Date; now: Date }): Promise<HeldBack> {
  const [letters] = await db.query<{ held: number }>(
    `WITH held AS (UPDATE register.inform_letter SET state = 'handing', handing_since = $1, next_try_at = NULL
       WHERE state = 'waiting' RETURNING 1) SELECT count(*) AS held FROM held`,
    [at.snapshot],
  );
  const [hooks] = await db.query<{ held: number }>(
    `WITH held AS (UPDATE connections.delivery SET state = 'withdrawn', settled_at = $1, code = 'restored'
       WHERE state = 'waiting' RETURNING 1) SELECT count(*) AS held FROM held`,
    [at.now],
  );
  return { letters: letters!.held, webHooks: hooks!.held };
}

/** A link that somebody used since would let in whoever has it once more. */
export async function endLinks(db: Db, now: Date): Promise<void> {
  await db.query('UPDATE staff.link SET expires_at = $1 WHERE used_at IS NULL AND expires_at > $1', [now]);
}
