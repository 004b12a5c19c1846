import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger as WorkerLogger, parseCronItems, run, type Runner, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { describeError, type Logger } from '../base/logger.ts';
import type { DatabaseConnection } from '../storage/database.ts';
import { releaseLostJobs } from './release-lost-jobs.ts';

export interface Job {
  /** May run again after a crash. @param attempt counts from 1 */
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

const restartDelays = [500, 1_000, 2_000, 5_000];

/**
 * Runs jobs from the queue and on the schedule. What a job throws is kept in the job table, so only
 * its code is thrown on: never a message, which may quote what it choked on. The runner ends when it
 * cannot tell the database what became of a job; it is then started anew, for ever.
 */
export async function runJobs(deps: {
  connection: DatabaseConnection;
  log: Logger;
  jobs: Readonly<Record<string, Job>>;
  schedule: readonly JobSchedule[];
  /** Jobs at a time. */
  concurrency: number;
  /** Null: they run. */
  onState?(code: 'storage-unavailable' | null): void;
}): Promise<RunningJobs> {
  const { log } = deps;
  const pool = new pg.Pool({
    ...deps.connection,
    max: 5,
    application_name: 'haltija-jobs',
    connectionTimeoutMillis: 5_000,
    query_timeout: 65_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const lost = releaseLostJobs(deps.connection);

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

  function begin(): Promise<Runner> {
    const events = new EventEmitter() as unknown as WorkerEvents;
    events.on('pool:create', ({ workerPool }) => lost.own(workerPool.id));
    return run({
      pgPool: pool,
      concurrency: deps.concurrency,
      pollInterval: 2_000,
      noHandleSignals: true,
      taskList,
      parsedCronItems: parseCronItems(
        deps.schedule.map(({ task, when }) => ({
          task,
          match: when,
          options: { backfillPeriod: 0, maxAttempts: 3, jobKey: task, jobKeyMode: 'replace' as const },
        })),
      ),
      // Without a batch it tells the end of a job with nobody waiting for the answer: one that fails would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      // Its own messages may quote payloads and errors; ours tell what is needed.
      logger: new WorkerLogger(() => () => undefined),
      events,
    });
  }

  const stopping = new AbortController();
  let runner: Runner | undefined = await begin().catch(async (error: unknown) => {
    await Promise.allSettled([lost.stop(), pool.end()]);
    throw error;
  });

  async function keepRunning(): Promise<void> {
    for (;;) {
      const error: unknown = await runner?.promise.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (stopping.signal.aborted) return;
      log.error({ error: describeError(error) }, 'the job runner ended; starting it again');
      deps.onState?.('storage-unavailable');
      for (let attempt = 0; ; attempt += 1) {
        await sleep(restartDelays[Math.min(attempt, restartDelays.length - 1)], undefined, {
          signal: stopping.signal,
        }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        runner = await begin().catch(() => undefined);
        if (runner) break;
      }
      if (stopping.signal.aborted) {
        // Whoever asked saw no runner to stop.
        await runner.stop().catch(() => undefined);
        return;
      }
      log.info({}, 'the job runner runs again');
      deps.onState?.(null);
    }
  }
  const running = keepRunning();

  return {
    async stop() {
      stopping.abort();
      await runner?.stop().catch(() => undefined);
      await running;
      await lost.stop();
      await pool.end().catch(() => undefined);
    },
  };
}
