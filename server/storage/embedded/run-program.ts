import { spawn } from 'node:child_process';
import type { ServerIdentity } from './choose-identity.ts';

/**
 * All that programs of PostgreSQL get to see of an environment. Ours holds the master key, the
 * database address and mail passwords, and anyone with the same uid can read it in /proc.
 */
export const allowedEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'UTC',
};

export interface ProgramResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Spawn options that turn this process's uid into the server's, when we are root. */
export function asIdentity(identity: ServerIdentity): { uid?: number; gid?: number } {
  return identity.dropped ? { uid: identity.uid, gid: identity.gid } : {};
}

/** Runs a short program as the server's user to its end. A program that cannot be started gives exit code 127. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { identity: ServerIdentity; input?: string },
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...asIdentity(options.identity),
      cwd: '/',
      env: allowedEnvironment,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that ends before it has read its input: its exit code tells the story.
    child.stdin.on('error', () => {});
    child.on('error', (error) => resolve({ exitCode: 127, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 128, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}
