import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathOfChange, wordChange } from '../../server/safeguards/declaration/comparing/change-words.ts';
import { compareDeclarations } from '../../server/safeguards/declaration/comparing/compare-declarations.ts';
import { pathsOfFields } from '../../server/safeguards/declaration/declaration-json-schema.ts';
import { languages } from '../../server/safeguards/declaration/declaration.ts';
import type { Declaration } from '../../server/safeguards/declaration/declaration.ts';
import { renderNotice } from '../../server/safeguards/declaration/notice/render-notice.ts';
import { makeRecord } from '../../server/safeguards/declaration/record/make-record.ts';
import { writeRecord } from '../../server/safeguards/declaration/record/write-record.ts';
import { textsOf } from '../support/texts-of.ts';
import { fullRegister, readFull } from './full-register.ts';
import { type KeptHouse, openKeptHouse } from './open-kept-house.ts';
import type { RuleKind } from './rule-kind.ts';
import { rulesOfTelling } from './rules-of-telling.ts';
import { rulesOfWhatIsHeld } from './rules-of-what-is-held.ts';
import { rulesOfWork } from './rules-of-work.ts';

// Every kind of rule, one after the other: who changes it changes the text and the behaviour, both, and sees it beforehand.

const rules: readonly RuleKind[] = [...rulesOfWhatIsHeld, ...rulesOfWork, ...rulesOfTelling];
const before = readFull() as Declaration;

test('there is a kind for every field of the schema, so that a new one cannot be forgotten', () => {
  const known = rules.map(({ field }) => field);
  const isCovered = (path: string) =>
    known.some(
      (field) =>
        // itself, what holds it, and the places of a list that is changed as a whole
        field === path || field.startsWith(`${path}.`) || path === `${field}.*`,
    );
  expect(pathsOfFields().filter((path) => !isCovered(path))).toEqual([]);
  expect(known.filter((field) => !pathsOfFields().includes(field))).toEqual([]);
  expect(known.length).toBe(new Set(known).size);
});

/** Notice and record in every language. */
function textOf(declaration: Declaration): string {
  const published = { version: 3, publishedAt: new Date('2026-11-22T10:00:00Z'), declaration };
  return languages
    .flatMap((language) => [
      ...textsOf(renderNotice(published, language)),
      ...textsOf(writeRecord(makeRecord(published, language), published)),
    ])
    .join('\n');
}

describe.each(rules.map((rule) => [rule.field, rule] as const))(
  '%s',
  (field, { change, untold, behaves }) => {
    const after = readFull(change) as Declaration;

    test(untold === undefined ? 'changes the text' : `changes no text, for ${untold}`, () => {
      expect(textOf(after) !== textOf(before)).toBe(untold === undefined);
    });

    test('is named among what publishing would change', () => {
      const changes = compareDeclarations(before, after);
      const [part] = field.split('.');
      expect(changes.map((each) => pathOfChange(each).split('.')[0])).toContain(part);
      for (const each of changes)
        for (const language of languages)
          expect(wordChange(each, before, after)[language]).toMatch(/^\p{Lu}.*\.$/su);
    });

    if (behaves !== 'refused' && typeof behaves !== 'function')
      test(`changes nothing else: ${behaves.because}`, () => {
        expect(behaves.because).toMatch(/./);
      });
  },
);

describe('the running system', () => {
  let kept: KeptHouse;
  beforeAll(async () => {
    kept = await openKeptHouse();
  });
  afterAll(() => kept.stop());

  const asked = rules.flatMap(({ field, change, behaves }) =>
    behaves === 'refused' || typeof behaves === 'function' ? ([[field, change, behaves]] as const) : [],
  );

  test.each(asked)('does otherwise when %s is changed', async (field, change, behaves) => {
    const changed = fullRegister(change);
    if (behaves === 'refused') {
      const problems = await kept.publish(changed);
      expect(problems).toContain(field.split('.')[0]!.slice(0, 5));
      expect(problems).not.toBe('published');
      return;
    }
    expect(await kept.publish(fullRegister())).toBe('published');
    const was = await behaves(kept.asks);
    // It is the change that makes the difference, and not the asking.
    expect(await behaves(kept.asks)).toEqual(was);
    expect(await kept.publish(changed)).toBe('published');
    const is = await behaves(kept.asks);
    expect(is).not.toEqual(was);
  });
});
