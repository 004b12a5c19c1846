import type { Clock } from './clock.ts';

export const parts = ['database', 'blobs', 'jobs', 'mail-in', 'mail-out', 'demo'] as const;
export type Part = (typeof parts)[number];

/** How one part of the house is, for /readyz and for staff. Codes only. */
export interface Condition {
  readonly part: Part;
  readonly ok: boolean;
  readonly code: string | null;
  /** Since when it is so. */
  readonly since: Date;
}

export interface Conditions {
  report(part: Part, code: string | null): void;
  list(): readonly Condition[];
  onChange(listener: () => void): void;
}

/** Remembers how each part is and since when; the same again is no news. */
export function createConditions(clock: Clock): Conditions {
  const current = new Map<Part, Condition>();
  const listeners: (() => void)[] = [];
  return {
    report(part, code) {
      const before = current.get(part);
      if (before?.code === code) return;
      current.set(part, { part, ok: code === null, code, since: clock.now() });
      if (before !== undefined || code !== null) for (const listener of listeners) listener();
    },
    list: () => [...current.values()],
    onChange: (listener) => void listeners.push(listener),
  };
}
