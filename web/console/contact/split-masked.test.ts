import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitMasked } from './split-masked.ts';

const codes = [
  { maskId: 'a', mark: '[[code:1]]' },
  { maskId: 'b', mark: '[[code:2]]' },
];

test('text is cut at the marks that stand for a code', () => {
  expect(splitMasked('x [[code:2]] y', codes)).toEqual([{ text: 'x ' }, { code: codes[1] }, { text: ' y' }]);
  expect(splitMasked('[[code:1]][[code:1]]', codes)).toEqual([{ code: codes[0] }, { code: codes[0] }]);
});

test('a mark that a customer typed stays text', () => {
  expect(splitMasked('[[code:7]]', codes)).toEqual([{ text: '[[code:7]]' }]);
});

test('nothing of the text is lost', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('[[code:1]]', '[[code:2]]', '[[code:9]]', '[[', ']]'));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const again = splitMasked(text, codes).map((part) => ('code' in part ? part.code.mark : part.text));
      expect(again.join('')).toBe(text);
    }),
  );
});
