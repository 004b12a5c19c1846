import type { ImportLine } from '../../../contract/console/importing.ts';

/** Saves what was not imported as CSV: places and codes, nothing of a mail. Files are numbered in the order they were chosen. */
export function saveReport(lines: readonly ImportLine[]): void {
  const sorted = lines.toSorted((one, other) => one.file - other.file || one.number - other.number);
  const rows = sorted.map((line) =>
    [line.file, line.number, line.offset, line.class, line.code ?? ''].join(','),
  );
  const text = ['file,number,offset,class,code', ...rows, ''].join('\r\n');
  const held = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = held;
  link.download = 'import-report.csv';
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(held), 1000);
}
