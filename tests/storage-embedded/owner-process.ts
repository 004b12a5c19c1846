import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { compiled } from '../support/compiled.ts';

export const ownerPassword = 'one-long-invented-password';

export interface TestFolder {
  readonly folder: string;
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** A temporary folder that the server's user may pass when the tests run as root. */
export function makeTestFolder(mode = 0o711): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-test-'));
  chmodSync(folder, mode);
  const dataDir = join(folder, 'postgres');
  return {
    folder,
    dataDir,
    async remove() {
      // An owner that was killed a moment ago may still hold its lock: kill -9 is not waited for.
      for (let tries = 1; ; tries += 1) {
        try {
          await removeEmbeddedPostgres(dataDir);
          break;
        } catch (error) {
          if (tries === 50) throw error;
          await sleep(200);
        }
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Started = Pick<EmbeddedPostgres, 'connection' | 'logFile' | 'ownerPid'>;

export interface OwnerProcess {
  readonly process: ChildProcess;
  readonly server: Started;
  readonly refusal: { code: string; details: Record<string, unknown> };
}

/** Starts `run-owner.ts` in a process of its own and waits for its first line. */
export async function startOwner(options: {
  dataDir: string;
  script?: string;
  node?: string;
  user?: { uid: number; gid: number };
  env?: Record<string, string>;
}): Promise<OwnerProcess> {
  const script = options.script ?? join(import.meta.dirname, 'run-owner.ts');
  const child = spawn(options.node ?? process.execPath, [script, options.dataDir, ownerPassword], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...options.user,
    env: { PATH: process.env['PATH'] ?? '', ...compiled, ...options.env },
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const answer = JSON.parse(line) as Started & { refusal: OwnerProcess['refusal'] };
  return { process: child, server: answer, refusal: answer.refusal };
}

export async function killOwner(owner: OwnerProcess): Promise<void> {
  const ended = once(owner.process, 'exit');
  owner.process.kill('SIGKILL');
  await ended;
}

/** Polite: end of input. */
export async function stopOwner(owner: OwnerProcess): Promise<void> {
  const ended = once(owner.process, 'exit');
  owner.process.stdin?.end();
  await ended;
}

export async function query(
  connection: EmbeddedPostgres['connection'],
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ ...connection, password: ownerPassword });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export function postmasterPid(cluster: string): number {
  return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
}

/** Living processes with a word in their command line; a zombie has none. */
export function processesWith(word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
      } catch {
        return false;
      }
    })
    .map(Number)
    .filter((pid) => pid !== process.pid);
}

export async function eventually(what: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const begun = performance.now();
  while (!(await what())) {
    if (performance.now() - begun > withinMs) throw new Error(`not within ${withinMs} ms`);
    await sleep(20);
  }
  return performance.now() - begun;
}
