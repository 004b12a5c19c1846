import { spawn } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';

/** What the owner says of itself in the lock file, for those it keeps out. */
export interface OwnerRecord {
  pid: number;
  /** ISO moment of taking the lock. */
  since: string;
  state: 'starting' | 'running' | 'stopping';
  socketFolder?: string;
  port?: number;
  databaseName?: string;
}

export interface OwnerLock {
  /** What the owner before us left: a socket folder to clear after a kill -9. */
  readonly before: OwnerRecord | undefined;
  describe(fields: Partial<OwnerRecord>): void;
  release(): void;
}

const patienceMs = 10_000;

export function readOwnerRecord(file: string): OwnerRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as OwnerRecord;
    return typeof record.pid === 'number' ? record : undefined;
  } catch {
    return undefined;
  }
}

function flockMissing(): Refusal {
  return new Refusal('storage-unavailable', { reason: 'flock-missing', fix: 'install util-linux (flock)' });
}

/**
 * flock(2) belongs to the open file, not to the process that asked: the `flock` program locks the
 * descriptor we hand it and ends, and the lock is ours until the descriptor closes, at the latest when the
 * kernel ends us. Nothing to clean up after kill -9, no race between two that find a stale lock, and it
 * holds across containers sharing a volume, where a pid says nothing.
 */
export function tryLock(descriptor: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn('flock', ['-n', '3'], {
      env: { PATH: `${process.env['PATH'] ?? ''}:/usr/bin:/bin` },
      stdio: ['ignore', 'ignore', 'ignore', descriptor],
    });
    child.on('error', () => reject(flockMissing()));
    child.on('exit', (code) => {
      if (code === 0) resolve(true);
      else if (code === 1) resolve(false);
      else reject(flockMissing());
    });
  });
}

/** A zombie has closed all it held: it counts as dead. */
function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/**
 * Makes this process the one owner of the data folder. Waits up to ten seconds for an owner that is
 * stopping or already dead; an owner that is alive is refused at once.
 * @throws Refusal `storage-unavailable` (`held-by-another-process` with `pid` and `since`; `flock-missing`)
 */
export async function holdOwnerLock(options: { file: string; clock: Clock }): Promise<OwnerLock> {
  const descriptor = openSync(options.file, 'a+', 0o600);
  try {
    const deadline = performance.now() + patienceMs;
    while (!(await tryLock(descriptor))) {
      const holder = readOwnerRecord(options.file);
      const waitable = !holder || holder.state === 'stopping' || !isAlive(holder.pid);
      if (!waitable || performance.now() > deadline) {
        throw new Refusal('storage-unavailable', {
          reason: 'held-by-another-process',
          pid: holder?.pid ?? 0,
          since: holder?.since ?? 'unknown',
          fix: 'one server owns a data folder: stop that process, or give this one another HALTIJA_DATA_DIR',
        });
      }
      await sleep(100);
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }

  const before = readOwnerRecord(options.file);
  let record: OwnerRecord = {
    pid: process.pid,
    since: options.clock.now().toISOString(),
    state: 'starting',
  };
  const write = () => {
    ftruncateSync(descriptor);
    writeSync(descriptor, `${JSON.stringify(record)}\n`);
  };
  write();
  return {
    before,
    describe(fields) {
      record = { ...record, ...fields };
      write();
    },
    release() {
      // Emptied, not removed: a waiter may have the file open, and would then lock a file nobody else sees.
      ftruncateSync(descriptor);
      closeSync(descriptor);
    },
  };
}
