import type { ImportLine } from '../../../contract/console/importing.ts';
import { downloadText } from '../api/download-file.ts';

/** Saves what was not imported as CSV: places and codes, nothing of a mail. Files are numbered in the order they were chosen. */
export function saveReport(lines: readonly ImportLine[]): void {
  const sorted = lines.toSorted((one, other) => one.file - other.file || one.number - other.number);
  const rows = sorted.map((line) =>
    [line.file, line.number, line.offset, line.class, line.code ?? ''].join(','),
  );
  const text = ['file,number,offset,class,code', ...rows, ''].join('\r\n');
  downloadText(text, 'text/csv', 'import-report.csv');
}
