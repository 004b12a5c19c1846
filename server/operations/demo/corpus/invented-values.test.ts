import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { generateCorpus } from './generate-corpus.ts';
import { makeIdentityCode } from './make-identity-code.ts';
import { makePeople, staff } from './make-people.ts';
import { writePhoneNumber } from './make-phone-number.ts';
import { createRandom } from './random.ts';

const now = new Date('2026-11-22T12:00:00Z');
const corpus = generateCorpus({ seed: 7, now });
const shape = /\b(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])\b/;

/** Its own check, after the Digital and Population Data Services Agency's description; false says why not. */
function isInvented(code: string): boolean {
  const [, day, month, year, sign, individual, check] = shape.exec(code) ?? [];
  if (check === undefined) return false;
  const century = '-YXWVU'.includes(sign!) ? 1900 : 2000;
  const date = new Date(Date.UTC(century + Number(year), Number(month) - 1, Number(day)));
  const remainder = Number(`${day}${month}${year}${individual}`) % 31;
  const expected =
    remainder < 10
      ? String(remainder)
      : [
          'A',
          'B',
          'C',
          'D',
          'E',
          'F',
          'H',
          'J',
          'K',
          'L',
          'M',
          'N',
          'P',
          'R',
          'S',
          'T',
          'U',
          'V',
          'W',
          'X',
          'Y',
        ][remainder - 10];
  return (
    date.getUTCDate() === Number(day) &&
    date.getUTCMonth() === Number(month) - 1 &&
    Number(individual) >= 900 &&
    check === expected
  );
}

describe('identity codes', () => {
  test('the check itself refuses a real series, a wrong check character and a day that is not', () => {
    expect(isInvented(['131052', '308T'].join('-'))).toBe(false);
    expect(isInvented('131052-931L')).toBe(false);
    expect(isInvented('310299-900P')).toBe(false);
    expect(isInvented('131052-931W')).toBe(true);
    expect(isInvented('010100E902J')).toBe(true);
  });

  test('are valid and of the series 900-999 for every seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('man', 'woman'), (label, gender) => {
        const code = makeIdentityCode(createRandom(label), { gender, bornFrom: 1936, bornTo: 2009 });
        return isInvented(code) && Number(code.charAt(9)) % 2 === (gender === 'man' ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.integer(), (seed) =>
        makePeople(seed, 25).every(({ identityCode }) => isInvented(identityCode)),
      ),
      { numRuns: 40 },
    );
  });

  test('carry old and new century signs', () => {
    const signs = new Set(makePeople(3, 2000).map(({ identityCode }) => identityCode.charAt(6)));
    expect([...signs].sort().join('')).toBe('-ABCDEFUVWXY');
  });

  test('in letters are the writer’s own and told by the flag; nothing else there looks like one', () => {
    const codeOf = new Map(corpus.people.map(({ key, identityCode }) => [key, identityCode]));
    for (const contact of corpus.contacts) {
      const texts = [
        contact.subject,
        ...contact.letters.flatMap(({ text, html = '' }) => [text, html]),
        ...contact.notes.map(({ text }) => text),
      ];
      const found = texts.flatMap((text) =>
        [...text.matchAll(new RegExp(shape, 'gi'))].map(([code]) => code),
      );
      expect(new Set(found)).toEqual(
        new Set(contact.statesIdentityCode ? [codeOf.get(contact.personKey)] : []),
      );
    }
  });
});

describe('people', () => {
  test('share no name, address, number or code', () => {
    for (const field of ['key', 'name', 'emailAddress', 'phone', 'identityCode'] as const) {
      expect(new Set(corpus.people.map((person) => person[field])).size).toBe(corpus.people.length);
    }
    expect(new Set(corpus.people.map(({ address }) => address.street)).size).toBe(corpus.people.length);
    expect(corpus.people.some(({ name }) => staff.some((one) => one.name === name))).toBe(false);
  });

  test('and everything they write have mail and links only under domains reserved for examples', () => {
    const reserved = /^(?:[a-z]+\.)?(?:example\.(?:fi|se|com)|[a-z]+\.example)$/;
    for (const { emailAddress } of corpus.people) {
      expect(emailAddress).toMatch(/^[a-z0-9._]+@/);
      expect(emailAddress.split('@')[1]).toMatch(reserved);
    }
    const written = corpus.contacts
      .flatMap(({ letters }) => letters.flatMap(({ text, html = '' }) => [text, html]))
      .join('\n');
    for (const [, domain] of written.matchAll(/(?:@|https?:\/\/)([a-z0-9.-]+[a-z])/gi))
      expect(domain).toMatch(reserved);
  });

  test('have numbers valid in form that nobody can hold', () => {
    for (const { phone } of corpus.people) {
      expect(phone).toMatch(/^(?:\+3584579\d{5}|\+467017406(?:0[5-9]|[1-9]\d))$/);
      expect(parsePhoneNumberFromString(phone)?.isValid()).toBe(true);
      const country = phone.startsWith('+46') ? 'SE' : 'FI';
      for (const written of writePhoneNumber(phone)) {
        expect(parsePhoneNumberFromString(written, country)?.number).toBe(phone);
      }
    }
  });
});

describe('staff', () => {
  test('are eight: four agents and one of each other task, with personal user names', () => {
    const roles = staff.map(({ role }) => role);
    expect(roles.filter((role) => role === 'agent')).toHaveLength(4);
    expect(new Set(roles).size).toBe(5);
    expect(roles).toHaveLength(8);
    for (const { userName } of staff) expect(userName).toMatch(/^[a-z]+\.[a-z]+$/);
  });
});
