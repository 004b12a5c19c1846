import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readOutline } from './read-outline.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);
const here = (text: string) => {
  const found = readOutline(text).here;
  return found && [found.at, found.path.join('.'), text.slice(found.from)];
};

const key = fc
  .stringMatching(/^[a-z][A-Za-z0-9-]{0,8}$/)
  .filter((name) => !/^(?:y|n|yes|no|on|off|null|true|false)$/.test(name));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      'plain',
      'two words',
      'with: colon',
      'with, comma',
      "it's",
      '"quoted"',
      '# no comment',
      '- dash',
      12,
    ),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
}));

function keysIn(whole: unknown, path: readonly (string | number)[] = []): string[] {
  if (typeof whole !== 'object' || whole === null) return [];
  return Object.entries(whole).flatMap(([name, inside]) => {
    const at = [...path, Array.isArray(whole) ? Number(name) : name];
    return [...(Array.isArray(whole) ? [] : [at.join('.')]), ...keysIn(inside, at)];
  });
}

describe('readOutline', () => {
  it('has every key of any text, however it is written, and where it stands', () => {
    const ways = fc.record({
      collectionStyle: fc.constantFrom('block', 'flow', 'any'),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 20, 80),
    });
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1 }), ways, (whole, { collectionStyle, ...rest }) => {
        const text = stringify(whole, {
          ...rest,
          ...(collectionStyle !== 'any' && { collectionStyle }),
        } as object);
        const found = readOutline(text).entries;
        for (const path of keysIn(whole)) {
          const entry = found.find((each) => each.path.join('.') === path);
          expect(entry, `${path} in\n${text}`).toBeDefined();
          expect(text.slice(entry!.from).replace(/^"/, '')).toMatch(
            new RegExp(`^${path.split('.').at(-1)!}`),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads any beginning of a text without a fault, and a half-written end hides nothing before it', () => {
    const { entries } = readOutline(example);
    expect(entries.length).toBeGreaterThan(400);
    for (let end = 0; end < example.length; end += 97) {
      const early = readOutline(example.slice(0, end)).entries;
      const whole = entries.filter(({ from }) => from < end);
      expect(Math.abs(early.length - whole.length)).toBeLessThan(2);
      expect(early.slice(0, whole.length - 1)).toEqual(whole.slice(0, -1));
    }
  });

  it('knows what the cursor is in', () => {
    expect(here('')).toEqual(['either', '', '']);
    expect(here('con')).toEqual(['either', '', 'con']);
    expect(here('purposes:\n  service:\n    ba')).toEqual(['either', 'purposes.service', 'ba']);
    expect(here('purposes:\n  service:\n    basis: ')).toEqual(['value', 'purposes.service.basis', '']);
    expect(here('purposes:\n  service:\n    basis: contract\n  ')).toEqual(['either', 'purposes', '']);
    expect(here('a:\n  b: [x, y')).toEqual(['value', 'a.b.1', 'y']);
    expect(here('a:\n  - { category: ')).toEqual(['value', 'a.0.category', '']);
    expect(here('a:\n  - { category: x, wh')).toEqual(['key', 'a.0', 'wh']);
    expect(here('a:\n  - one\n  - ')).toEqual(['either', 'a.1', '']);
    expect(here('a:\n- one\n- tw')).toEqual(['either', 'a.1', 'tw']);
    expect(here('a:\n  - b: 1\n    ')).toEqual(['either', 'a.0', '']);
    expect(here('a: {\n  sv: x,\n  f')).toEqual(['key', 'a', 'f']);
  });

  it('offers nothing in comments, quotes, long texts, and right behind a colon', () => {
    for (const text of [
      '# a',
      'a: # b',
      'a: "b',
      "a: { b: 'c",
      'a: [b] # c',
      'a: |\n  b',
      'a: >-\n  b\n\n  c',
      'a:',
    ])
      expect(here(text), text).toBeNull();
    expect(here('a: |\n  b\nc')).toEqual(['either', '', 'c']);
  });

  it('reads a large text while one types', () => {
    const large = example.repeat(8);
    const begun = performance.now();
    readOutline(large);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
