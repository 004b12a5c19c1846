import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { ServerIdentity } from './choose-identity.ts';
import { allowedEnvironment, asIdentity } from './run-program.ts';

// Reads the server's pid, then waits for its pipe to close: that happens when we close it and when we are
// killed, by whatever means. A shell, because it takes 1 MB where another Node would take 40.
const watchScript = `
is_server() { read -r name <"/proc/$pid/comm" && [ "$name" = postgres ]; } 2>/dev/null
read -r pid || exit 0
while read -r ignored; do :; done
turn=0
while is_server; do
  if [ $turn -eq 0 ]; then kill -INT "$pid"; fi
  if [ $turn -eq 300 ]; then kill -QUIT "$pid"; fi
  turn=$((turn + 1))
  sleep 0.1
done 2>/dev/null
rmdir "$1" 2>/dev/null
exit 0`;

export interface OwnerWatch {
  readonly process: ChildProcess;
  /** Ends the watchdog without touching the server. */
  end(): void;
}

/**
 * Starts the watchdog that ends the server when this process is gone. In a session of its own, so that
 * Ctrl-C and a kill of our process group miss it.
 */
export function watchOwner(options: {
  serverPid: number;
  socketFolder: string;
  identity: ServerIdentity;
}): OwnerWatch {
  const child = spawn('/bin/sh', ['-c', watchScript, 'haltija-watchdog', options.socketFolder], {
    ...asIdentity(options.identity),
    cwd: '/',
    env: allowedEnvironment,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.on('error', () => {});
  child.on('error', () => {});
  child.stdin.write(`${options.serverPid}\n`);
  // Neither keeps our process alive: one that forgets to stop may end, and the watchdog does its work.
  (child.stdin as unknown as Socket).unref();
  child.unref();
  return {
    process: child,
    end() {
      child.kill('SIGKILL');
    },
  };
}
