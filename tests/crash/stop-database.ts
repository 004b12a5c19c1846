import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** As root the cluster may stand elsewhere, where the server's user gets through. */
function homeOf(dataDir: string): string {
  const folder = join(dataDir, 'postgres');
  const { home } = JSON.parse(readFileSync(join(folder, 'location.json'), 'utf8')) as { home: string };
  return resolve(folder, home);
}

/** What a house's embedded server said last; it tells its life, and no values. */
export function lastWordsOf(dataDir: string): string {
  const lines = readFileSync(join(homeOf(dataDir), 'postgres.log'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(-8).join('\n');
}

/** The postmaster of a house's embedded server; undefined between two lives. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    const file = join(homeOf(dataDir), 'cluster', 'postmaster.pid');
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether there was such a process */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

export function killDatabase(dataDir: string): void {
  const pid = postmasterOf(dataDir);
  if (pid) signalled(pid, 'SIGKILL');
}

/** Ends it again and again, faster than its supervisor brings it back. @returns what lets it live */
export function keepDatabaseDown(dataDir: string): () => void {
  const timer = setInterval(() => killDatabase(dataDir), 20);
  return () => clearInterval(timer);
}

/** Stops all its processes where they are. @returns what lets them go on */
export function freezeDatabase(dataDir: string): () => void {
  const postmaster = postmasterOf(dataDir)!;
  // The postmaster first: it makes no more of them. One that ended between being listed and being stopped is no matter.
  const frozen = [postmaster].filter((pid) => signalled(pid, 'SIGSTOP'));
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  for (const pid of children.split(' ').filter(Boolean).map(Number)) {
    if (signalled(pid, 'SIGSTOP')) frozen.push(pid);
  }
  return () => {
    for (const pid of frozen) signalled(pid, 'SIGCONT');
  };
}
