import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isFixed, keysOf, shortcutOf } from '../acts/own-keys.ts';
import { keysNow, shortcuts, whyNot } from './shortcuts.ts';

const by = (id: string) => shortcuts.find((each) => each.id === id)!;

/** Every act with keys that the console's source offers: its id and the keys it begins with. */
function offered(): { readonly id: string; readonly keys: string }[] {
  const folder = join(import.meta.dirname, '..');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /\bid: '([a-z-]+)',(?:(?!\bid: )[^])*?\bkeys: '([^']+)'/g,
      ),
    ])
    .map(([, id, keys]) => ({ id: id!, keys: keys! }));
}

test('every shortcut of the console is in the list, with its keys', () => {
  const missing = offered().filter(({ id, keys }) => !isFixed(keys) && by(shortcutOf(id))?.keys !== keys);
  expect(offered().length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test('no two have the same keys to begin with', () => {
  const keys = shortcuts.map((each) => each.keys);
  expect(keys.filter((each, index) => keys.indexOf(each) !== index)).toEqual([]);
});

describe('keys of one’s own', () => {
  test('that another shortcut has are refused, until that one is off', () => {
    expect(whyNot('e', by('reply'), {})).toEqual({ code: 'taken', by: by('close') });
    expect(whyNot('e', by('reply'), { close: null })).toBeUndefined();
    expect(whyNot('e', by('reply'), { close: 'y' })).toBeUndefined();
    expect(whyNot('y', by('reply'), { close: 'y' })).toEqual({ code: 'taken', by: by('close') });
    expect(whyNot('g i', by('reply'), {})).toMatchObject({ code: 'taken' });
  });

  test.each(['1', 'g', 'Escape', 'a b', ' ', 'g g g', 'mod+k'])('cannot be %j', (keys) =>
    expect(whyNot(keys, by('reply'), {})).toEqual({ code: 'form' }),
  );

  test('hold for one contact and for many; what ends or sends things stays', () => {
    const own = { close: 'y', send: 'q', note: null };
    expect(keysOf({ id: 'close', keys: 'e' }, own)).toBe('y');
    expect(keysOf({ id: 'bulk-close', keys: 'e' }, own)).toBe('y');
    expect(keysOf({ id: 'send', keys: 'mod+Enter' }, own)).toBe('mod+Enter');
    expect(keysOf({ id: 'bulk-clear', keys: 'Escape' }, own)).toBe('Escape');
    expect(keysOf({ id: 'note', keys: 'n' }, own)).toBeUndefined();
    expect(keysNow(by('note'), own)).toBeNull();
  });
});
