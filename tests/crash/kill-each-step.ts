import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { createLogger, silentLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose, type House } from '../../server/compose.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { registerFile } from '../support/start-house.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import type { StepTask } from './run-steps.ts';
import { full } from './sizes.ts';
import { compiled } from '../support/compiled.ts';

export interface StepServer {
  readonly owner: Database;
  /** Of every house on it. */
  readonly settings: Readonly<Record<string, string>>;
  /** A house on it, composed and not started. */
  openHouse(): Promise<House>;
  /**
   * Kills the act at its first step, then at its second, and so on until it comes through; without CRASH_FULL at every
   * fifth step, beginning at one of the first five by chance.
   * @param before makes what the step is about, while its process starts up
   * @param after `run`: how many processes there have been, this one among them
   * @returns how many steps it has, and how many processes there have been
   */
  killAtEachStep(
    act: Pick<StepTask, 'act' | 'actor'>,
    after: (step: number, run: number) => Promise<void>,
    before?: (step: number) => Promise<void>,
  ): Promise<{ steps: number; runs: number }>;
  stop(): Promise<void>;
}

const ownerPassword = 'one-long-invented-password';

/** A server of the test's own: only the client is killed, so that a start takes a second and not three. */
export async function startStepServer(): Promise<StepServer> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-steps-'));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  const owner = createDatabase({ ...server.connection, password: ownerPassword }, { max: 2 });
  const settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
    HALTIJA_SMTP_PORT: '0',
  };
  const openHouse = () =>
    compose(readSettings(settings, { registerFile }), { log: createLogger({ level: 'silent' }) });
  // Started once, so that the job queue has its tables.
  const house = await openHouse();
  await house.start();
  await house.stop();

  async function prepare(
    act: Pick<StepTask, 'act' | 'actor'>,
    step: number,
    before?: number,
  ): Promise<StepProcess> {
    const task: StepTask = { settings, ...act, step, ...(before === undefined ? {} : { before }) };
    const child = spawn(process.execPath, [join(import.meta.dirname, 'run-steps.ts'), JSON.stringify(task)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A hundred starts: the compiled code is kept between them.
      env: { PATH: process.env['PATH'] ?? '', ...compiled },
    });
    const lines: string[] = [];
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const reader = createInterface({ input: child.stdout });
    const ready = once(reader, 'line');
    reader.on('line', (line) => lines.push(line));
    await Promise.race([ready, ended]);
    return {
      child,
      async run() {
        child.stdin.write('go\n');
        const [code, signal] = await ended;
        if (signal === 'SIGKILL') return undefined;
        if (code !== 0) throw new Error(`step ${step} of ${act.act} ended with ${code}`);
        return JSON.parse(lines.at(-1)!) as { steps: number };
      },
    };
  }

  /** The server notices a moment later that its client is gone, and rolls back. */
  async function waitForQuiet(): Promise<void> {
    const busy = () =>
      owner.query(
        "SELECT pid FROM pg_stat_activity WHERE usename IN ('haltija_service', 'haltija_log_writer') AND state <> 'idle'",
      );
    await expect.poll(busy, { timeout: 10_000, interval: 5 }).toEqual([]);
  }

  return {
    owner,
    settings,
    openHouse,
    async killAtEachStep(act, after, before) {
      // The next process starts up while this one works.
      const stride = full ? 1 : 5;
      const first = 1 + Math.floor(Math.random() * stride);
      let next = prepare(act, first);
      try {
        for (let step = first; ; step += stride) {
          await before?.(step);
          const current = await next;
          next = prepare(act, step + stride, step);
          const result = await current.run();
          await waitForQuiet();
          const broken = await findBrokenUnits(owner, join(folder, 'data', 'blobs'));
          expect(broken, `killed at step ${step} of ${act.act}`).toEqual([]);
          const run = 1 + (step - first) / stride;
          await after(step, run);
          if (result) {
            expect(result.steps).toBeLessThan(step);
            return { steps: result.steps, runs: run };
          }
        }
      } finally {
        (await next).child.kill('SIGKILL');
      }
    },
    async stop() {
      await owner.end();
      await server.stop();
      await removeEmbeddedPostgres(join(folder, 'postgres'));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface StepProcess {
  readonly child: ChildProcess;
  /** Undefined: killed. */
  run(): Promise<{ steps: number } | undefined>;
}
