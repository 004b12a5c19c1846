import pg from 'pg';
import type { DatabaseConnection } from '../storage/database.ts';

export interface LostJobs {
  /** The pool whose jobs this process has in hand from now on; an earlier one of ours counts as gone. */
  own(poolId: string): void;
  stop(): Promise<void>;
}

const lookEvery = 3_000;
// A pool takes its first job a moment before its lock is held.
const graceSeconds = 8;

/**
 * A process that is killed, or loses the database before it can say that a job is done, leaves the job
 * locked; the queue itself would wait four hours. So each process holds an advisory lock named after its
 * pool, and a job whose lock nobody holds is given back: jobs may run again, that is asked of each.
 */
export function releaseLostJobs(connection: DatabaseConnection): LostJobs {
  let client: pg.Client | undefined;
  let wanted: string | undefined;
  let held: string | undefined;
  let looking: Promise<void> | undefined;

  async function connect(): Promise<pg.Client> {
    if (client) return client;
    const fresh = new pg.Client({
      ...connection,
      application_name: 'haltija-jobs-lock',
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    const lose = () => {
      if (client !== fresh) return;
      client = undefined;
      held = undefined;
    };
    fresh.on('error', lose);
    fresh.on('end', lose);
    await fresh.connect();
    client = fresh;
    return fresh;
  }

  async function look(): Promise<void> {
    const asking = await connect();
    try {
      if (wanted !== held) {
        await asking.query('SELECT pg_advisory_unlock_all()');
        held = undefined;
        if (wanted !== undefined)
          await asking.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [wanted]);
        held = wanted;
      }
      // The lock is asked for first: a pool that is alive keeps its jobs.
      await asking.query(
        `SELECT graphile_worker.force_unlock_workers(ARRAY[pool]) FROM (
           SELECT DISTINCT locked_by AS pool FROM graphile_worker.jobs
           WHERE locked_at < now() - make_interval(secs => $1) AND locked_by IS DISTINCT FROM $2
         ) locked WHERE pg_try_advisory_xact_lock(hashtextextended(pool, 0))`,
        [graceSeconds, held ?? null],
      );
    } catch (error) {
      // Whatever state the connection is in, the next look begins with a new one.
      client = undefined;
      held = undefined;
      await asking.end().catch(() => undefined);
      throw error;
    }
  }

  function begin(): void {
    // Away: the look after this one tries again, and the house says elsewhere that the database is away.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = undefined));
  }

  const timer = setInterval(begin, lookEvery);
  return {
    own(poolId) {
      wanted = poolId;
      begin();
    },
    async stop() {
      clearInterval(timer);
      await looking;
      await client?.end().catch(() => undefined);
    },
  };
}
