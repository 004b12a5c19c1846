import type { Declaration } from './declaration.ts';

const usualDays = 14;

/** Within so many days of its erasure nothing brings a unit back, not an old copy either. */
export function horizonOf(declaration: Declaration): number {
  return declaration.backups?.horizonDays ?? usualDays;
}
