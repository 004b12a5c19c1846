import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en, type WordKey } from './en.ts';
import { serverErrorCodes } from './error-codes.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

const keys = Object.keys(en) as WordKey[];

/** The values a message names; a plural's own branches name none. */
const valuesIn = (text: string) =>
  [
    ...new Set([...text.matchAll(/(?<!(?:\bone|\bother|=\d) )\{(\w+)(?=[},])/g)].map(([, name]) => name)),
  ].toSorted();

describe.each([
  ['sv', sv],
  ['fi', fi],
] as const)('the words in %s', (_, words) => {
  test('have exactly the keys of the source', () => {
    expect(Object.keys(words).toSorted()).toEqual(keys.toSorted());
  });

  test('name the values of the source', () => {
    const others = keys.filter((key) => valuesIn(words[key]).join() !== valuesIn(en[key]).join());
    expect(others).toEqual([]);
  });

  test('leave nothing empty', () => {
    expect(keys.filter((key) => words[key].trim() === '')).toEqual([]);
  });
});

test.each([
  ['en', en],
  ['sv', sv],
  ['fi', fi],
] as const)('every message in %s can be said, of one and of several', (locale, messages) => {
  const intl = createIntl({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });
  for (const key of keys) {
    for (const number of [0, 1, 2, 21]) {
      const values = Object.fromEntries(valuesIn(en[key]).map((name) => [name, number]));
      expect(intl.formatMessage<Record<string, number>>({ id: key }, values), key).not.toContain('{');
    }
  }
});

test('every code of the server has words', () => {
  expect(serverErrorCodes.filter((code) => !(`error.${code}` in en))).toEqual([]);
});

test('typewriter quotes and three full stops stand nowhere', () => {
  const typed = [...Object.values(en), ...Object.values(sv), ...Object.values(fi)].filter((text) =>
    /["']|\.\.\./.test(text),
  );
  expect(typed).toEqual([]);
});
