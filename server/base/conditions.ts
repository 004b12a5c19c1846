import type { Clock } from './clock.ts';

export const parts = [
  'database',
  'blobs',
  'jobs',
  'mail-in',
  'mail-out',
  'connections',
  'promises',
  'access-log',
  'backups',
  'keys',
  'phone',
  'demo',
] as const;
export type Part = (typeof parts)[number];

/** How one part of the house is, for /readyz and for staff. Codes only. */
export interface Condition {
  readonly part: Part;
  /** Which of several, such as the key of a mailbox; null when the part is one. */
  readonly about: string | null;
  readonly ok: boolean;
  readonly code: string | null;
  /** Since when it is so. */
  readonly since: Date;
}

export interface Conditions {
  report(part: Part, code: string | null, about?: string): void;
  list(): readonly Condition[];
  onChange(listener: () => void): void;
}

/** Remembers how each part is and since when; the same again is no news. */
export function createConditions(clock: Clock): Conditions {
  const current = new Map<string, Condition>();
  const listeners: (() => void)[] = [];
  return {
    report(part, code, about) {
      const key = about === undefined ? part : `${part} ${about}`;
      const before = current.get(key);
      if (before?.code === code) return;
      current.set(key, { part, about: about ?? null, ok: code === null, code, since: clock.now() });
      if (before !== undefined || code !== null) for (const listener of listeners) listener();
    },
    list: () => [...current.values()],
    onChange: (listener) => void listeners.push(listener),
  };
}
