import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './write-csv.ts';

/** RFC 4180 read back, strictly. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('a quote without end');
        if (text[at] === '"') at += 1;
        field += text[at];
      }
      at += 1;
    } else {
      while (!/[,\r]/.test(text[at]!)) {
        if (text[at] === '"' || text[at] === '\n') throw new Error('a bare quote or line end');
        field += text[at];
        at += 1;
      }
    }
    record.push(field);
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      records.push(record);
      record = [];
    } else throw new Error('neither a comma nor a line end');
  }
  return records;
}

const harmless = (field: string) => !/^[\s\u00a0]*[=+\-@\t\r\n＝＋－＠]/u.test(field);

test('whatever the fields, they are read back as they were, or with an apostrophe before a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=1+1', '@x', ' =x', '\t=x', '-1', '"', 'a,b', 'a\r\nb', '+', '＝x'),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(text, fc.integer()), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
      (records) => {
        const read = readCsv(writeCsv(records, { bom: false }));
        expect(read).toHaveLength(records.length);
        for (const [row, record] of records.entries())
          for (const [column, field] of record.entries()) {
            const got = read[row]![column]!;
            expect([String(field), `'${field}`]).toContain(got);
            if (typeof field === 'string') expect(harmless(got), JSON.stringify(got)).toBe(true);
            else expect(got).toBe(String(field));
          }
      },
    ),
    { numRuns: 300 },
  );
});

test('the mark for spreadsheets comes first, once', () => {
  expect(writeCsv([['a']], { bom: true })).toBe('\ufeffa\r\n');
});
