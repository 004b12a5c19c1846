import { expect, test } from 'vitest';
import { errorStatus } from '../server/base/errors.ts';
import { en } from '../web/words/en.ts';
import { serverErrorCodes } from '../web/words/error-codes.ts';
import { fi } from '../web/words/fi.ts';
import { sv } from '../web/words/sv.ts';

// A refusal that nobody has words for is no answer.

const codes = Object.keys(errorStatus).toSorted();

test('the web knows every code the server can refuse with, and no other', () => {
  expect(serverErrorCodes.toSorted()).toEqual(codes);
});

test.each(Object.entries({ en, fi, sv }) as [string, Readonly<Record<string, string>>][])(
  'every code has words of its own in %s',
  (_language, words) => {
    expect(codes.filter((code) => (words[`error.${code}`] ?? '').trim().length < 10)).toEqual([]);
    const said = codes.map((code) => words[`error.${code}`]);
    expect(new Set(said).size).toBe(said.length);
    // A code is for programs: no text shows one.
    expect(codes.filter((code) => code.includes('-') && words[`error.${code}`]!.includes(code))).toEqual([]);
  },
);
