import { canonicalJson, canonicalLine } from './canonical-leaf.ts';
import type { LogEntry } from './log-entry.ts';

export const exportFormats = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = {
  id: (entry) => entry.id,
  at: (entry) => entry.at.toISOString(),
  action: (entry) => entry.action,
  actor_kind: (entry) => entry.actorKind,
  actor: (entry) => entry.actor,
  act: (entry) => entry.act,
  task: (entry) => entry.task ?? '',
  purposes: (entry) => entry.purposes.join(' '),
  categories: (entry) => entry.categories.join(' '),
  units: (entry) => entry.units.join(' '),
  subjects: (entry) => entry.subjects.join(' '),
  reason: (entry) => entry.reason ?? '',
  refusal: (entry) => entry.refusal ?? '',
  declaration_version: (entry) => String(entry.declarationVersion),
  details: (entry) => canonicalJson(entry.details),
} as const satisfies Record<string, (entry: LogEntry) => string>;

/** One piece of text a page. CSV by RFC 4180: CRLF, a header line, every cell quoted. */
export async function* formatEntries(
  pages: AsyncIterable<readonly LogEntry[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(Object.keys(columns));
  for await (const page of pages) {
    yield page.map((entry) => (format === 'csv' ? csvEntry(entry) : `${canonicalLine(entry)}\n`)).join('');
  }
}

function csvEntry(entry: LogEntry): string {
  return csvLine(Object.values(columns).map((cell) => cell(entry)));
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet would run as a formula starts with an apostrophe (OWASP, CSV injection). No
 * line we write has one; a row altered by force could.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
