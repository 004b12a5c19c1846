import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compiled } from '../support/compiled.ts';

export interface HouseProcess {
  /** Mails of the register when it started, before it took or processed any. */
  readonly found: { readonly kept: number; readonly done: number };
  /** kill -9 of the whole group; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts the house in a process group of its own; resolves when it has begun to work. */
export async function startHouseProcess(settings: Readonly<Record<string, string>>): Promise<HouseProcess> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'run-house.ts'), JSON.stringify(settings)],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', ...compiled },
    },
  );
  // A test that fails midway leaves no house running.
  const endWithUs = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
  };
  process.on('exit', endWithUs);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(-4000)));
  const ended = once(child, 'exit');
  const first = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const line = await Promise.race([first, ended.then(() => undefined)]);
  if (line === undefined) throw new Error(`the house ended by itself: ${errors}`);
  return {
    found: JSON.parse(line[0]) as HouseProcess['found'],
    async kill() {
      // One that fell by itself is a defect, whatever the next start makes of it.
      if (child.exitCode !== null) throw new Error(`the house ended by itself: ${errors}`);
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
      process.off('exit', endWithUs);
    },
  };
}
