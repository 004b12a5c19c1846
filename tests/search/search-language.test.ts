import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch } from '../../contract/console/search-language.ts';
import { filterNames, filterValues } from '../../contract/console/search-names.ts';

const today = '2026-11-22';
const parse = (typed: string) => parseSearch(typed, today);

test('words, phrases and filters are told apart', () => {
  expect(parse('brev "kom aldrig fram" is:open tag:"viktigt nu" https://x')).toMatchObject({
    words: ['brev', 'https://x'],
    phrases: ['kom aldrig fram'],
    filters: [
      { key: 'is', value: 'open' },
      { key: 'tag', value: 'viktigt nu' },
    ],
  });
  expect(parse('Re: hej')).toMatchObject({ words: ['Re:', 'hej'], filters: [] });
});

test('names of all three languages mean the same', () => {
  for (const [key, values] of Object.entries(filterValues))
    for (const [value, names] of Object.entries(values))
      for (const language of ['en', 'sv', 'fi'] as const)
        for (const filter of filterNames[key as keyof typeof filterValues][language])
          for (const name of (names as Record<string, readonly string[]>)[language]!)
            expect(parse(`${filter.toUpperCase()}:${name}`).filters, `${filter}:${name}`).toEqual([
              { key, value },
            ]);
});

test('days are calendar days, and what is none is told', () => {
  const day = (value: string) => parse(`before:${value}`).filters[0]?.value;
  expect([
    day('2026-02-28'),
    day('1.3.2026'),
    day('24.12.'),
    day('today'),
    day('igår'),
    day('eilen'),
    day('7d'),
    day('2vk'),
  ]).toEqual([
    '2026-02-28',
    '2026-03-01',
    '2026-12-24',
    today,
    '2026-11-21',
    '2026-11-21',
    '2026-11-15',
    '2026-11-08',
  ]);
  for (const wrong of ['2026-02-30', '31.4.2026', 'snart', '0000-01-01', '']) {
    const { filters, parts } = parse(`after:${wrong}`);
    expect(filters, wrong).toEqual([]);
    expect(parts, wrong).toMatchObject([{ kind: 'filter', key: 'after', filter: null }]);
  }
});

const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'is:',
    '"',
    ':',
    'tag:"',
    ' ',
    'är:öppen',
    'före:',
    '1.1.2026',
    '”',
    'name:',
    '\u0000',
    '\ud800',
  ),
);

test('whatever is typed is understood somehow, and its parts stand where they say', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const typed = pieces.join('');
      const { parts } = parse(typed);
      let end = 0;
      for (const part of parts) {
        expect(part.start).toBeGreaterThanOrEqual(end);
        expect(part.end).toBeGreaterThan(part.start);
        end = part.end;
        if (part.kind === 'word') expect(typed.slice(part.start, part.end)).toBe(part.text);
      }
      expect(end).toBeLessThanOrEqual(typed.length);
      const between = typed.length - parts.reduce((sum, part) => sum + part.end - part.start, 0);
      expect(between).toBeGreaterThanOrEqual(0);
    }),
  );
});
