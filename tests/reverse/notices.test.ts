import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Channel, Declaration } from '../../server/safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { type NoticeReading, readNotice } from '../../server/safeguards/declaration/reverse/read-notice.ts';
import type { ReverseRuleKey } from '../../server/safeguards/declaration/reverse/reverse-rules.ts';
import { fillDraft } from './fill-draft.ts';
import { expectedEn, expectedFi, expectedSv } from './notice-expectations.ts';

// Three invented notices, each in a style of its own and with faults; what is read of each is held against it fact by fact.

interface Read {
  readonly reading: NoticeReading;
  readonly declaration: Declaration;
}

async function read(name: string): Promise<Read> {
  const text = await readFile(join(import.meta.dirname, 'notices', name), 'utf8');
  const reading = readNotice(text)!;
  const { filled, marks } = fillDraft(reading.draft.yaml);
  expect(marks).toBe(reading.draft.toDecide);
  return { reading, declaration: parseDeclaration(filled) };
}

const sv = await read('waterworks.sv.txt');
const fi = await read('bookshop.fi.txt');
const en = await read('ferries.en.txt');

const sentence = ({ reading }: Read, begins: string) => {
  const found = reading.sentences.find(({ text }) => text.startsWith(begins));
  if (!found) throw new Error(`no sentence begins with ${begins}`);
  return found;
};
const silentOn = ({ reading }: Read) => reading.silent.map(({ key }) => key);
const rulesOf = ({ collects }: Channel) =>
  Object.fromEntries(collects.map(({ category, when }) => [category, when]));

describe('the language is found out', () => {
  test.each([
    ['sv', sv],
    ['fi', fi],
    ['en', en],
  ] as const)('%s', (language, { reading }) => expect(reading.language).toBe(language));
});

describe.each([
  ['the Swedish notice', sv, expectedSv],
  ['the Finnish notice', fi, expectedFi],
  ['the English notice', en, expectedEn],
] as const)('%s', (_name, notice, expected) => {
  test.each(expected)('%s…: %s', (begins, kind, ...rules) => {
    const found = sentence(notice, begins);
    expect(found.kind).toBe(kind);
    for (const rule of rules) expect(found.rules).toContain(rule);
    if (rules.length === 0) expect(found.rules).toEqual([]);
  });

  test('what is drafted from it names a sentence that is there', () => {
    const count = notice.reading.sentences.length;
    for (const { sentence: index } of notice.reading.draft.from) expect(index).toBeLessThan(count);
    expect(notice.reading.sentences.flatMap(({ drafted }) => drafted)).toHaveLength(
      notice.reading.draft.from.length,
    );
  });
});

test('what each is silent on is told, and no more', () => {
  expect(silentOn(sv)).toEqual(['protection-officer', 'interest', 'right-portability', 'automation']);
  expect(silentOn(fi)).toEqual(['transfer-ground', 'right-objection', 'right-portability', 'complaint']);
  expect(silentOn(en)).toEqual(['obligation']);
});

test('an empty notice is silent on everything', () => {
  expect(readNotice('Hej på dig och välkommen till oss.', 'sv')!.silent.length).toBeGreaterThan(15);
});

test('the draft of the Swedish notice holds its facts', () => {
  const { declaration: draft } = sv;
  expect(draft.controller).toMatchObject({
    name: 'Norrvikens Vatten Ab',
    businessId: '0000001-9',
    street: { sv: 'Brunnsgatan 14 B' },
    postalCode: '20100',
    city: { sv: 'Åbo', fi: 'Turku', en: 'Turku' },
    contactAddress: 'dataskydd@norrviken.example',
    website: 'https://www.norrviken.example',
  });
  expect(draft.register.name.sv).toBe('Norrvikens kundtjänstregister');
  expect(draft.register.statedOn).toBe('2024-03-14');
  expect(Object.keys(draft.purposes)).toEqual(['service', 'identification', 'quality']);
  expect(draft.purposes['service']!.basis).toBe('contract');
  expect(draft.purposes['identification']!.basis).toBe('legitimate-interest');
  expect(Object.keys(draft.categories).toSorted()).toEqual(
    [
      'address',
      'emailAddress',
      'files',
      'identityCode',
      'messages',
      'name',
      'phone',
      'recordings',
    ].toSorted(),
  );
  expect(Object.keys(draft.channels)).toEqual(['email', 'phone']);
  expect(rulesOf(draft.channels.email!)).toEqual({
    identityCode: 'on-request-with-reason',
    name: 'automatic',
    address: 'on-request',
    emailAddress: 'automatic',
    messages: 'automatic',
    files: 'automatic',
  });
  expect(rulesOf(draft.channels.phone!)).toEqual({
    identityCode: 'on-request-with-reason',
    name: 'automatic',
    address: 'on-request',
    phone: 'automatic',
    recordings: 'automatic',
  });
  expect(draft.periods['contact']!.months).toBe(24);
  expect(draft.periods['person']!.months).toBe(36);
  expect(draft.periods['access-log']!.months).toBe(60);
  // Two times are stated for recordings: neither is taken.
  expect(sv.reading.draft.yaml).toMatch(/The notice says both 6 and 3 months/);
  expect(draft.processing.mainCountry).toBe('SE');
  expect(draft.processing.outsideEea.allowed).toBe(false);
  // Neither of its own times to answer is lawful: the law's stand there.
  expect(draft.rights).toEqual({ answerMonths: 1, extensionMonths: 2 });
  expect(sv.reading.draft.yaml).toContain('Molnet i Norden Ab');
});

test('the draft of the Finnish notice holds its facts, and not its wrong business ID', () => {
  const { declaration: draft, reading } = fi;
  expect(draft.controller).toMatchObject({
    name: 'Kuusirannan Kirjakauppa Oy',
    street: { fi: 'Rantakuja 3 A 5' },
    postalCode: '33100',
    city: { fi: 'Tampere', sv: 'Tammerfors' },
    contactAddress: 'asiakaspalvelu@kuusiranta.example',
  });
  expect(reading.draft.yaml).not.toContain('0000002-8');
  expect(draft.register.statedOn).toBe('2023-05-02');
  expect(Object.keys(draft.purposes)).toEqual(['service', 'identification']);
  expect(Object.keys(draft.channels)).toEqual(['email', 'phone', 'chat']);
  expect(rulesOf(draft.channels.chat!)).toMatchObject({ ipAddress: 'automatic', address: 'on-request' });
  expect(draft.periods['recording']).toMatchObject({ months: 3, capMonths: 12 });
  expect(Object.keys(draft.periods['recording']!.extensions!)).toEqual(['complaint']);
  expect(draft.periods['contact']!.months).toBe(12);
  expect(draft.periods['access-log']!.months).toBe(24);
  expect(draft.processing.outsideEea.allowed).toBe(true);
  expect(draft.rights).toEqual({ answerMonths: 1, extensionMonths: 2 });
  expect(reading.draft.yaml).toContain('tsv@kuusiranta.example');
});

test('the draft of the English notice holds its facts', () => {
  const { declaration: draft } = en;
  expect(draft.controller).toMatchObject({
    name: 'Lakeside Ferries Oy',
    businessId: '0000003-5',
    street: { en: 'Satamatie 7' },
    city: { fi: 'Oulu', sv: 'Uleåborg' },
    contactAddress: 'privacy@lakeside.example',
  });
  expect(draft.register.name.en).toBe('Register of passenger enquiries');
  expect(draft.register.statedOn).toBe('2025-09-01');
  expect(draft.purposes['identification']).toMatchObject({
    basis: 'legitimate-interest',
    interest: { en: expect.stringContaining('right person only') as string },
  });
  expect(Object.keys(draft.purposes)).toEqual(['service', 'identification', 'security']);
  expect(rulesOf(draft.channels.chat!)).toMatchObject({ emailAddress: 'automatic', ipAddress: 'automatic' });
  expect(rulesOf(draft.channels.phone!)).toMatchObject({ phone: 'automatic' });
  expect(draft.periods['contact']!.months).toBe(24);
  expect(draft.periods['person']!.months).toBe(36);
  expect(draft.periods['recording']).toMatchObject({ months: 3, capMonths: 12 });
  expect(Object.keys(draft.periods['recording']!.extensions!)).toEqual(['quality-project', 'complaint']);
  expect(draft.processing).toMatchObject({
    mainCountry: 'FI',
    outsideEea: { allowed: true, transferGround: 'standard-contractual-clauses' },
    groupCompanies: true,
  });
  for (const name of ['Harbour Hosting Oy', 'Blue Desk Ltd']) expect(en.reading.draft.yaml).toContain(name);
});

describe('one sentence, and what it must not be taken for', () => {
  const rules = (text: string, language: 'sv' | 'fi' | 'en') =>
    readNotice(text, language)!.sentences[0]!.rules;
  test.each<[string, 'sv' | 'fi' | 'en', ReverseRuleKey, boolean]>([
    ['Vi säljer uppgifter, men inte till alla.', 'sv', 'no-sale', false],
    ['Vi kan sälja dina uppgifter.', 'sv', 'sells', true],
    ['Vi säljer aldrig dina uppgifter.', 'sv', 'sells', false],
    ['We do not sell your data, except to partners.', 'en', 'no-sale', false],
    ['You have the right to object to direct marketing.', 'en', 'marketing', false],
    ['You have the right not to be subject to automated decisions.', 'en', 'automated-decisions', false],
    ['Emme koskaan myy tietojasi.', 'fi', 'sells', false],
    ['Tietoja ei luovuteta muille, paitsi kumppaneille.', 'fi', 'no-other-use', false],
    ['Uppgifterna raderas aldrig.', 'sv', 'keeps-forever', true],
    ['Tiedot säilytetään pysyvästi.', 'fi', 'keeps-forever', true],
    ['A fee may be charged if a request is manifestly unfounded.', 'en', 'charges', false],
    ['Laskutukseen liittyvät tiedot säilytetään kirjanpitolain mukaan.', 'fi', 'charges', false],
    ['Fakturauppgifter sparas så länge som lagen kräver.', 'sv', 'charges', false],
    ['Your profile is deleted five years after it was evaluated.', 'en', 'automated-decisions', false],
    ['We ask you to verify your identity when you call.', 'en', 'identify-asked', false],
    ['Rekisterinpitäjän oikeutettu etu on peruste.', 'fi', 'controller', false],
  ])('%s (%s) %s: %s', (text, language, rule, is) => {
    expect(rules(text, language).includes(rule)).toBe(is);
  });

  test('a sentence in another language than the notice is read in its own', () => {
    const text =
      'Vi säljer aldrig dina uppgifter till någon. We never sell your data to anyone and this is for you.';
    const [first, second] = readNotice(text, 'sv')!.sentences;
    expect([first!.language, second!.language]).toEqual(['sv', 'en']);
    expect([first!.kind, second!.kind]).toEqual(['enforced', 'enforced']);
  });

  test('a controller without a form of company is found where the line says that it is one', () => {
    const { draft } = readNotice('Rekisterinpitäjä: Kuusirannan kaupunki, kirjaamo\n', 'fi')!;
    expect(draft.yaml).toContain('name: "Kuusirannan kaupunki" # sentence 1');
  });

  test('what stands in a notice stays a text in the draft', () => {
    const text = `Personuppgiftsansvarig\n\nNamn: Bolaget "x: y" Ab\nFO-nummer 0000001-9\n\nRegistrets namn\n\nRegistret "a": # b { c }\n`;
    const { declaration } = {
      declaration: parseDeclaration(fillDraft(readNotice(text, 'sv')!.draft.yaml).filled),
    };
    expect(declaration.register.name.sv).toBe('Registret "a": # b { c }');
  });
});
