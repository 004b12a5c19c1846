/**
 * Reading what may be misshapen: the checks of references and law run over the raw file beside the
 * shape's, so that one reading shows every problem. What is misshapen is skipped here; the shape tells it.
 */
export type Loose = Readonly<Record<string, unknown>>;

export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

export function entries(value: unknown): [string, Loose][] {
  return Object.entries(loose(value)).map(([key, entry]) => [key, loose(entry)]);
}

/** The texts of a list with their places in it. */
export function texts(value: unknown): [number, string][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index): [number, string][] =>
    typeof item === 'string' ? [[index, item]] : [],
  );
}

export function items(value: unknown): [number, Loose][] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [index, loose(item)]) : [];
}
