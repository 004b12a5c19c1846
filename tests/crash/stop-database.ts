import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The postmaster of a house's embedded server; undefined between two lives. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    // As root the cluster may stand elsewhere, where the server's user gets through.
    const folder = join(dataDir, 'postgres');
    const { home } = JSON.parse(readFileSync(join(folder, 'location.json'), 'utf8')) as { home: string };
    const file = join(resolve(folder, home), 'cluster', 'postmaster.pid');
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function killDatabase(dataDir: string): void {
  const pid = postmasterOf(dataDir);
  try {
    if (pid) process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Ends it again and again, faster than its supervisor brings it back. @returns what lets it live */
export function keepDatabaseDown(dataDir: string): () => void {
  const timer = setInterval(() => killDatabase(dataDir), 20);
  return () => clearInterval(timer);
}

/** Stops all its processes where they are. @returns what lets them go on */
export function freezeDatabase(dataDir: string): () => void {
  const postmaster = postmasterOf(dataDir)!;
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  const all = [postmaster, ...children.split(' ').filter(Boolean).map(Number)];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of all) process.kill(pid, 'SIGCONT');
  };
}
