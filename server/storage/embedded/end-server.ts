import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import type { ServerIdentity } from './choose-identity.ts';
import { runProgram } from './run-program.ts';

// A pid alone proves nothing: it may be a zombie's, or another program's by now. A process of this cluster is
// called postgres and works in its folder; a zombie works nowhere. Asked as the server's own user, because
// in a container root may not look into another user's process.
const listScript = `
for p in /proc/[0-9]*; do
  if [ "$p/cwd" -ef "$1" ] && read -r name <"$p/comm" && [ "$name" = postgres ]; then echo "\${p#/proc/}"; fi
done 2>/dev/null
exit 0`;

/** Pids of the living processes of the PostgreSQL that runs in a data folder, whoever started it. */
export async function listServerProcesses(cluster: string, identity: ServerIdentity): Promise<number[]> {
  const result = await runProgram('/bin/sh', ['-c', listScript, 'sh', cluster], { identity });
  return result.stdout.split('\n').filter(Boolean).map(Number);
}

/** The postmaster's pid as its pid file says, `undefined` when there is none. */
export function readPostmasterPid(cluster: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Ends whatever PostgreSQL runs in a data folder: fast shutdown first (SIGINT: clients are cut off, data is
 * flushed), then immediate (SIGQUIT: the next start recovers from the WAL), then by force. Returns true
 * when something ran. A stale pid file is removed; PostgreSQL would take a zombie's pid for a living owner.
 * @throws Refusal `storage-unavailable` (`server-does-not-end`)
 */
export async function endServer(options: {
  cluster: string;
  identity: ServerIdentity;
  /** How long a fast shutdown may take before harder means. */
  patienceMs?: number;
}): Promise<boolean> {
  const { cluster, identity } = options;
  let alive = await listServerProcesses(cluster, identity);
  const ran = alive.length > 0;
  const postmaster = alive.find((pid) => pid === readPostmasterPid(cluster));
  const steps: { signal: NodeJS.Signals; waitMs: number }[] = [
    { signal: 'SIGINT', waitMs: options.patienceMs ?? 30_000 },
    { signal: 'SIGQUIT', waitMs: 5_000 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ];
  for (const step of steps) {
    // Without its postmaster a server process ends by itself, most at once; nobody will tell the others to.
    if (postmaster === undefined && step.signal === 'SIGINT') continue;
    const all = postmaster === undefined || step.signal === 'SIGKILL';
    for (const pid of all ? alive : alive.filter((each) => each === postmaster)) signal(pid, step.signal);
    const deadline = performance.now() + step.waitMs;
    while (alive.length > 0 && performance.now() < deadline) {
      await sleep(30);
      alive = await listServerProcesses(cluster, identity);
    }
    if (alive.length === 0) break;
  }
  if (alive.length > 0) {
    throw new Refusal('storage-unavailable', { reason: 'server-does-not-end', pid: alive[0]! });
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return ran;
}
