import type { Language } from '../declaration.ts';

/** An entry is called by its name, a reason by its text, a company as it is. */
export function nameOf(entry: unknown, language: Language): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const name: unknown = 'name' in entry ? entry.name : entry;
  if (typeof name === 'string') return name;
  if (typeof name !== 'object' || name === null) return undefined;
  const text = (name as Readonly<Record<string, unknown>>)[language];
  return typeof text === 'string' ? text : undefined;
}
