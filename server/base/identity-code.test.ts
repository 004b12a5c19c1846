import * as fc from 'fast-check';
import { FinnishSSN } from 'finnish-ssn';
import { expect, test } from 'vitest';
import {
  findIdentityCodes,
  identityCodeMask,
  maskedPlaces,
  maskIdentityCodes,
} from './find-identity-codes.ts';
import { parseIdentityCode } from './identity-code.ts';

const checks = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const two = (value: number) => String(value).padStart(2, '0');

/** Codes of the 900 series, which are given to nobody; the oracle knows 1850-2029. */
const madeCode = fc
  .record({
    day: fc.integer({ min: 1, max: 31 }),
    month: fc.integer({ min: 1, max: 12 }),
    sign: fc.constantFrom(...'+-YXWVUABCDEF'),
    yearSeed: fc.integer({ min: 0, max: 99 }),
    individual: fc.integer({ min: 900, max: 999 }),
  })
  .map(({ day, month, sign, yearSeed, individual }) => {
    const year = sign === '+' ? 50 + (yearSeed % 50) : 'ABCDEF'.includes(sign) ? yearSeed % 30 : yearSeed;
    const date = `${two(day)}${two(month)}${two(year)}`;
    return `${date}${sign}${individual}${checks[Number(`${date}${individual}`) % 31]}`;
  });
const validCode = madeCode.filter((code) => FinnishSSN.validate(code));

test('what is no code is refused', () => {
  for (const text of [
    '',
    '010190-901',
    '310290-9013',
    '010190_901X',
    '320190-9019',
    '011390-901J',
    'x'.repeat(9999),
  ]) {
    expect(parseIdentityCode(text)).toBeUndefined();
  }
});

test('individual numbers 000 and 001 are refused although their check character holds', () => {
  for (const individual of ['000', '001']) {
    const code = `010190-${individual}${checks[Number(`010190${individual}`) % 31]}`;
    expect(FinnishSSN.validate(code)).toBe(true);
    expect(parseIdentityCode(code)).toBeUndefined();
  }
});

test('agrees with the oracle on every date, sign and check character', () => {
  fc.assert(
    fc.property(
      madeCode,
      fc.constantFrom(...checks, 'G', 'I', 'O', 'Q', 'Z'),
      fc.boolean(),
      (code, check, alter) => {
        const text = alter ? code.slice(0, 10) + check : code;
        const parsed = parseIdentityCode(text);
        expect(parsed !== undefined).toBe(FinnishSSN.validate(text));
        if (!parsed) return;
        const oracle = FinnishSSN.parse(text).dateOfBirth;
        expect(parsed.birthDate).toBe(
          `${oracle.getFullYear()}-${two(oracle.getMonth() + 1)}-${two(oracle.getDate())}`,
        );
        expect(parsed.series900).toBe(true);
      },
    ),
  );
});

test('the century sign is kept: two signs are two people', () => {
  expect(parseIdentityCode('010594y9032')?.code).toBe('010594Y9032');
  expect(parseIdentityCode('010594-9032')?.code).toBe('010594-9032');
});

test('codes are found as people type them, and masked whole', () => {
  const dress = fc.constantFrom<(code: string) => string>(
    (code) => code,
    (code) => code.toLowerCase(),
    (code) => `${code.slice(0, 6)} ${code[6]} ${code.slice(7)}`,
    (code) => `${code.slice(0, 2)}.${code.slice(2, 4)}.${code.slice(4)}`,
    (code) => `${code.slice(0, 6)}\u00a0${code[6]}\u200b${code.slice(7)}`,
    (code) => code.replace('-', '–'),
    (code) => code.replace('-', '\u2212'),
  );
  const words = fc.constantFrom(
    'Hej, mitt nummer är ',
    'hetu:',
    'Tunnus (',
    '\n',
    ' 12 ',
    'tel. 040 123 4567, ',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(words, validCode, dress), { maxLength: 4 }), (parts) => {
      const text = `${parts.map(([word, code, dressed]) => word + dressed(code)).join('; ')}.`;
      const finds = findIdentityCodes(text);
      expect(finds.map((find) => find.code)).toEqual(parts.map(([, code]) => code));
      const masked = maskIdentityCodes(text, finds);
      expect(findIdentityCodes(masked)).toEqual([]);
      for (const place of maskedPlaces(finds)) {
        expect(masked.slice(place.start, place.end)).toBe(identityCodeMask);
      }
    }),
  );
});

test('phone numbers, order numbers and longer runs stay', () => {
  for (const text of [
    '040 123 4567',
    '+358 45 1234567',
    'order 010594-90321',
    'ref 1010594-9032',
    '010594-9033',
    'b2010594a9032ff',
    '12.11.2026-900 kr',
  ]) {
    expect(findIdentityCodes(text), text).toEqual([]);
  }
});

test('a failed hit does not hide the true code that begins inside it', () => {
  expect(findIdentityCodes('99 01 05 94-9032').map((find) => find.code)).toEqual(['010594-9032']);
});

test('time grows with length only: 200 kB of digits, blanks and dashes', () => {
  for (const unit of ['01 ', '010190-', '0101 90 - ', '\u200b', '9']) {
    const from = performance.now();
    findIdentityCodes(unit.repeat(200_000 / unit.length));
    expect(performance.now() - from).toBeLessThan(2000);
  }
});
