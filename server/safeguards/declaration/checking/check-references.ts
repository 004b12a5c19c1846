import type { Finding } from './finding.ts';
import { loose, texts } from './loose.ts';
import { keyProblems } from './problem-words-of-shape.ts';
import { suggestKey } from './suggest-key.ts';

type Path = (string | number)[];

/** Each text of a list must be a key of the group; and stand there once. */
export function checkReferences(list: unknown, path: Path, group: unknown, groupName: string): Finding[] {
  const known = Object.keys(loose(group));
  const seen = new Set<string>();
  return texts(list).flatMap(([index, key]): Finding[] => {
    if (seen.has(key)) return [{ path: [...path, index], ...keyProblems.twice() }];
    seen.add(key);
    return checkReference(key, [...path, index], known, groupName);
  });
}

export function checkReference(
  key: unknown,
  path: Path,
  known: readonly string[],
  groupName: string,
): Finding[] {
  if (typeof key !== 'string' || known.includes(key)) return [];
  return [{ path, ...keyProblems.notThere(groupName, suggestKey(key, known), known) }];
}
