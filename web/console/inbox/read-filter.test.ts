import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterOf, narrowingOf, readFilter } from './read-filter.ts';

const tag = '018f2f66-7b1a-7d55-8c7e-2f3f5a3d9c11';

test('nonsense in the address is left out', () => {
  expect(
    readFilter({ view: 'theirs', status: 7, queue: '../x', tag: 'x', overdue: 'maybe', todos: 'all' }),
  ).toEqual({});
  expect(readFilter({ view: 'mine', status: 'any', queue: 'privacy', tag, priority: 'high' })).toEqual({
    view: 'mine',
    status: 'any',
    queue: 'privacy',
    tag,
    priority: 'high',
  });
});

test('nothing that is typed into the search can come into the address', () => {
  const names = 'view status order queue tag assignee channel language priority overdue todos'.split(' ');
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, 'text', 'q'), fc.string()), (search) => {
      const kept = Object.entries(readFilter(search));
      expect(kept.every(([name, value]) => names.includes(name) && /^[a-z0-9-]+$/.test(String(value)))).toBe(
        true,
      );
    }),
  );
});

test('tasks stand in the address beside the filter, which does not know them', () => {
  expect(readFilter({ todos: 'team', queue: 'privacy' })).toEqual({ todos: 'team', queue: 'privacy' });
  expect(filterOf({ todos: 'team' })).toEqual({ view: 'all', status: 'open' });
});

test('without anything in the address it is all that is open', () => {
  expect(filterOf({})).toEqual({ view: 'all', status: 'open' });
});

test('the button counts what narrows, not the view, the status or the usual order', () => {
  expect(narrowingOf(filterOf({ view: 'mine', status: 'any', order: 'newest' }))).toBe(0);
  expect(narrowingOf(filterOf({ tag, overdue: 'yes', order: 'due' }))).toBe(3);
});
