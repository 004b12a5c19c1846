/** A field that a spreadsheet would take for a formula, or that such a program would make one of. */
const formula = /^[=+\-@\t\r\n]|^[ \u00a0]+[=+\-@]|^[＝＋－＠]/u;

/**
 * A table in the form of RFC 4180: commas, CRLF after every record, quotes where needed. Text that a spreadsheet
 * would take for a formula gets an apostrophe before it; numbers are written with a full stop.
 * @param options.bom a byte order mark first, by which some spreadsheet programs know UTF-8
 */
export function writeCsv(
  records: readonly (readonly (string | number)[])[],
  options: { readonly bom: boolean },
): string {
  const lines = records.map((record) => `${record.map(writeField).join(',')}\r\n`);
  return (options.bom ? '\ufeff' : '') + lines.join('');
}

function writeField(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
