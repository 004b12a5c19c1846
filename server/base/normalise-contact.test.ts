import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBusinessId } from './business-id.ts';
import { normaliseEmail, normaliseName, normalisePhone, parseEmailAddress } from './normalise-contact.ts';

test('what is no e-mail address is refused', () => {
  for (const text of [
    '',
    'maija',
    '@example.fi',
    'maija@',
    'maija@localhost',
    'maija@@example.fi',
    'ma ija@example.fi',
    '.maija@example.fi',
    'maija.@example.fi',
    'ma..ija@example.fi',
    'maija@-example.fi',
    'maija@example..fi',
    'maija@[192.0.2.1]',
    '"maija"@example.fi',
    'maija@example.fi\r\nBcc: x@example.fi',
    `${'m'.repeat(65)}@example.fi`,
    `maija@${'a.'.repeat(130)}fi`,
    'maija@example.fi>',
    'a\u0000b@example.fi',
  ]) {
    expect(normaliseEmail(text), JSON.stringify(text)).toBeUndefined();
  }
});

test('one address has one form', () => {
  expect(normaliseEmail('  Maija.Example+a@EXAMPLE.fi ')).toBe('maija.example+a@example.fi');
  expect(normaliseEmail('matti@Härkä.example')).toBe('matti@xn--hrk-qlac.example');
  expect(parseEmailAddress('Maija@EXAMPLE.fi')).toBe('Maija@example.fi');
  expect(normaliseEmail('ma\u0308rta@example.se')).toBe(normaliseEmail('m\u00e4rta@example.se'));
});

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
      const once = normaliseEmail(text);
      if (once !== undefined) expect(normaliseEmail(once)).toBe(once);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normaliseName(text);
      expect(normaliseName(once.join(' '))).toEqual(once);
    }),
  );
});

test('phone numbers become E.164; nonsense does not', () => {
  for (const text of ['', 'call me', '12', '+358', '+999123456789', '1'.repeat(50)]) {
    expect(normalisePhone(text), text).toBeUndefined();
  }
  expect(normalisePhone('045 7399 0001')).toBe('+3584573990001');
  expect(normalisePhone('+46 (0)70-174 06 05')).toBe('+46701740605');
});

test('names meet whatever their accents, hyphens and order', () => {
  expect(normaliseName('Mäkelä-Öberg, Anna-Liisa')).toEqual(['makela', 'oberg', 'anna', 'liisa']);
  expect(normaliseName("O'Connor Søren STRAẞE")).toEqual(['oconnor', 'soren', 'strasse']);
  expect(normaliseName(' ,;- ')).toEqual([]);
});

test('business IDs: check digit, and remainder 1 is never valid', () => {
  expect(isBusinessId('2918721-9')).toBe(true);
  for (const id of ['2918721-8', '29187219', '2918721-9 ', '0000000-1', '291872-9'])
    expect(isBusinessId(id)).toBe(false);
  // 7*2 + 9*1 = 23, 23 mod 11 = 1
  for (let digit = 0; digit <= 9; digit += 1) expect(isBusinessId(`2100000-${digit}`)).toBe(false);
});
