import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../server/safeguards/declaration/declaration.ts';
import { renderNotice } from '../../../server/safeguards/declaration/notice/render-notice.ts';
import { parseDeclaration } from '../../../server/safeguards/declaration/parse-declaration.ts';
import { findPassages } from '../../../server/safeguards/promises/find-passages.ts';
import { promiseList } from '../../../server/safeguards/promises/promise-list.ts';
import { promiseWords } from '../../../server/safeguards/promises/promise-words.ts';
import { statusOf } from '../../../server/safeguards/promises/read-promises.ts';
import { allProbes } from '../../../server/safeguards/promises/probes/all-probes.ts';
import { registerFile } from '../../support/start-house.ts';

// The promises as data: all 28, each made by sentences of the notice, each with code that is there, none green by itself.

const root = join(import.meta.dirname, '../../..');
const published = {
  version: 1,
  publishedAt: new Date('2026-04-07T06:00:00Z'),
  declaration: parseDeclaration(readFileSync(registerFile, 'utf8')),
};

test('there are twenty-eight, in their order', () => {
  expect(promiseList.map(({ number }) => number)).toEqual(
    Array.from({ length: 28 }, (_, index) => index + 1),
  );
});

describe.each(languages)('in %s', (language) => {
  const sections = findPassages(published, renderNotice(published, language));

  test('every promise stands somewhere in the notice', () => {
    const made = new Set(sections.flatMap(({ blocks }) => blocks.flatMap(({ promises }) => promises)));
    expect(promiseList.map(({ number }) => number).filter((number) => !made.has(number))).toEqual([]);
  });

  test('no sentence of the notice is without a promise, and so without a proof', () => {
    const without = sections.flatMap(({ id, blocks }) =>
      blocks
        .filter(({ block, promises }) => block.kind !== 'heading' && promises.length === 0)
        .map(({ block }) => `${id}: ${JSON.stringify(block).slice(0, 120)}`),
    );
    expect(without).toEqual([]);
  });

  test('each has words, and each probe says what to do', () => {
    const words = promiseWords(language);
    for (const { number, gap, kind } of promiseList) {
      expect(words.promises[number], `P${number}`).toMatchObject({ title: /./, how: /./ });
      expect(words.promises[number]!.gap !== undefined, `P${number} ${kind}`).toBe(gap);
    }
    expect(Object.keys(words.probes).toSorted()).toEqual(allProbes.map(({ key }) => key).toSorted());
  });

  test('what the public reads of it names no path, no table and no command', () => {
    for (const { title, how, gap = '' } of Object.values(promiseWords(language).promises))
      expect(`${title} ${how} ${gap}`).not.toMatch(
        /[\w-]+\/[\w-]+|\.ts|_|\b[a-z]+\.[a-z]+\b|SELECT|haltija [a-z]/,
      );
  });
});

test('its code and its tests are there', () => {
  for (const { number, control, tests, kind } of promiseList) {
    for (const path of [...control, ...tests])
      expect(existsSync(join(root, path)), `P${number} ${path}`).toBe(true);
    if (kind === 'enforced') {
      expect(control.length, `P${number}`).toBeGreaterThan(0);
      expect(tests.length, `P${number}`).toBeGreaterThan(0);
    }
  }
});

test('what is enforced has a probe, and nothing else has one', () => {
  for (const { number, kind } of promiseList)
    expect(
      allProbes.some(({ promise }) => promise === number),
      `P${number}`,
    ).toBe(kind === 'enforced');
});

describe('nothing is called kept that is not', () => {
  const now = new Date('2026-04-07T12:00:00Z');
  const kept = { state: 'kept' as const, at: now };
  const spec = (number: number) => promiseList[number - 1]!;
  test.each([
    ['kept, freshly seen', 2, [kept], 'kept'],
    ['a part is not built', 10, [kept, kept], 'in-part'],
    ['nobody looked', 2, [undefined], 'unknown'],
    ['no probe at all', 2, [], 'unknown'],
    ['one of two was not looked at', 10, [kept, undefined], 'unknown'],
    ['seen four hours ago', 2, [{ state: 'kept' as const, at: new Date('2026-04-07T08:00:00Z') }], 'unknown'],
    ['one of two is broken', 10, [kept, { state: 'broken' as const, at: now }], 'broken'],
    ['one could not be asked', 2, [{ state: 'unknown' as const, at: now }], 'unknown'],
    ['not built', 18, [], 'not-yet'],
    ['attested by nobody', 8, [], 'not-attested'],
  ])('%s', (_what, number, results, status) => {
    expect(statusOf(spec(number), results, [], now)).toBe(status);
  });
});
