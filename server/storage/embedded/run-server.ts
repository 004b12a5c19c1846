import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Place } from './choose-place.ts';
import { endServer } from './end-server.ts';
import { emptySocketFolder } from './make-socket-folder.ts';
import { allowedEnvironment, asIdentity } from './run-program.ts';
import { watchOwner } from './watch-owner.ts';
import type { OwnerWatch } from './watch-owner.ts';

export interface RunningServer {
  stop(): Promise<void>;
}

const largestLog = 10 * 1024 * 1024;
// A backend's core dump would hold what it was working on.
const startScript = 'ulimit -c 0; umask 077; exec "$@"';
const restartDelaysMs = [100, 500, 1_000, 2_000, 5_000];

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a', 0o600);
  chmodSync(file, 0o600);
  return descriptor;
}

/** Line 1 of the pid file is the postmaster's pid, line 8 its state. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && (lines[7] ?? '').startsWith('ready');
  } catch {
    return false;
  }
}

function lastFatal(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  const line = lines.findLast((text) => / (FATAL|PANIC): /.test(text)) ?? lines.at(-1) ?? '';
  return line.slice(0, 200);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function waitForEnd(child: ChildProcess): Promise<void> {
  child.ref();
  return new Promise((resolve) => {
    if (hasEnded(child)) resolve();
    else child.once('exit', () => resolve());
  });
}

/**
 * Runs PostgreSQL under watch until stopped: a server that ends by itself is started again, a watchdog that
 * ends is replaced. Resolves when the server accepts connections, however long its recovery takes.
 * @throws Refusal `storage-unavailable` (`server-did-not-start`, with the log's last fatal line)
 */
export async function runServer(options: {
  place: Place;
  nativeFolder: string;
  configArguments: readonly string[];
  socketFolder: string;
  log: Logger;
}): Promise<RunningServer> {
  const { place, log, socketFolder } = options;
  const { cluster, identity } = place;
  const postgres = join(options.nativeFolder, 'bin', 'postgres');
  let stopping = false;
  let server: ChildProcess | undefined;
  let watch: OwnerWatch | undefined;
  let restarting: Promise<void> | undefined;

  function startWatch(child: ChildProcess): void {
    const started = watchOwner({ serverPid: child.pid!, socketFolder, identity });
    watch = started;
    started.process.once('exit', () => {
      if (stopping || hasEnded(child) || watch !== started) return;
      log.warn({}, 'the watchdog of the database ended; starting another');
      // Not at once: whatever ends it again and again must not keep us busy.
      setTimeout(() => {
        if (!stopping && !hasEnded(child) && watch === started) startWatch(child);
      }, 200).unref();
    });
  }

  async function startOnce(): Promise<void> {
    const logDescriptor = openLog(place.logFile);
    const child = spawn(
      '/bin/sh',
      ['-c', startScript, 'sh', postgres, '-D', cluster, ...options.configArguments],
      {
        ...asIdentity(identity),
        cwd: '/',
        env: allowedEnvironment,
        // Ctrl-C in a terminal reaches a whole group; the server must outlive our own last transactions.
        detached: true,
        stdio: ['ignore', logDescriptor, logDescriptor],
      },
    );
    closeSync(logDescriptor);
    child.on('error', () => {});
    if (child.pid === undefined) {
      throw new Refusal('storage-unavailable', { reason: 'server-did-not-start', detail: '/bin/sh' });
    }
    startWatch(child);
    const begun = performance.now();
    let told = false;
    while (!isReady(cluster, child.pid)) {
      if (hasEnded(child)) {
        watch?.end();
        throw new Refusal('storage-unavailable', {
          reason: 'server-did-not-start',
          detail: lastFatal(place.logFile),
          logFile: place.logFile,
        });
      }
      if (!told && performance.now() - begun > 5_000) {
        told = true;
        log.info({}, 'the database is recovering; waiting');
      }
      await sleep(15);
    }
    child.unref();
    server = child;
    const ended = () => {
      watch?.end();
      if (stopping) return;
      log.error(
        { exitCode: child.exitCode, signal: child.signalCode },
        'the database ended; starting it again',
      );
      restarting = restart().finally(() => (restarting = undefined));
    };
    if (hasEnded(child)) ended();
    else child.once('exit', ended);
  }

  async function restart(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      await sleep(restartDelaysMs[Math.min(attempt, restartDelaysMs.length - 1)]);
      if (stopping) return;
      try {
        await endServer({ cluster, identity });
        emptySocketFolder(socketFolder);
        await startOnce();
        log.info({ attempt: attempt + 1 }, 'the database runs again');
        return;
      } catch (error) {
        const details = error instanceof Refusal ? error.details : {};
        log.error({ ...details, attempt: attempt + 1, error }, 'the database did not start again');
      }
    }
  }

  await startOnce();
  return {
    async stop() {
      stopping = true;
      await restarting;
      const child = server;
      if (child && !hasEnded(child)) {
        child.kill('SIGINT');
        const gone = await Promise.race([
          waitForEnd(child).then(() => true),
          sleep(30_000, false, { ref: false }),
        ]);
        if (!gone) await endServer({ cluster, identity, patienceMs: 0 });
      }
      watch?.end();
      if (watch) await waitForEnd(watch.process);
    },
  };
}
