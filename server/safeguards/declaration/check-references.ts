import type { Finding } from './finding.ts';
import { loose, texts } from './loose.ts';
import { suggestKey } from './suggest-key.ts';

type Path = (string | number)[];

/** Each text of a list must be a key of the group; and stand there once. */
export function checkReferences(list: unknown, path: Path, group: unknown, groupName: string): Finding[] {
  const known = Object.keys(loose(group));
  const seen = new Set<string>();
  return texts(list).flatMap(([index, key]): Finding[] => {
    if (seen.has(key))
      return [{ path: [...path, index], problem: 'this stands twice in the list', write: 'it once' }];
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
  const near = suggestKey(key, known);
  return [
    {
      path,
      problem: `${groupName} has no such key`,
      write: near ?? (known.length > 0 ? `one of: ${known.join(', ')}` : `it under ${groupName} first`),
    },
  ];
}
