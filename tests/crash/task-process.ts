import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import { compiled } from '../support/compiled.ts';

/** A process that works at a task until it is killed. */
export interface TaskProcess {
  /** kill -9; resolves when it is gone. One that ended by itself is a defect. */
  kill(): Promise<void>;
}

/**
 * Starts a file of this folder with a task; resolves with its first line, which says that it is ready.
 * @param heard told of each line after that
 */
export async function startTask(
  file: string,
  task: unknown,
  heard: (line: string) => void = () => undefined,
): Promise<TaskProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, file), JSON.stringify(task)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] ?? '', ...compiled } },
  );
  const reader = createInterface({ input: child.stdout! });
  const ready = once(reader, 'line');
  let isReady = false;
  reader.on('line', (line) => {
    if (isReady) heard(line);
    isReady = true;
  });
  await Promise.race([ready, once(child, 'exit')]);
  expect(child.exitCode).toBeNull();
  return {
    async kill() {
      expect([child.exitCode, child.signalCode], 'it ended by itself').toEqual([null, null]);
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** The server notices a moment later that its client is gone: it rolls back, and lets its locks go. */
export async function waitUntilGone(owner: Database, applications: readonly string[]): Promise<void> {
  await expect
    .poll(
      () =>
        owner.query(
          'SELECT pid FROM pg_stat_activity WHERE application_name = ANY ($1) AND datname = current_database()',
          [applications],
        ),
      { timeout: 30_000, interval: 10 },
    )
    .toEqual([]);
}
