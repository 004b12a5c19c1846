import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findGreeted, greetsAnother, promisesFile } from './guess-greeting.ts';

describe('who is greeted', () => {
  test.each([
    ['Hej Åsa,\n\nTack för brevet.', ['asa']],
    ['Hei Kalle Korhonen!', ['kalle', 'korhonen']],
    ['Dear Mrs Brown,', ['brown']],
    ['Hyvä herra Mäkelä', ['makela']],
    ['God morgon Erik\nDet är klart.', ['erik']],
    ['\n\nHi Anna-Liisa,', ['anna', 'liisa']],
  ])('%j', (text, names) => expect(findGreeted(text)).toEqual(names));

  test.each([
    'Hej,\nTack.',
    'Hei!',
    'Hej kunden,',
    'Hei taas, asia on kunnossa.',
    'Dear customer,',
    'Hello there, Anna will call you.',
    'Hi all,',
    'Hello Again,',
    'Heikki Virtanen vastaa asiastasi.',
    'Hejdå Kalle',
    'Tack Åsa, vi återkommer.',
    'Hei vaan ja kiitos Kalle',
    '',
  ])('nobody in %j', (text) => expect(findGreeted(text)).toEqual([]));
});

const name = fc.constantFrom(
  'Åsa',
  'Kalle',
  'Veera',
  'Björn',
  'Mikaela',
  'Olga',
  'Jean-Pierre',
  'Ümit',
  'Zhang',
);
const hello = fc.constantFrom(
  'Hej',
  'Hei',
  'Hi',
  'Dear',
  'Bästa',
  'Hyvä',
  'God dag',
  'Hyvää päivää',
  'hello',
);
const after = fc.constantFrom(',', '!', '', ' -', ':');

describe('greets another', () => {
  test('whoever is greeted by their own name, in any case or with a surname, is not another', () => {
    fc.assert(
      fc.property(hello, name, name, after, fc.boolean(), (greeting, first, last, end, both) => {
        const text = `${greeting} ${both ? `${first} ${last}` : first}${end}\nTack.`;
        expect(greetsAnother(text, [`${first} ${last}`.toUpperCase()])).toBe(false);
        expect(greetsAnother(text, [`${last}, ${first}`])).toBe(false);
      }),
    );
  });

  test('a name that shares nothing with the person’s is another', () => {
    fc.assert(
      fc.property(hello, name, name, (greeting, greeted, known) => {
        fc.pre(greeted.slice(0, 3).toLowerCase() !== known.slice(0, 3).toLowerCase());
        expect(greetsAnother(`${greeting} ${greeted},\nTack.`, [known])).toBe(true);
      }),
    );
  });

  test('quiet when no name is known, when a short form is used, and on any text at all without a greeting', () => {
    expect(greetsAnother('Hei Kalle,', [''])).toBe(false);
    expect(greetsAnother('Hei Kalle,', [])).toBe(false);
    expect(greetsAnother('Hi Kate,', ['Katarina Holm'])).toBe(false);
    expect(greetsAnother('Hei Kalle,', ['kalle.korhonen@example.fi'])).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/^\s*(?:he|ha|ho|hi|hy|tj|b|k|ä|g|m|t|a|r|d)/iu.test(text));
        expect(greetsAnother(text, ['Åsa'])).toBe(false);
      }),
    );
  });

  test('never slow, whatever is written', () => {
    const begun = performance.now();
    for (const text of [
      'Hej '.repeat(50_000),
      `Hej ${'A '.repeat(50_000)}`,
      ' '.repeat(100_000),
      '\n'.repeat(100_000),
    ])
      greetsAnother(text, ['Åsa']);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

test('a promise of a file is heard in three languages, and not inside another word', () => {
  for (const text of [
    'Jag bifogar kvittot.',
    'Kuitti on liitteenä.',
    'Please find attached the receipt.',
    'Se bilaga!',
  ])
    expect(promisesFile(text)).toBe(true);
  for (const text of ['We are unattached.', 'Liitteenäkin', 'Tack för bilagan du skickade', ''])
    expect(promisesFile(text)).toBe(false);
});
