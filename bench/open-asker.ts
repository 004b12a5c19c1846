import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface PageRequest {
  readonly path: string;
  readonly body?: unknown;
  /** Contacts that must be on the page: an empty one is no measure. */
  readonly atLeast?: number;
}

export interface Asking {
  /** Of one server, or of several on one database. */
  readonly ports: readonly number[];
  readonly requests: readonly PageRequest[];
  readonly cookies: readonly string[];
  readonly clients: number;
  /** Left out: each request once. */
  readonly seconds?: number;
}

export interface Asked {
  /** Milliseconds of each, in the order they ended. */
  readonly times: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
}

/** A process that asks for pages, over real HTTP, and says how long each took. */
export async function openAsker(): Promise<{ ask(asking: Asking): Promise<Asked>; end(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, 'ask-process.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    async ask(asking) {
      child.send(asking);
      const [answer] = (await once(child, 'message')) as [Asked | { error: string }];
      if ('error' in answer) throw new Error(answer.error);
      return answer;
    },
    async end() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
