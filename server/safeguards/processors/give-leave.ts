import type { Leave } from './leave.ts';

const given = new WeakSet<object>();

/** Makes a leave. Only the gate imports this (the import rules say so). */
export function giveLeave(terms: Omit<Leave, symbol>): Leave {
  const leave = Object.freeze({ ...terms }) as Leave;
  given.add(leave);
  return leave;
}

/** Whether the gate made this very object: a copy or a look-alike is none. */
export function wasGiven(leave: Leave): boolean {
  return given.has(leave);
}
