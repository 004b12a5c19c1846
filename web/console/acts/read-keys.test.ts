import { expect, test } from 'vitest';
import { actForKey, createKeyReader } from './read-keys.ts';

const press = (key: string, timeStamp: number, more: object = {}) => ({
  key,
  timeStamp,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  target: null,
  defaultPrevented: false,
  ...more,
});

test('two keys soon after each other are a sequence, later only themselves', () => {
  const read = createKeyReader();
  expect(read(press('g', 0), true)).toEqual(['g']);
  expect(read(press('i', 500), true)).toEqual(['g i', 'i']);
  expect(read(press('j', 5000), true)).toEqual(['j']);
});

test('with single keys turned off only combinations are left', () => {
  const read = createKeyReader();
  expect(read(press('e', 0), false)).toBeUndefined();
  expect(read(press('k', 10, { ctrlKey: true }), false)).toEqual(['mod+k']);
});

test('what something else has taken is left alone', () => {
  expect(createKeyReader()(press('e', 0, { defaultPrevented: true }), true)).toBeUndefined();
});

test('the act offered last has the key', () => {
  const acts = [{ id: 1, keys: 'e' }, { id: 2, keys: 'e' }, { id: 3 }];
  expect(actForKey(acts, ['g e', 'e'])).toEqual({ id: 2, keys: 'e' });
  expect(actForKey(acts, ['x'])).toBeUndefined();
});
