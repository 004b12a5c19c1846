import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { readNotice } from '../../server/safeguards/declaration/reverse/read-notice.ts';
import { fillDraft } from './fill-draft.ts';

const files = ['waterworks.sv.txt', 'bookshop.fi.txt', 'ferries.en.txt'];
const texts = await Promise.all(
  files.map((name) => readFile(join(import.meta.dirname, 'notices', name), 'utf8')),
);

/** Sentences and headings of a notice, each a paragraph, in another order and some of them gone. */
const shuffled = fc.constantFrom(...texts).chain((text) => {
  const parts = readNotice(text)!.sentences.map(({ start, end }) => text.slice(start, end).trim());
  return fc.shuffledSubarray(parts, { minLength: 0 }).map((some) => some.join('\n\n'));
});
const odd = fc.string({ unit: 'binary', maxLength: 300 });

test('the draft of any text can be decided, and is then a declaration', () => {
  fc.assert(
    fc.property(
      fc.oneof({ arbitrary: shuffled, weight: 4 }, odd),
      fc.constantFrom('sv', 'fi', 'en'),
      (text, language) => {
        const { draft } = readNotice(text, language)!;
        const { filled, marks } = fillDraft(draft.yaml);
        expect(marks).toBe(draft.toDecide);
        expect(() => parseDeclaration(filled)).not.toThrow();
      },
    ),
    { numRuns: 150 },
  );
});

test('an empty notice gives the form of a declaration, with all of it to be decided', () => {
  const { draft } = readNotice('', 'sv')!;
  expect(draft.from).toEqual([]);
  expect(parseDeclaration(fillDraft(draft.yaml).filled).channels.email).toBeDefined();
});
