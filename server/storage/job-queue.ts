import type { Tx, Db } from './database.ts';

/** A job carries ids and codes only: the job table keeps what it is given. */
export type JobPayload = Readonly<Record<string, string | number>>;

export interface JobQueue {
  /** Enqueued with the transaction. The same `key` again replaces what has not started. */
  enqueue(
    tx: Tx | Db,
    task: string,
    payload: JobPayload,
    options?: { key?: string; runAt?: Date; attempts?: number },
  ): Promise<void>;
  /** False before a house has run on this database: what is to be done then is asked for at its start. */
  isThere(db: Db): Promise<boolean>;
  /** Jobs that wait for their next try are due now, and their tries count from the beginning. */
  hurry(db: Db, keys: readonly string[]): Promise<void>;
  /** Jobs of a task that have used up their tries begin anew. */
  revive(db: Db, task: string): Promise<void>;
}

/** Jobs stand in graphile-worker's table, in the same database, so that they commit with what they are about. */
export const jobQueue: JobQueue = {
  async enqueue(tx, task, payload, options = {}) {
    await tx.query(
      `SELECT graphile_worker.add_job($1, payload => $2::json, run_at => $3::timestamptz, max_attempts => $4::smallint, job_key => $5)`,
      [task, JSON.stringify(payload), options.runAt ?? null, options.attempts ?? 25, options.key ?? null],
    );
  },
  async isThere(db) {
    const [row] = await db.query<{ there: boolean }>(
      "SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS there",
    );
    return row!.there;
  },
  async hurry(db, keys) {
    await db.query(
      `SELECT id FROM graphile_worker.reschedule_jobs(
         (SELECT array_agg(id) FROM graphile_worker.jobs WHERE key = ANY ($1) AND locked_at IS NULL AND run_at > now()),
         run_at => now(), attempts => 0)`,
      [keys],
    );
  },
  async revive(db, task) {
    await db.query(
      `SELECT id FROM graphile_worker.reschedule_jobs(
         (SELECT array_agg(id) FROM graphile_worker.jobs
          WHERE task_identifier = $1 AND locked_at IS NULL AND attempts >= max_attempts),
         run_at => now(), attempts => 0)`,
      [task],
    );
  },
};
