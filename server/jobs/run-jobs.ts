import { EventEmitter } from 'node:events';
import { Logger as WorkerLogger, parseCronItems, run } from 'graphile-worker';
import pg from 'pg';
import { describeError, type Logger } from '../base/logger.ts';
import type { DatabaseConnection } from '../storage/database.ts';

export interface Job {
  /** @param attempt counts from 1 */
  (payload: Readonly<Record<string, unknown>>, attempt: number): Promise<void>;
}

export interface JobSchedule {
  readonly task: string;
  /** Cron expression, UTC. */
  readonly when: string;
}

export interface RunningJobs {
  stop(): Promise<void>;
}

/**
 * Runs jobs from the queue and on the schedule. What a job throws is kept in the job table, so only
 * its code is thrown on: never a message, which may quote what it choked on.
 */
export async function runJobs(deps: {
  connection: DatabaseConnection;
  log: Logger;
  jobs: Readonly<Record<string, Job>>;
  schedule: readonly JobSchedule[];
}): Promise<RunningJobs> {
  const { log } = deps;
  const pool = new pg.Pool({ ...deps.connection, max: 5, application_name: 'haltija-jobs', allowExitOnIdle: true });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const taskList = Object.fromEntries(
    Object.entries(deps.jobs).map(([name, job]) => [
      name,
      async (payload: unknown, helpers: { job: { attempts: number } }) => {
        try {
          await job((payload ?? {}) as Record<string, unknown>, helpers.job.attempts);
        } catch (error) {
          const { code } = describeError(error);
          log.warn({ job: name, error: describeError(error) }, 'a job failed; it will be tried again');
          const coded = new Error(code);
          coded.stack = code;
          throw coded;
        }
      },
    ]),
  );
  const runner = await run({
    pgPool: pool,
    concurrency: 3,
    pollInterval: 2_000,
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems(deps.schedule.map(({ task, when }) => ({ task, match: when, options: { backfillPeriod: 0, maxAttempts: 3, jobKey: task, jobKeyMode: 'replace' as const } }))),
    // Its own messages may quote payloads and errors; ours tell what is needed.
    logger: new WorkerLogger(() => () => undefined),
    events: new EventEmitter(),
  });
  // Ends with an error only when the database stays away for long; the process's health says so.
  runner.promise.catch((error: unknown) => log.error({ error: describeError(error) }, 'the job runner ended'));
  return {
    async stop() {
      await runner.stop().catch(() => undefined);
      await pool.end().catch(() => undefined);
    },
  };
}
