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

test.each([
  [
    'sv',
    'Dataskyddsombud: ombud@provbolaget.example\n\nSäkerhetskopiorna raderas efter 35 dagar. Vi hämtar också uppgifter från andra företag.',
  ],
  [
    'fi',
    'Tietosuojavastaava: ombud@provbolaget.example\n\nVarmuuskopiot poistetaan 35 päivän kuluttua. Saamme tietoja myös muilta yrityksiltä.',
  ],
  [
    'en',
    'Data protection officer: ombud@provbolaget.example\n\nBackups are deleted after 35 days. We also obtain data from third parties.',
  ],
] as const)(
  'in %s the officer and the time of backups stand in their places, other sources are pointed at',
  (language, text) => {
    const { draft } = readNotice(text, language)!;
    const { filled } = fillDraft(draft.yaml);
    const { controller, backups, periods } = parseDeclaration(filled);
    expect(controller.officer?.contactAddress).toBe('ombud@provbolaget.example');
    expect(backups).toEqual({ horizonDays: 35 });
    expect(draft.from.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['controller.officer.contactAddress', 'backups.horizonDays']),
    );
    expect(draft.yaml).toContain('Declare it under sources');
    // How long copies are kept is no period of what they are copies of.
    expect(draft.from.some(({ path }) => path.startsWith('periods'))).toBe(false);
    expect(periods['contact']!.purposes).toEqual(['service']);
  },
);
