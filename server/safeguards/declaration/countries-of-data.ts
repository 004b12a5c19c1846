import type { Declaration } from './declaration.ts';

/** Every country where the declaration says that data are: the controller's, and those of whoever is given any. */
export function countriesOfData({ processing, processors = {}, recipients = {} }: Declaration): string[] {
  const given = [...Object.values(processors), ...Object.values(recipients)];
  return [...new Set([processing.mainCountry, ...given.flatMap(({ countries }) => countries)])];
}
