import { describe, expect, it } from 'vitest';
import type { Printable } from '../printable.ts';
import { keepPrinted } from './keep-printed.ts';

const document = (title: string): Printable => ({
  language: 'sv',
  title,
  lines: [],
  author: '',
  date: new Date(0),
  sections: [],
});

function open(limits = { mostKept: 2, perMinute: 4 }) {
  const printed: string[] = [];
  let fails = false;
  let now = new Date('2026-11-22T10:00:10Z');
  const printer = {
    async print({ title }: Printable) {
      printed.push(title);
      if (fails) throw new Error('lost');
      return Buffer.from(title);
    },
    close: () => Promise.resolve(),
  };
  const kept = keepPrinted({ printer, clock: { now: () => now } }, limits);
  return {
    printed,
    get: (key: string) => kept.get(key, () => document(key)),
    fail: (yes: boolean) => (fails = yes),
    later: () => (now = new Date(now.getTime() + 60_000)),
  };
}

describe('printed documents', () => {
  it('are refused beyond so many new ones a minute; what is there is given still', async () => {
    const { get, later } = open();
    for (const key of ['a', 'b', 'c', 'd']) await get(key);
    await expect(get('e')).rejects.toMatchObject({ code: 'too-many-requests' });
    expect((await get('d')).toString()).toBe('d');
    later();
    expect((await get('e')).toString()).toBe('e');
  });

  it('are printed once, also for many who ask at once', async () => {
    const { get, printed } = open();
    await Promise.all([get('a'), get('a'), get('a')]);
    await get('a');
    expect(printed).toEqual(['a']);
  });

  it('make room for others, the one longest not asked for first', async () => {
    const { get, printed } = open({ mostKept: 2, perMinute: 100 });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(printed).toEqual(['a', 'b', 'c', 'b']);
  });

  it('that failed are tried again', async () => {
    const { get, fail, printed } = open();
    fail(true);
    await expect(get('a')).rejects.toThrow('lost');
    fail(false);
    expect((await get('a')).toString()).toBe('a');
    expect(printed).toEqual(['a', 'a']);
  });
});
