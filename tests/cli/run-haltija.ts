import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { compiled } from '../support/compiled.ts';
import { lendPrograms } from '../support/memory-disk.ts';

const main = join(import.meta.dirname, '../../server/cli/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for one installation, and the commands run in it as an operator would. */
export interface Installation {
  readonly folder: string;
  readonly dataDir: string;
  /** Runs a command to its end; `settings` go on top of the installation's own. */
  run(args: readonly string[], settings?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts a service and waits until it is ready. */
  start(args?: readonly string[], settings?: Readonly<Record<string, string>>): Promise<Running>;
  remove(): Promise<void>;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far, both streams. */
  printed(): string;
  readonly ended: Promise<Ended>;
}

export async function makeInstallation(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-cli-'));
  // As root the database runs as another user, who must get through.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const children = new Set<ChildProcess>();

  function launch(args: readonly string[], settings: Readonly<Record<string, string>>): Running {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        ...compiled,
        HALTIJA_DATA_DIR: dataDir,
        HALTIJA_MAIL_DNS: 'off',
        HALTIJA_PORT: '0',
        HALTIJA_SMTP_PORT: '0',
        ...settings,
      },
    });
    children.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => {
        children.delete(child);
        resolve({ code, stdout, stderr });
      });
    });
    return { child, ended, printed: () => stdout + stderr };
  }

  return {
    folder,
    dataDir,
    run: (args, settings = {}) => launch(args, settings).ended,
    async start(args = ['start'], settings = {}) {
      lendPrograms(settings['HALTIJA_DATA_DIR'] ?? dataDir);
      const running = launch(args, settings);
      const deadline = performance.now() + 120_000;
      while (!running.printed().includes('"msg":"ready"')) {
        if (running.child.exitCode !== null || performance.now() > deadline)
          throw new Error(`not ready: ${running.printed()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return running;
    },
    async remove() {
      // Killed is not gone: until it is, its lock is held by somebody alive.
      await Promise.all(
        [...children].map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
        }),
      );
      await removeEmbeddedPostgres(join(dataDir, 'postgres'));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function portOf(running: Running): number {
  return Number(/"port":(\d+)/.exec(running.printed())![1]);
}
