import { describe, expect, it } from 'vitest';
import { csvCell } from './format-entries.ts';

describe('a CSV cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])('defuses %j', (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`);
  });

  it('quotes quotes, commas and line ends', () => {
    expect(csvCell('a "b", c\r\nd')).toBe('"a ""b"", c\r\nd"');
    expect(csvCell('"=1')).toBe('"""=1"');
  });
});
