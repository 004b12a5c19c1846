import type { LogPage } from '../safeguards/access-log/read-entries.ts';

/** Lines of the log as they are shown. Persons' pseudonyms are not: they stand in the export, which proofs need. */
export function presentLogPage(page: LogPage) {
  return {
    entries: page.entries.map(({ subjects: _subjects, ...entry }) => ({
      ...entry,
      at: entry.at.toISOString(),
      purposes: [...entry.purposes],
      categories: [...entry.categories],
      units: [...entry.units],
      details: { ...entry.details },
    })),
    next: page.next ?? null,
  };
}
