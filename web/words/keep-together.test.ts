import { expect, test } from 'vitest';
import { keepTogether } from './keep-together.ts';

const shown = (text: string) => keepTogether(text).replaceAll('\u00a0', '~');

test.each([
  [
    '{count, plural, one {# ny kontakt} other {# nya kontakter}}',
    '{count, plural, one {#~ny kontakt} other {#~nya kontakter}}',
  ],
  ['I morgon kl. 8', 'I morgon kl.~8'],
  ['Huomenna klo 8', 'Huomenna klo~8'],
  ['{hours} t {minutes} min aukioloaikaa', '{hours}~t {minutes}~min aukioloaikaa'],
  ['By the rule of declaration version {version}.', 'By the rule of declaration version~{version}.'],
  ['29 november 2026 kl. 14.05', '29~november 2026 kl.~14.05'],
  ['29. marraskuuta 2026', '29.~marraskuuta 2026'],
  ['29 Nov 2026', '29~Nov 2026'],
  ['{from} – {to}', '{from}~– {to}'],
])('%s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each(['Choose one letter or sign, or g and another.', '{sent} of {total}', 'At rule 3. It is kept'])(
  'nothing to keep together: %s',
  (text) => {
    expect(keepTogether(text)).toBe(text);
  },
);
