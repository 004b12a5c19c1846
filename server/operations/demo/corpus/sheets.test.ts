import { describe, expect, test } from 'vitest';
import type { Language } from './corpus.ts';
import { fillText } from './fill-text.ts';
import { generateCorpus } from './generate-corpus.ts';
import { makeFacts } from './make-facts.ts';
import { makePeople } from './make-people.ts';
import { phrases } from './phrases.ts';
import { createRandom } from './random.ts';
import { readSheet } from './read-sheet.ts';
import { privacyKeys, scenarios } from './scenarios.ts';

const languages: readonly Language[] = ['sv', 'fi', 'en'];

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('sheets', () => {
  test('with a line of no meaning, text before a scenario or a part missing are refused', () => {
    expect(() => readSheet('~ a subject')).toThrow('no meaning');
    expect(() => readSheet('# key\n%  what')).toThrow('no meaning');
    expect(() => readSheet('# key\n~ a subject')).toThrow('key has no says');
  });

  test('a slot without a fact is refused', () => {
    expect(() => fillText('to {nobody}', {}, createRandom('x'))).toThrow('{nobody}');
  });

  test('hold the same matters, at least forty, in all three languages', () => {
    const keys = languages.map((language) => scenarios[language].map(({ key }) => key));
    expect(keys[0]!.length).toBeGreaterThanOrEqual(40);
    expect(new Set(keys[0]).size).toBe(keys[0]!.length);
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
    expect([...privacyKeys].every((key) => keys[0]!.includes(key))).toBe(true);
  });

  test.each(languages)('every text in %s can be filled, whichever choices fall', (language) => {
    const person = makePeople(1, 60).find((one) => one.language === language)!;
    const random = createRandom(language);
    const facts = { ...makeFacts(random, { person, at: Date.UTC(2026, 5, 1), agent: 'Saga' }), who: 'Saga' };
    for (const text of [...textsIn(scenarios[language]), ...textsIn(phrases[language])]) {
      for (let round = 0; round < 6; round += 1) {
        expect(fillText(text, facts, random, { slips: 20, plain: round === 1 })).not.toMatch(
          /[[\]{}|]|undefined/,
        );
      }
    }
  });
});

describe('language', () => {
  const corpus = generateCorpus({ seed: 5, now: new Date('2026-11-22T12:00:00Z'), contacts: 1200 });
  const languageOf = new Map(corpus.people.map(({ key, language }) => [key, language]));
  const words = {
    en: /\b(?:the|and|you|your|with|please|this|from|which|would|thank|thanks|hello|letter|have|been|kind|regards)\b/i,
    sv: /(?<!\p{L})(?:och|inte|jag|att|hälsningar|brevlåda|från|tack)(?!\p{L})/iu,
    fi: /(?<!\p{L})(?:ei|että|minulla|terveisin|kiitos|kirje|asiakaspalvelu|mutta)(?!\p{L})/iu,
  };

  test.each(languages)('conversations in %s hold no word of the others', (language) => {
    const others = languages.filter((one) => one !== language);
    for (const contact of corpus.contacts) {
      if (languageOf.get(contact.personKey) !== language) continue;
      const texts = [
        contact.subject,
        ...contact.letters.map(({ text }) => text),
        ...contact.notes.map(({ text }) => text),
      ];
      for (const other of others) for (const text of texts) expect(text).not.toMatch(words[other]);
    }
  });
});
