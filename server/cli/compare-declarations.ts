import { isDeepStrictEqual } from 'node:util';
import { comparePeriods, type PeriodChange } from '../safeguards/declaration/compare-periods.ts';
import type { Declaration } from '../safeguards/declaration/declaration.ts';

const listed = ['purposes', 'categories', 'channels', 'queues', 'mailboxes', 'tasks', 'reasons'] as const;
const whole = [
  'register',
  'controller',
  'authority',
  'undertaking',
  'processing',
  'imports',
  'never',
  'rights',
  'measures',
] as const;

/** What publishing would change, a line each; empty when nothing would. */
export function compareDeclarations(before: Declaration, after: Declaration): string[] {
  const periods = comparePeriods(before, after);
  const lines = periods.map(describePeriod);
  for (const part of listed) {
    const old: Readonly<Record<string, unknown>> = before[part];
    const now: Readonly<Record<string, unknown>> = after[part];
    for (const key of Object.keys(now)) {
      if (!Object.hasOwn(old, key)) lines.push(`${part}: ${key} is new${consequences[part]?.added ?? ''}`);
      else if (!isDeepStrictEqual(old[key], now[key]))
        lines.push(`${part}: ${key} changes (${fieldsThatDiffer(old[key], now[key])})`);
    }
    for (const key of Object.keys(old)) {
      if (!Object.hasOwn(now, key)) lines.push(`${part}: ${key} goes${consequences[part]?.removed ?? ''}`);
    }
  }
  for (const part of whole) {
    if (!isDeepStrictEqual(before[part], after[part]))
      lines.push(`${part} changes (${fieldsThatDiffer(before[part], after[part])})`);
  }
  // A period's name, ground or cap may change without its length.
  if (periods.length === 0 && !isDeepStrictEqual(before.periods, after.periods))
    lines.push('periods: words, grounds or caps change; no length does');
  return lines;
}

const consequences: Readonly<Record<string, { added?: string; removed?: string }>> = {
  categories: { added: ': it can be stored from then on', removed: ': nothing more of it can be stored' },
  tasks: { removed: ': those who have it lose it at once' },
};

function describePeriod({ unit, change, before, after }: PeriodChange): string {
  switch (change) {
    case 'shorter':
      return `periods: ${unit}, ${before} → ${after} months: reaches what is held at once`;
    case 'longer':
      return `periods: ${unit}, ${before} → ${after} months (or from another moment): only for what arrives from then on`;
    case 'new':
      return `periods: ${unit}, ${after} months, is new`;
    case 'gone':
      return `periods: ${unit}, ${before} months, goes`;
  }
}

function fieldsThatDiffer(before: unknown, after: unknown): string {
  if (!isObject(before) || !isObject(after)) return 'its value';
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key])).join(', ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
