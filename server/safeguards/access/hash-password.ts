import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../base/errors.ts';
import { normalisePassword, passwordMost } from './check-password.ts';

// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. The library's default algorithm is argon2id.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  /** @throws Refusal 'too-many-requests' when too many wait */
  hash(password: string): Promise<string>;
  /** Against `undefined` it works as long and says no. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
}

/**
 * Each hash takes 19 MiB and a thread of the pool that also serves files and names: no more than
 * `atOnce` run in a process, so a flood of sign-ins cannot starve the rest.
 */
export function createPasswordHasher(options: { atOnce?: number; waiting?: number } = {}): PasswordHasher {
  const { atOnce = 2, waiting: most = 100 } = options;
  const waiting: (() => void)[] = [];
  let running = 0;
  let nobody: Promise<string> | undefined;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= most) throw new Refusal('too-many-requests');
      await new Promise<void>((turn) => void waiting.push(turn));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    hash: (password) => inTurn(() => hash(normalisePassword(password), cost)),

    async verify(stored, password) {
      nobody ??= inTurn(() => hash('nobody has this password', cost));
      const against = stored ?? (await nobody);
      // One too long is no password of anybody's: its beginning costs the same to refuse.
      const typed = normalisePassword(password.slice(0, passwordMost + 1));
      const matches = await inTurn(() => verify(against, typed));
      return matches && stored !== undefined;
    },
  };
}
