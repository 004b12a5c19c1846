import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterOf, readFilter } from './read-filter.ts';

test('nonsense in the address is left out', () => {
  expect(readFilter({ view: 'theirs', status: 7, queue: '../x' })).toEqual({});
  expect(readFilter({ view: 'mine', status: 'any', queue: 'privacy' })).toEqual({
    view: 'mine',
    status: 'any',
    queue: 'privacy',
  });
});

test('nothing that is typed into the search can come into the address', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (search) => {
      expect(Object.keys(readFilter(search)).every((key) => ['view', 'status', 'queue'].includes(key))).toBe(
        true,
      );
    }),
  );
});

test('without anything in the address it is all that is open', () => {
  expect(filterOf({})).toEqual({ view: 'all', status: 'open', queue: undefined });
});
