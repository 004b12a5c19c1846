import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutSnippet, findMatches, isWhole } from '../../server/register/contacts/search/find-matches.ts';
import { groupsOf, makeQuestion } from '../../server/register/contacts/search/search-question.ts';
import { splitWords } from '../../server/register/contacts/search/split-words.ts';
import { textTerms } from '../../server/register/contacts/search/text-terms.ts';

const languages = fc.constantFrom('sv' as const, 'fi' as const, 'en' as const, null);
const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      'brevet',
      'kirjettä',
      'invoices',
      'Ärendet',
      'e-post',
      '2026-11-01',
      'åsa.niemi+x@example.fi',
      'ﬁ',
      'İ',
    ),
  ),
  { minLength: 1, maxLength: 30 },
);

test('every word of an indexed text finds it: by its terms, and once it is opened', () => {
  fc.assert(
    fc.property(words, languages, (pieces, language) => {
      const text = pieces.join(' ');
      const terms = new Set(textTerms([text], language));
      for (const { word, start, end } of splitWords(text)) {
        const question = makeQuestion([text.slice(start, end)], []);
        for (const group of groupsOf(question))
          expect(
            group.some((term) => terms.has(term)),
            word,
          ).toBe(true);
        const { held, marks } = findMatches(text, question, language);
        expect(isWhole(question, held), word).toBe(true);
        for (const [at, length] of marks) expect(at + length).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('inflections share a term across the three languages', () => {
  const finds = (asked: string, written: string, language: 'sv' | 'fi' | 'en' | null) => {
    const terms = new Set(textTerms([written], language));
    return makeQuestion([asked], []).words.every((word) => [...word.terms].some((term) => terms.has(term)));
  };
  for (const [asked, written] of [
    ['brev', 'brevet'],
    ['faktura', 'fakturan'],
    ['fakturor', 'fakturan'],
    ['konto', 'kontots'],
    ['ärende', 'ärendet'],
  ] as const)
    for (const language of ['sv', null] as const) expect(finds(asked, written, language), asked).toBe(true);
  for (const [asked, written] of [
    ['kirje', 'kirjettä'],
    ['laskut', 'laskun'],
    ['osoite', 'osoitteen'],
  ] as const)
    expect(finds(asked, written, 'fi'), asked).toBe(true);
  expect(finds('invoice', 'invoices', 'en')).toBe(true);
  expect(finds('brev', 'brus', null)).toBe(false);
});

test('a snippet holds its marks and cuts no letter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.nat(),
      fc.nat({ max: 30 }),
      (text, seed, length) => {
        fc.pre(text.length > 0);
        const at = seed % text.length;
        const mark = [at, Math.min(length, text.length - at)] as const;
        const snippet = cutSnippet(text, [mark]);
        expect(snippet.marks.every(([from, many]) => from >= 0 && from + many <= snippet.text.length)).toBe(
          true,
        );
        expect(snippet.text.length).toBeLessThanOrEqual(220);
      },
    ),
  );
});
