/** Parts whose keys are the file's own. */
const keyed = new Set([
  'purposes',
  'categories',
  'channels',
  'queues',
  'mailboxes',
  'tasks',
  'periods',
  'reasons',
  'processors',
  'recipients',
  'sources',
  'periods.*.extensions',
  'controller.systems',
  'identification.ways',
]);

/** The paths of all that a declaration holds, as the schema names its fields: `*` for keys of the file and places in lists. */
export function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Array.isArray(value)
    ? value.map((item: unknown): [string, unknown] => ['*', item])
    : Object.entries(value).map(([key, item]): [string, unknown] => [keyed.has(path) ? '*' : key, item]);
  return below.flatMap(([step, item]) => {
    const at = path === '' ? step : `${path}.${step}`;
    return [at, ...pathsIn(item, at)];
  });
}
