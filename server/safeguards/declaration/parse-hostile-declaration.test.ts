import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeclarationInvalid } from './declaration-invalid.ts';
import type { DeclarationProblem } from './declaration-invalid.ts';
import { largestDeclaration, parseDeclaration } from './parse-declaration.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'),
  'utf8',
);

function problemsOf(source: string): readonly DeclarationProblem[] {
  try {
    parseDeclaration(source);
  } catch (error) {
    if (error instanceof DeclarationInvalid) return error.problems;
    throw error;
  }
  return [];
}

describe('refuses', () => {
  it.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['a text', 'hello'],
    ['an unclosed bracket', 'a: [1'],
    ['a tab', 'a:\n\tb: 1'],
    ['a key twice', 'register: {}\nregister: {}'],
    ['two documents', 'a: 1\n---\nb: 2'],
    ['a tag', 'a: !!binary x'],
    ['a tag of its own', 'a: !run x'],
    ['an alias', 'a: &x [1]\nb: *x'],
    [
      'an alias bomb',
      `a: &a [x, x]\n${'bcdefghij'.replaceAll(/./g, (letter) => `${letter}: &${letter} [*${String.fromCharCode(letter.charCodeAt(0) - 1)}, *${String.fromCharCode(letter.charCodeAt(0) - 1)}]\n`)}`,
    ],
    ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x'],
    ['deep nesting', '['.repeat(50_000)],
    ['deep nesting that closes', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a prototype', '__proto__: {register: 1}'],
    [
      'a prototype deep inside',
      example.replace('reasons:\n', 'reasons:\n  __proto__: {sv: a, fi: b, en: c}\n'),
    ],
    ['too many bytes', `# ${'ä'.repeat(largestDeclaration / 2)}`],
    ['a number for a key', '1: 2'],
    ['a byte that is none', 'a: \u0000'],
  ])('%s', (_name, source) => {
    expect(problemsOf(source).length).toBeGreaterThan(0);
  });

  it('whatever is thrown at it, with problems and never with another error', () => {
    const lines = example.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.oneof(fc.string(), fc.constantFrom('', '  x:', '- ', '{', '"')),
        (at, text) => {
          const source = lines.with(at, text).join('\n');
          for (const problem of problemsOf(source)) {
            expect(problem.line).toBeGreaterThan(0);
            for (const text of [problem.problem, problem.write]) {
              expect(Object.values(text)).toHaveLength(3);
              expect(Object.values(text)).not.toContain('');
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
